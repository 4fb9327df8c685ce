"""Vacancies on paper: for a board on the wall or a meeting, without persons, age or sex (P-2.4b)."""

import datetime as dt
from collections.abc import Iterable

from core import paper
from core.clock import TimeZone, format_instant
from placement.centre import operators
from placement.vacancies.models import Vacancy
from placement.vacancies.record import VACANCIES

TITLE = "Вакансии"
HEADER = [
    "№",
    "Должность",
    "Работодатель",
    "Мест",
    "Где",
    "График",
    "Оклад, руб.",
    "Условия",
    "Состояние",
]


def rows(vacancies: Iterable[Vacancy]) -> list[list[str]]:
    """Rows under HEADER; of places those that are free."""
    return [
        [
            str(row.pk),
            row.title,
            str(row.employer),
            str(row.free_places),
            f"{row.place_text}\n{row.address}",
            _schedule(row),
            VACANCIES.text(row, "pay") if row.pay else "",
            "\n".join(row.condition_labels),
            row.get_state_display(),
        ]
        for row in vacancies
    ]


def _schedule(row: Vacancy) -> str:
    """When one works and whether for long, line by line."""
    lines = (row.get_schedule_display(), row.schedule_note, row.get_term_display())
    return "\n".join(line for line in lines if line)


def render(
    vacancies: Iterable[Vacancy], *, chosen: list[str], at: dt.datetime, tz: TimeZone
) -> paper.Paper:
    """The list as a landscape A4 paper; ``chosen`` says in words what it was narrowed by."""
    context = {
        "organisation": operators.operator_name(),
        "header": HEADER,
        "rows": rows(vacancies),
        "chosen": chosen,
        "made": format_instant(at, tz),
    }
    return paper.render("placement/vacancies/papers/list.html", context, title=TITLE, made_at=at)
