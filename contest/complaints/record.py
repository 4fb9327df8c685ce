"""The register of complaints: its fields, declared once."""

from contest.complaints.models import Complaint
from core.records import Field, Group, Record

COMPLAINTS = Record(
    Complaint,
    Group(
        "Жалоба",
        Field("text", lines=8),
        note="Хранится зашифрованной и уничтожается вместе с данными заявки.",
    ),
    Group("Ответ", Field("answer", lines=8), Field("signed_by")),
    kept_by_services=(
        "entry",
        "number",
        "state",
        "received_at",
        "file",
        "answered_at",
        "answered_by",
    ),
)
