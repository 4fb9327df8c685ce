"""The register of referrals: its fields, declared once (P-2.2b)."""

from core.records import Audience, Field, Group, Record
from placement.referrals.models import Referral

REFERRALS = Record(
    Referral,
    Group(
        "Направление",
        Field("case", is_exported=True),
        Field("vacancy", is_exported=True),
        Field("resume"),
        Field("way", is_exported=True),
    ),
    Group(
        "Ответ работодателя",
        Field("decline_reason", is_exported=True),
        Field("answer_note", audience=Audience.WORK),
    ),
    kept_by_services=(
        "state",
        "made_by",
        "created_at",
        "number",
        "sent_at",
        "link_until",
        "link_serial",
        "reminded_at",
        "answered_at",
        "is_demo",
    ),
)
