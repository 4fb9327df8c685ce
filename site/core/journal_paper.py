"""The printed journal of registration: one form for every journal (P-3.6, C-K6)."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from core import paper
from core.clock import TimeZone, format_instant, in_zone
from core.models import Journal, JournalEntry

Cells = Mapping[int, Sequence[str]]

_FIRST = ("№ п/п", "Рег. номер", "Дата регистрации")
_LAST = ("Кто зарегистрировал", "Примечание")


@dataclass(frozen=True)
class JournalColumns:
    """What a journal says of each entry beside its number: headings, and cells by entry's key.

    ``organisation`` names whose journal it is; «» where whoever prints it is of that organisation.
    """

    headings: tuple[str, ...]
    cells: Callable[[Sequence[JournalEntry]], Cells]
    organisation: Callable[[], str] = str


_columns: dict[str, JournalColumns] = {}


def describe_journal(code: str, columns: JournalColumns) -> None:
    """Tell how the entries of the journal with this code are described."""
    _columns[code] = columns


def organisation_of(journal: Journal) -> str:
    """Whose journal it is, as its domain says; «» where it does not."""
    columns = _columns.get(journal.code)
    return columns.organisation() if columns else ""


def rows_of(journal: Journal, year: int | None, tz: TimeZone) -> list[list[str]]:
    """The entries in the order of their numbers; annulled ones stay and say why."""
    entries = list(journal.entries.select_related("registered_by").order_by("year", "number"))
    if year is not None:
        entries = [one for one in entries if in_zone(one.registered_at, tz).year == year]
    columns = _columns.get(journal.code)
    cells: Cells = columns.cells(entries) if columns else {}
    blank = [""] * len(columns.headings) if columns else []
    return [
        [
            str(place),
            entry.label,
            f"{in_zone(entry.registered_at, tz):%d.%m.%Y}",
            *cells.get(entry.pk, blank),
            entry.registered_by.short_name if entry.registered_by else "",
            f"Аннулирован: {entry.annulled_why}" if entry.annulled_at else "",
        ]
        for place, entry in enumerate(entries, start=1)
    ]


def headings_of(journal: Journal) -> list[str]:
    """The headings over those rows."""
    columns = _columns.get(journal.code)
    return [*_FIRST, *(columns.headings if columns else ()), *_LAST]


def render(
    journal: Journal, *, organisation: str, year: int | None, at: dt.datetime, tz: TimeZone
) -> paper.Paper:
    """The journal on landscape A4, of one year or whole, as it stands at ``at``."""
    rows = rows_of(journal, year, tz)
    context = {
        "journal": journal,
        "organisation": organisation,
        "year": year,
        "header": headings_of(journal),
        "rows": rows,
        "began": rows[0][2] if rows else "",
        "made": format_instant(at, tz),
    }
    return paper.render("core/papers/journal.html", context, title=journal.title, made_at=at)
