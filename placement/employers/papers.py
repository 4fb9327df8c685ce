"""The data bank on paper: organisations without persons (P-2.2a)."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from core import paper
from core.clock import TimeZone, format_instant, in_zone
from placement.centre import operators

HEADER = [
    "№",
    "Наименование",
    "ИНН, ОГРН",
    "Кто это",
    "Вид деятельности",
    "Адрес",
    "Телефон, почта",
    "Последний контакт",
    "Открытых вакансий",
]


def rows(employers: Iterable[Any], tz: TimeZone) -> list[list[str]]:
    """Rows under HEADER; ``employers`` come `with_activity`."""
    return [
        [
            str(number),
            str(employer),
            "\n".join(filter(None, (employer.inn, employer.ogrn))),
            employer.get_kind_display(),
            employer.activity,
            employer.address or employer.get_district_display(),
            "\n".join(filter(None, (employer.phone_text, employer.email))),
            f"{in_zone(employer.last_contact_at, tz):%d.%m.%Y}" if employer.last_contact_at else "",
            str(employer.live_vacancies or ""),
        ]
        for number, employer in enumerate(employers, start=1)
    ]


def render(
    employers: Iterable[Any], *, chosen: list[str], at: dt.datetime, tz: TimeZone
) -> paper.Paper:
    """The list as a landscape A4 paper; ``chosen`` says in words what it was narrowed by."""
    context = {
        "organisation": operators.operator_name(),
        "header": HEADER,
        "rows": rows(employers, tz),
        "chosen": chosen,
        "made": format_instant(at, tz),
    }
    title = "Банк данных работодателей"
    return paper.render("placement/employers/papers/list.html", context, title=title, made_at=at)
