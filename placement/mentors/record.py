"""Recommendations to mentors: the head of the sheet, declared once (P-F7)."""

from functools import partial

from core.records import Field, Group, Record
from placement.graduates.fields import GraduateField
from placement.mentors.fields import WriterField
from placement.mentors.models import PLACES, Recommendations

HELP = {
    "psychologist": "Раздел увидит и заполнит только тот, кто здесь назван. Можно назначить позже.",
    "social_pedagogue": "Заполняет раздел вместе с воспитателем и подписывает его.",
}

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
    Group(
        "Кто пишет",
        *(
            Field(place, help=HELP.get(place, ""), form_field=partial(WriterField, place))
            for place in PLACES
        ),
        note="Раздел видят только те, кто здесь назван, специалист, который ведёт человека, и"
        " заместитель директора.",
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
