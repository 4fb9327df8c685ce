"""What the public is told about a contest at one instant (C-12): window, timetable, next change."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from contest.setup.models import Contest
from contest.setup.rules.deadlines import Acceptance, Window
from contest.setup.rules.timetable import Line, Place, Position, Span, position
from core import clock
from core.clock import at_local, format_date, format_deadline, format_instant

# The states that templates/components/timetable.html knows.
_STATES = {Place.PAST: "past", Place.NOW: "now", Place.AHEAD: "next"}


@dataclass(frozen=True)
class Row:
    """A line of the timetable in words; ``state`` is past, now or next."""

    title: str
    when: str
    state: str
    text: str = ""


@dataclass(frozen=True)
class Board:
    """One contest at one instant."""

    contest: Contest
    today: dt.date
    window: Window
    position: Position
    rows: tuple[Row, ...]

    @property
    def is_open(self) -> bool:
        """Whether an application sent now is in time."""
        return self.window is Window.OPEN

    @property
    def is_before(self) -> bool:
        """Whether the window is still to open."""
        return self.window is Window.BEFORE

    @property
    def is_over(self) -> bool:
        """Whether nothing of the contest is still to come: it belongs to the archive."""
        place = self.position
        return self.window is Window.CLOSED and not place.now and place.next is None

    @property
    def stages_are_over(self) -> bool:
        """Whether only the results are still to come, with or without a ceremony."""
        stages = self.contest.stages.all()
        return self.window is Window.CLOSED and all(it.ends_on < self.today for it in stages)

    @property
    def results_due(self) -> str:
        """When the results are to be expected, as far as the contest's dates say it (clause 19)."""
        ceremony = self.contest.ceremony_on
        if ceremony and ceremony >= self.today:
            return f"Торжественное подведение итогов – {format_date(ceremony)}"
        if self.stages_are_over:
            return "Они появятся здесь, когда организатор конкурса утвердит их приказом"
        return "Их утверждают приказом после всех этапов конкурса"

    @property
    def acceptance(self) -> str:
        """When applications are taken, with the hour and the zone in words (C-11)."""
        zone = self.contest.tz
        closes = format_deadline(self.contest.applications_close_at, zone)
        if self.window is Window.BEFORE and not self.contest.names_opening:
            return f"Заявки будут приниматься {closes}"
        if self.window is Window.BEFORE:
            return (
                f"Приём заявок откроется {format_instant(self.contest.applications_open_at, zone)}"
            )
        if self.window is Window.OPEN:
            return f"Заявки принимаются {closes}"
        return f"Приём заявок закрыт: заявки принимались {closes}"

    @property
    def headline(self) -> str:
        """Where the contest stands, in a few words, for cards and lists."""
        if self.window is Window.OPEN:
            return "Идёт приём заявок"
        if self.window is Window.BEFORE:
            return "Приём заявок ещё не открыт"
        running = [line.span.title for line in self.position.now]
        if running:
            return "Сейчас: " + ", ".join(running)
        return "Конкурс завершён" if self.position.next is None else "Приём заявок закрыт"


def board(contest: Contest, at: dt.datetime | None = None) -> Board:
    """The board of ``contest`` at ``at`` (now by default)."""
    at = at or clock.now()
    window = Acceptance(contest.applications_open_at, contest.applications_close_at).at(at)
    today = at.astimezone(contest.tz).date()
    place = position(today, spans(contest))
    rows = (_window_row(contest, window), *(_row(line) for line in place.lines))
    return Board(contest=contest, today=today, window=window, position=place, rows=rows)


def spans(contest: Contest) -> list[Span]:
    """The dated lines after the window of applications: stages and the ceremony."""
    lines = [
        Span(stage.title, stage.starts_on, stage.ends_on, stage.form, stage.clause)
        for stage in contest.stages.all()
    ]
    if contest.ceremony_on:
        day = contest.ceremony_on
        lines.append(Span("Торжественное подведение итогов", day, day))
    return lines


def changes(contest: Contest) -> Iterator[dt.datetime]:
    """The instants at which the board's words change; the page cache must not outlive them."""
    yield contest.applications_open_at
    yield contest.applications_close_at
    midnight = dt.time(0)
    for span in spans(contest):
        yield at_local(span.starts_on, midnight, contest.tz)
        yield at_local(span.ends_on + dt.timedelta(days=1), midnight, contest.tz)


def _window_row(contest: Contest, window: Window) -> Row:
    state = {Window.BEFORE: "next", Window.OPEN: "now", Window.CLOSED: "past"}[window]
    closes = format_deadline(contest.applications_close_at, contest.tz)
    if not contest.names_opening:
        return Row("Приём заявок", f"{closes[:1].upper()}{closes[1:]}", state, _clause("11"))
    opens = format_date(contest.applications_open_at.astimezone(contest.tz).date())
    return Row("Приём заявок", f"С {opens} {closes}", state, _clause("11"))


def _row(line: Line) -> Row:
    span = line.span
    if span.starts_on == span.ends_on:
        when = format_date(span.starts_on)
    else:
        when = f"С {format_date(span.starts_on)} по {format_date(span.ends_on)}"
    title = f"{span.title} ({span.form} форма)" if span.form else span.title
    return Row(title, when, _STATES[line.place], _clause(span.clause))


def _clause(numbers: str) -> str:
    if not numbers:
        return ""
    return f"{'Пункты' if ',' in numbers else 'Пункт'} {numbers} положения"
