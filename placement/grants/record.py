"""The registers of consents and of representatives: their fields, declared once (P-F4, P-F5)."""

from core.records import Audience, Field, Group, Record
from placement.grants.models import Grant, Representative

IDENTITY = Audience.IDENTITY
GRANTS = Record(
    Grant,
    Group("Согласие", Field("purpose", is_filtered=True), Field("employer"), Field("place")),
    kept_by_services=(
        "graduate",
        "submission",
        "created_at",
        "complete_at",
        "own_signature_from",
        "lapsed_at",
        "reminded_for",
        "withdrawn_at",
        "is_over",
        "destroy_by",
    ),
)
REPRESENTATIVES = Record(
    Representative,
    Group(
        "Представитель",
        Field("kind", help="По возрасту человека: опекун до 14 лет, попечитель с 14 до 18."),
        Field("full_name", help="Если представляет организация – кто за неё подписывает."),
        Field("institution", help="Только если представляет организация."),
        Field("post", help="Должность того, кто подписывает за организацию."),
        Field("authority", help="Документ о полномочиях: какой, номер и дата.", audience=IDENTITY),
        Field("until", help="дд.мм.гггг, если полномочия кончаются раньше совершеннолетия."),
    ),
    Group(
        "Для согласия и связи",
        Field("identity", help="Серия, номер, кем и когда выдан.", audience=IDENTITY),
        Field("address", audience=IDENTITY),
        Field(
            "email",
            help="Свой, не адрес выпускника: на него придут код и ссылка.",
            audience=IDENTITY,
        ),
        Field("phone", audience=IDENTITY),
    ),
    kept_by_services=(
        *("graduate", "link_serial", "email_unverified"),
        *("ended_on", "entered_by", "created_at"),
    ),
)
