"""The scoring at 10,000 entries and nine members: ranking, the member's desk, the secretary's table."""

import datetime as dt
import itertools

from django.contrib.auth.models import Group
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.scoring.entries import criteria_of, to_mark
from contest.scoring.models import Mark, ScoreSheet
from contest.scoring.standing import standing
from contest.setup.models import Contest
from core import roles
from core.models import User
from forms_app.lifecycle import State
from forms_app.models import Submission
from tests.bench.ground import Applications, session_of
from tests.bench.report import Report
from tests.bench.visitor import Visitor
from tests.contest.factories import ContestFactory
from tests.factories import UserFactory

ENTRIES, MEMBERS = 10_000, 9
BATCH = 5_000
# A second where the template with five queries takes 8.2 ms (FACTS §9): the same on any machine.
SECOND = 1000 / 8.2
BASE = "/cms/contest/scoring"


class Admitted(Applications):
    """Admitted applications, of another contest than those of the desk."""

    def _submission(self, n: int) -> Submission:
        row = super()._submission(n)
        row.state, row.reference = State.ACCEPTED, f"V{n:09d}"
        return row


def run(report: Report) -> None:
    """Fill, then measure: the desk while the scoring is open, the rest after its closing."""
    contest = ContestFactory()
    secretary = UserFactory(organisation=contest.operator)
    secretary.groups.set(Group.objects.filter(name=roles.CONTEST_SECRETARY))
    Admitted(contest, secretary).fill_up(ENTRIES)
    _fill(contest, secretary)
    visitor = Visitor(WSGIHandler(), sessionid=session_of(secretary))

    def measure(name: str, act: object, aim: float, queries: int) -> None:
        report.time(
            f"{name}, {ENTRIES:,} × {MEMBERS}",
            act,
            baseline=lambda: visitor.get("/bench/five-queries/"),
            against="template with five queries",
            aim=aim,
            queries_aim=queries,
        )

    _window(contest, hours=24)
    # The frame of every page of the back office asks a few of these.
    measure("Member's desk", lambda: visitor.get(f"{BASE}/inspect/{contest.pk}/"), SECOND, 25)
    _window(contest, hours=-1)
    measure("Ranking", lambda: standing(contest), SECOND, 5)
    measure("Secretary's table", lambda: visitor.get(f"{BASE}/table/{contest.pk}/"), 2 * SECOND, 15)


def _window(contest: Contest, *, hours: int) -> None:
    contest.scoring_opens_at = timezone.now() - dt.timedelta(days=7)
    contest.scoring_closes_at = timezone.now() + dt.timedelta(hours=hours)
    contest.save()


def _fill(contest: Contest, secretary: User) -> None:
    """Whole sheets of all members for all entries."""
    members = [
        CommissionMember.objects.create(
            contest=contest,
            seat="secretary" if n == 0 else "member",
            last_name=f"Член{n}",
            first_name="О",
            post="п",
            order=n,
            user=secretary if n == 0 else None,
        )
        for n in range(MEMBERS)
    ]
    entries = list(to_mark(contest).order_by("pk"))
    pairs = itertools.product(entries, members)
    while part := list(itertools.islice(pairs, BATCH)):
        _give(part, contest)


def _give(part: list[tuple[Entry, CommissionMember]], contest: Contest) -> None:
    sheets = ScoreSheet.objects.bulk_create(
        ScoreSheet(entry=entry, member=member, part="video", comment="") for entry, member in part
    )
    Mark.objects.bulk_create(
        Mark(
            sheet=sheet,
            criterion=criterion,
            steps=(sheet.entry_id * 7 + sheet.member_id * 3 + criterion.pk * 5) % 11,
        )
        for sheet in sheets
        for criterion in criteria_of(contest)
    )
