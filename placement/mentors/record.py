"""Recommendations to mentors: the head of the sheet, declared once (P-F7)."""

from core.records import Field, Group, Record
from placement.graduates.fields import GraduateField
from placement.mentors.models import Recommendations

RECOMMENDATIONS = Record(
    Recommendations,
    Group(
        "Рекомендации",
        Field(
            "graduate",
            help="Имя или номер карточки. Нужно подписанное согласие на сведения о здоровье.",
            form_field=GraduateField,
        ),
        Field(
            "heading",
            official="Рекомендации по сопровождению выпускника группы",
            help="Как в утверждённой форме: 00.00 – ПП 00000 «Наименование группы, модуля».",
            is_exported=True,
        ),
    ),
    kept_by_services=(
        "state",
        "opened_by",
        "created_at",
        "read_at",
        "read_by",
        "screened_by",
        "screened_at",
        "is_demo",
    ),
)
