"""A new contest out of an earlier one, or out of the regulation of 2024 (C-7)."""

import datetime as dt
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction

from contest.setup.consents.loading import load_texts
from contest.setup.content import NOMINATION, SHORT_TITLE, TITLE, build_criteria, build_roles
from contest.setup.models import (
    Contest,
    ContestRole,
    Criterion,
    Indicator,
    RankedGroup,
    Stage,
    StateService,
)
from core import clock
from core.clock import at_local
from core.errors import Refused
from core.history import log_change
from core.models import Journal, Organisation

Judged = TypeVar("Judged", RankedGroup, Criterion)

# What the rules of an earlier contest hand on to the next.
_RULES = (
    "title",
    "short_title",
    "nomination",
    "operator",
    "founder",
    "time_zone",
    "names_opening",
    "min_experience_years",
    "max_winners",
    "max_prize_winners",
    "stage_two_quota",
    "joining",
    "majority",
    "tied_vote",
    "video_tolerance",
    "test_questions",
    "role_play_minutes",
    "stage_two_place",
    "publishes_points",
    "regulation_slug",
)


@dataclass(frozen=True)
class Plan:
    """What every contest has of its own; ``last_day`` is the last on which one may apply."""

    slug: str
    year: int
    opens: dt.date
    last_day: dt.date

    def make(self, rules: dict[str, object], *, time_zone: str) -> Contest:
        """The contest, not yet published, with a journal of its own; Refused for a taken address."""
        if Contest.objects.filter(slug=self.slug).exists():
            raise Refused(f"Конкурс «{self.slug}» уже есть.", field="slug")
        if self.opens > self.last_day:
            raise Refused("Приём заканчивается раньше, чем начинается.")
        midnight = dt.time()
        journal = Journal.objects.create(
            code=f"contest-{self.slug}",
            title=f"Журнал регистрации заявок на конкурс {self.year} года",
            number_format="{number:03d}/К-" + f"{self.year % 100:02d}",
        )
        contest: Contest = Contest.objects.create(
            **rules,
            slug=self.slug,
            year=self.year,
            journal=journal,
            applications_open_at=at_local(self.opens, midnight, time_zone),
            applications_close_at=at_local(
                self.last_day + dt.timedelta(days=1), midnight, time_zone
            ),
        )
        log_change(contest, actor=None, action="create")
        return contest


@transaction.atomic
def contest_like(source: Contest, plan: Plan) -> Contest:
    """A contest with the rules, criteria, centres, roles and stages of ``source``; nobody's data.

    Stages and the scoring keep their distance from the last day of applications: staff set the approved dates.
    The commission is approved anew each time and is not copied.
    """
    rules = {name: getattr(source, name) for name in _RULES}
    contest = plan.make(rules, time_zone=source.time_zone)
    contest.centres.set(source.centres.filter(is_active=True))
    closes = contest.applications_close_at.astimezone(contest.tz).date()
    shift = closes - source.applications_close_at.astimezone(source.tz).date()
    for stage in source.stages.all():
        Stage.objects.create(
            contest=contest,
            title=stage.title,
            form=stage.form,
            starts_on=stage.starts_on + shift,
            ends_on=stage.ends_on + shift,
            clause=stage.clause,
            sort_order=stage.sort_order,
        )
    groups = {
        group.pk: _copy(group, contest) for group in RankedGroup.objects.filter(contest=source)
    }
    for criterion in Criterion.objects.filter(contest=source):
        _copy(criterion, contest)
    for role in source.roles.all():
        _copy_role(role, contest, groups)
    if source.scoring_opens_at and source.scoring_closes_at:
        contest.scoring_opens_at = _moved(source.scoring_opens_at, contest, shift)
        contest.scoring_closes_at = _moved(source.scoring_closes_at, contest, shift)
        contest.save()
    load_texts(contest.operator)
    return contest


@transaction.atomic
def contest_of_2024(plan: Plan, *, operator: Organisation, founder: Organisation) -> Contest:
    """A contest with roles, questionnaires and words of the regulation of 2024; no stages yet."""
    rules = {
        "title": TITLE,
        "short_title": SHORT_TITLE,
        "nomination": NOMINATION,
        "operator": operator,
        "founder": founder,
        "time_zone": operator.time_zone,
    }
    contest = plan.make(rules, time_zone=operator.time_zone)
    build_roles(contest)
    build_criteria(contest)
    load_texts(operator)
    return contest


def _moved(at: dt.datetime, contest: Contest, shift: dt.timedelta) -> dt.datetime:
    """The same hour on the contest's clock, ``shift`` later."""
    local = clock.in_zone(at, contest.tz)
    return at_local(local.date() + shift, local.time(), contest.tz)


def _copy(row: Judged, contest: Contest) -> Judged:
    row.pk, row.contest = None, contest
    row.save(force_insert=True)
    return row


def _copy_role(role: ContestRole, contest: Contest, groups: dict[int, RankedGroup]) -> None:
    rows: list[StateService | Indicator] = [
        *StateService.objects.filter(role=role.pk),
        *Indicator.objects.filter(role=role.pk),
    ]
    role.pk, role.contest = None, contest
    role.save(force_insert=True)
    for row in rows:
        row.pk, row.role = None, role
        if isinstance(row, StateService):
            row.group = groups[row.group_id]
        row.save(force_insert=True)
