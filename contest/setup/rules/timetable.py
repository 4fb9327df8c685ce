"""Where the contest stands today (C-12)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where today lies relative to a stage."""

    PAST = "past"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True)
class Span:
    """A dated line of the timetable, both days included."""

    title: str
    starts_on: dt.date
    ends_on: dt.date
    form: str = ""
    clause: str = ""


@dataclass(frozen=True)
class Line:
    """A line with today's place; ``days_left`` to the end of a running one, ``days_to`` a coming one."""

    span: Span
    place: Place
    days_left: int | None = None
    days_to: int | None = None


@dataclass(frozen=True)
class Position:
    """All lines in order of their dates, those that run today, and the next one to come."""

    lines: tuple[Line, ...]
    now: tuple[Line, ...]
    next: Line | None
    is_over: bool


def position(today: dt.date, stages: Iterable[Span]) -> Position:
    """Where ``today`` (a day in the contest's own zone) lies among ``stages``."""
    spans = sorted(stages, key=lambda span: (span.starts_on, span.ends_on))
    lines = tuple(_line(today, span) for span in spans)
    ahead = [line for line in lines if line.place is Place.AHEAD]
    return Position(
        lines=lines,
        now=tuple(line for line in lines if line.place is Place.NOW),
        next=ahead[0] if ahead else None,
        is_over=bool(lines) and all(line.place is Place.PAST for line in lines),
    )


def _line(today: dt.date, span: Span) -> Line:
    if today > span.ends_on:
        return Line(span, Place.PAST)
    if today < span.starts_on:
        return Line(span, Place.AHEAD, days_to=(span.starts_on - today).days)
    return Line(span, Place.NOW, days_left=(span.ends_on - today).days)
