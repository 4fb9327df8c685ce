"""Small figures for the tests of graduate employment."""

import datetime as dt
import io
from collections.abc import Iterable

import openpyxl

from core.models import User
from placement.programmes.models import Programme
from placement.statistics import services
from placement.statistics.models import Snapshot
from placement.statistics.rules import figures as rules
from placement.statistics.tables import TABLE

YEAR = 2025
# v1, and people by category.
COOK = (10, {"employed": 6, "in_profession": 5, "four_months": 4, "will_study": 4})
TAILOR = (7, {"employed": 1, "self_employed": 2, "child_care": 4})


def programme(name: str = "Повар", **fields: object) -> Programme:
    """A programme taught from 2020 on."""
    values = {"code": "16675", "kind": Programme.Kind.ADAPTED, "first_year": 2020, **fields}
    return Programme.objects.create(name=name, **values)


def start(actor: User, year: int = YEAR, **fields: object) -> Snapshot:
    """An empty draft."""
    values = {
        "as_of": dt.date(year, 9, 1),
        "source": "таблица",
        "counting_rule": rules.DEFAULT_RULE,
    }
    return services.start_snapshot(year=year, actor=actor, **{**values, **fields})


def enter(draft: Snapshot, programme: Programme, figures: tuple, actor: User) -> None:
    """Type one row."""
    graduates, counts = figures
    services.enter_row(
        snapshot=draft, programme=programme, graduates=graduates, counts=counts, actor=actor
    )


def drafted(
    specialist: User, rows: Iterable[tuple[Programme, tuple]], year: int = YEAR
) -> Snapshot:
    """A draft with these rows."""
    draft = start(specialist, year)
    for taught, figures in rows:
        enter(draft, taught, figures, specialist)
    return draft


def published(
    specialist: User, deputy: User, rows: Iterable[tuple[Programme, tuple]], year: int = YEAR
) -> Snapshot:
    """The same, approved and published by another."""
    draft = drafted(specialist, rows, year)
    services.approve(snapshot=draft, actor=deputy)
    return services.publish(snapshot=draft, actor=deputy)


def figures_row(taught: Programme, figures: tuple) -> list[object]:
    """A row of the federal form."""
    graduates, counts = figures
    numbers = [counts.get(category.code, 0) for category in rules.CATEGORIES]
    return [taught.code, taught.name, taught.education_programme, graduates, *numbers]


def xlsx(rows: Iterable[list[object]], header: list[str] = TABLE.headings) -> io.BytesIO:
    """A table as a file."""
    book = openpyxl.Workbook()
    for row in [header, *rows]:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    file.name = "таблица.xlsx"
    return file
