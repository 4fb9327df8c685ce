"""A contest with finalists whose videos are marked; stage II has everything but its results."""

import datetime as dt
from collections.abc import Callable
from fractions import Fraction

import pytest

from contest.commission.models import CommissionMember
from contest.finalists import services as lists
from contest.finalists.models import Finalist
from contest.scoring.entries import criteria_of
from contest.scoring.models import Mark, ScoreSheet
from contest.setup.models import Contest, Part
from contest.stage_two import services
from core import clock, roles
from core.models import User
from tests.contest.scoring.conftest import NAMES, admit
from tests.factories import UserFactory

HOUR = dt.timedelta(hours=1)
QUESTIONS = 30


@pytest.fixture
def commission(contest, make_user) -> list[CommissionMember]:
    """Three members with accounts."""
    return [
        CommissionMember.objects.create(
            contest=contest,
            seat="member",
            last_name=surname,
            first_name="Олег",
            middle_name="Львович",
            post="начальник отдела",
            order=order,
            user=make_user(roles.COMMISSION_MEMBER, last_name=surname),
        )
        for order, surname in enumerate(["Озерова", "Каменев", "Рощин"])
    ]


@pytest.fixture
def worker(db) -> User:
    return UserFactory()


@pytest.fixture
def colleague(db) -> User:
    return UserFactory()


@pytest.fixture
def hours(contest) -> Callable[..., None]:
    """``hours(before, after)``: the role plays are marked so many hours around now."""

    def around(before: float, after: float) -> None:
        contest.refresh_from_db()
        now = clock.now()
        contest.role_play_opens_at = now - before * HOUR
        contest.role_play_closes_at = now + after * HOUR
        contest.save()

    return around


@pytest.fixture
def finalists(contest, commission, worker, hours) -> Callable[[int], list[Finalist]]:
    """``finalists(3)``: so many came to stage II, each with 5 for the video from everybody."""

    def make(number: int) -> list[Finalist]:
        now = clock.now()
        contest.scoring_opens_at, contest.scoring_closes_at = now - 9 * HOUR, now - 8 * HOUR
        contest.test_questions = QUESTIONS
        contest.save()
        hours(2, 1)
        entries = [admit(contest, name) for name in NAMES[:number]]
        rows = lists.admit(contest=contest, entries=entries, actor=worker)
        for row in rows:
            give(row, Part.VIDEO, *[5] * len(commission))
        lists.save_attendance(contest=contest, came={one.pk: True for one in rows}, actor=worker)
        return list(Finalist.objects.filter(contest=contest).order_by("pk"))

    return make


def give(finalist: Finalist, part: str, *marks: int | None) -> None:
    """Each member's mark, in the order of the composition, the same for every criterion."""
    contest = finalist.contest
    members = zip(contest.commission.all(), marks, strict=True)
    steps_of = {member.pk: steps for member, steps in members if steps is not None}
    given = ScoreSheet.objects.filter(entry=finalist.entry, part=part, member__in=steps_of)
    Mark.objects.filter(sheet__in=given).delete()
    without = steps_of.keys() - set(given.values_list("member_id", flat=True))
    ScoreSheet.objects.bulk_create(
        ScoreSheet(entry=finalist.entry, part=part, member_id=member, comment="")
        for member in without
    )
    criteria = criteria_of(contest, part)
    Mark.objects.bulk_create(
        Mark(sheet=sheet, criterion=criterion, steps=steps_of[sheet.member_id])
        for sheet in given.all()
        for criterion in criteria
    )


@pytest.fixture
def played(contest, finalists, worker, colleague, hours) -> Callable[..., list[Finalist]]:
    """``played((30, 9), (15, 8))``: right answers and role play of each; everything is closed."""

    def make(*results: tuple[int, int]) -> list[Finalist]:
        rows = finalists(len(results))
        for row, (right, mark) in zip(rows, results, strict=True):
            result = services.enter_test(finalist=row, right=right, actor=worker)
            services.check_test(result=result, right=right, actor=colleague)
            give(row, Part.ROLE_PLAY, mark, mark, mark)
        hours(2, -1)
        return rows

    return make


def total_of(right: int, mark: int, video: int = 5) -> Fraction:
    """The default total by hand."""
    return video + Fraction(10 * right, QUESTIONS) + mark


def fresh(contest: Contest) -> Contest:
    """The row as it is now."""
    return Contest.objects.get(pk=contest.pk)
