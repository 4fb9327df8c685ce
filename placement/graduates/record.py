"""The register of graduates: its fields, declared once (P-2.1, P-2.2b)."""

from core.records import Audience, Field, Group, Record
from placement.employers.fields import EmployerField
from placement.graduates.models import Graduate

GRADUATES = Record(
    Graduate,
    Group(
        "Человек",
        Field("last_name", is_searched=True, is_exported=True, autocomplete="family-name"),
        Field("first_name", is_searched=True, is_exported=True, autocomplete="given-name"),
        Field("middle_name", is_searched=True, is_exported=True, autocomplete="additional-name"),
        Field("named_on", help="Если фамилию или имя меняли: с какого дня они такие."),
        Field("born_on", help="дд.мм.гггг", audience=Audience.IDENTITY, autocomplete="bday"),
        Field(
            "capacity",
            help="По решению суда. От этого зависит, кто подписывает согласия.",
            audience=Audience.IDENTITY,
        ),
    ),
    Group(
        "Обучение",
        Field("programme", is_filtered=True, is_exported=True),
        Field("profession", is_filtered=True, is_exported=True),
        Field("group", is_searched=True, is_exported=True),
        Field("entered_year", help="Четыре цифры.", is_exported=True),
        Field("left_year", help="Четыре цифры.", is_exported=True),
        Field("certificate", is_searched=True),
        Field("certificate_on", help="дд.мм.гггг"),
        Field("intake", is_filtered=True, is_exported=True),
        Field(
            "intake_employer",
            help="ИНН, номер карточки или слова из наименования.",
            form_field=EmployerField,
            is_exported=True,
        ),
    ),
    Group(
        "Связь",
        Field("email", audience=Audience.IDENTITY, autocomplete="email"),
        Field("phone", audience=Audience.IDENTITY, autocomplete="tel"),
        Field(
            "trusted_person",
            help="Кому ещё можно позвонить. Только с согласия этого человека.",
            audience=Audience.IDENTITY,
        ),
        Field("trusted_phone", audience=Audience.IDENTITY),
        Field(
            "trusted_agreed_on", help="Когда этот человек согласился.", audience=Audience.IDENTITY
        ),
    ),
    Group(
        "Ведение",
        Field("responsible", is_exported=True),
    ),
    kept_by_services=(
        "key",
        "state",
        "source",
        "merged_into",
        "link_serial",
        "email_unverified",
        "destroyed_at",
        "created_at",
        "is_demo",
        "contact_key",
        "name_key",
        "sort_key",
        "search_key",
    ),
)
