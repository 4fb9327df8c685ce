"""The register of agreements: its fields, declared once (P-3.6, P-5.4)."""

from core.records import Audience, Field, Group, Record
from placement.agreements.models import Agreement
from placement.employers.fields import EmployerField


def _registered(agreement: Agreement) -> str:
    if agreement.is_draft:
        return ""
    return "Договор зарегистрирован: изменения оформляют дополнительным соглашением."


AGREEMENTS = Record(
    Agreement,
    Group(
        "Договор",
        Field("kind", is_filtered=True, is_exported=True, frozen=_registered),
        Field(
            "practice_kind",
            help="Только для договора о практике.",
            is_exported=True,
            frozen=_registered,
        ),
        Field(
            "employer",
            help="ИНН, номер карточки или слова из наименования работодателя или партнёра.",
            form_field=EmployerField,
            is_exported=True,
            frozen=_registered,
        ),
        Field("subject", lines=3, is_searched=True, is_exported=True, frozen=_registered),
        Field("starts_on", help="дд.мм.гггг", is_exported=True, frozen=_registered),
        Field(
            "ends_on",
            help="дд.мм.гггг. Пусто – без срока: так бывает только о сотрудничестве.",
            is_exported=True,
            frozen=_registered,
        ),
    ),
    Group(
        "Кого касается",
        Field(
            "group",
            help="Для договора о практике обязательно.",
            is_searched=True,
            is_exported=True,
            frozen=_registered,
        ),
        Field("people_count", is_exported=True),
        Field(
            "people_names",
            help="Фамилия, имя, отчество – каждый с новой строки. Для целевой подготовки и обучения"
            " кандидата обязательно. Хранится зашифрованным, просмотр записывается в журнал.",
            audience=Audience.IDENTITY,
            lines=3,
        ),
    ),
    Group(
        "Ведение",
        Field("responsible", help="Ему придут напоминания о конце срока.", is_exported=True),
        Field(
            "duplicate_reason",
            help="Только если такой договор на то же время уже есть и нужен второй. Без фамилий.",
            lines=2,
        ),
    ),
    kept_by_services=(
        "key",
        "people_digests",
        "state",
        "number",
        "paper_number",
        "signed_on",
        "scan",
        "ended_on",
        "reminded",
        "created_at",
        "is_demo",
        "search_key",
    ),
)
