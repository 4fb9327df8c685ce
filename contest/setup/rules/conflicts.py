"""Which dates of a contest cannot all be kept (C-K8).

Plain values in, findings out; the words are in ``contest.setup.checks``.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from contest.setup.rules.timetable import Span
from core.rules.working_days import add_working_days, is_working, subtract_working_days

# Clause 8 of the commission's regulation: the protocol is due so many working days before the
# ceremony.
PROTOCOL_LEAD = 8

PROTOCOL_BEFORE_END = "protocol-before-end"
STAGES_OVERLAP = "stages-overlap"
APPLICATIONS_AFTER_STAGE = "applications-after-stage"
CORRECTIONS_BEFORE_CLOSE = "corrections-before-close"
CORRECTIONS_AFTER_STAGE = "corrections-after-stage"
DAY_OFF = "day-off"
SCORING_BEFORE_VIDEOS = "scoring-before-videos"
SCORING_AFTER_STAGE = "scoring-after-stage"

Overrides = Mapping[dt.date, bool]


@dataclass(frozen=True)
class Plan:
    """The dates of a contest in its own time zone.

    ``applications_end`` and ``corrections_end`` are the last days on which something may arrive.
    ``scoring`` are the days on which the commission marks the videos, both included.
    """

    applications_end: dt.date
    stages: tuple[Span, ...]
    corrections_end: dt.date | None = None
    ceremony_on: dt.date | None = None
    scoring: tuple[dt.date, dt.date] | None = None


@dataclass(frozen=True)
class Finding:
    """One conflict: ``code``, what it concerns, the two dates that disagree and a way out."""

    code: str
    title: str
    date: dt.date
    against: dt.date | None = None
    other: str = ""
    feasible: dt.date | None = None


def find_conflicts(plan: Plan, overrides: Overrides | None = None) -> list[Finding]:
    """Every pair of dates that cannot both be kept, in the order of the timetable."""
    days = dict(overrides or {})
    return [
        *_applications(plan),
        *_corrections(plan),
        *_overlaps(plan),
        *_scoring(plan),
        *_days_off(plan, days),
        *_protocol(plan, days),
    ]


def _applications(plan: Plan) -> list[Finding]:
    if not plan.stages or plan.applications_end <= plan.stages[0].ends_on:
        return []
    first = plan.stages[0]
    return [
        Finding(APPLICATIONS_AFTER_STAGE, first.title, plan.applications_end, first.ends_on),
    ]


def _corrections(plan: Plan) -> list[Finding]:
    if plan.corrections_end is None:
        return []
    findings = []
    if plan.corrections_end < plan.applications_end:
        findings.append(
            Finding(CORRECTIONS_BEFORE_CLOSE, "", plan.corrections_end, plan.applications_end)
        )
    if plan.stages and plan.corrections_end > plan.stages[0].ends_on:
        first = plan.stages[0]
        findings.append(
            Finding(CORRECTIONS_AFTER_STAGE, first.title, plan.corrections_end, first.ends_on)
        )
    return findings


def _overlaps(plan: Plan) -> list[Finding]:
    return [
        Finding(STAGES_OVERLAP, later.title, later.starts_on, earlier.ends_on, earlier.title)
        for earlier, later in pairwise(plan.stages)
        if later.starts_on <= earlier.ends_on
    ]


def _scoring(plan: Plan) -> list[Finding]:
    """Videos are marked when all of them are there, and before those admitted come together."""
    if plan.scoring is None or not plan.stages:
        return []
    opens, closes = plan.scoring
    first, last = plan.stages[0], plan.stages[-1]
    findings = []
    if opens <= first.ends_on:
        findings.append(Finding(SCORING_BEFORE_VIDEOS, first.title, opens, first.ends_on))
    if last.starts_on == last.ends_on and closes >= last.starts_on:
        findings.append(Finding(SCORING_AFTER_STAGE, last.title, closes, last.starts_on))
    return findings


def _days_off(plan: Plan, overrides: dict[dt.date, bool]) -> list[Finding]:
    """Steps of a single day are held in person: they need a working day."""
    single = [(s.title, s.starts_on) for s in plan.stages if s.starts_on == s.ends_on]
    if plan.ceremony_on:
        single.append(("", plan.ceremony_on))
    return [Finding(DAY_OFF, title, day) for title, day in single if not is_working(day, overrides)]


def _protocol(plan: Plan, overrides: dict[dt.date, bool]) -> list[Finding]:
    if plan.ceremony_on is None or not plan.stages:
        return []
    last = max(plan.stages, key=lambda stage: stage.ends_on)
    due = subtract_working_days(plan.ceremony_on, PROTOCOL_LEAD, overrides)
    if due >= last.ends_on:
        return []
    signed = last.ends_on
    if not is_working(signed, overrides):
        signed = add_working_days(signed, 1, overrides)
    return [
        Finding(
            PROTOCOL_BEFORE_END,
            last.title,
            due,
            last.ends_on,
            feasible=add_working_days(signed, PROTOCOL_LEAD, overrides),
        )
    ]
