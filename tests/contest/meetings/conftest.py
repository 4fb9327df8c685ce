"""A commission of seven, three of them without an account, and meetings made by the services."""

import datetime as dt
import itertools
from collections.abc import Callable

import pytest

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.finalists import services as lists
from contest.meetings import services
from contest.meetings.models import Meeting
from contest.meetings.rules.votes import Choice
from contest.meetings.services import Proposal
from contest.setup.models import Contest
from core import clock, crypto, files, journals, roles
from core.models import PrivateFile, User
from forms_app.lifecycle import State
from forms_app.models import Submission
from tests.contest.factories import NOVOSIBIRSK
from tests.core import file_samples

NOW = dt.datetime(2026, 9, 1, 10, tzinfo=NOVOSIBIRSK)
STARTS = dt.datetime(2026, 9, 10, 10, tzinfo=NOVOSIBIRSK)
DURING = STARTS + dt.timedelta(minutes=5)
SEATS = [
    ("chair", "Рощин", roles.CHAIR),
    ("deputy", "Луговая", roles.DEPUTY_CHAIR),
    ("secretary", "Тропинина", roles.CONTEST_SECRETARY),
    ("member", "Озерова", roles.COMMISSION_MEMBER),
    ("member", "Каменев", ""),
    ("member", "Ольховский", ""),
    ("member", "Перелескова", ""),
]
FOR, AGAINST, ABSTAINED = Choice.FOR, Choice.AGAINST, Choice.ABSTAINED
_numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def _now(at: Callable[[dt.datetime], None]) -> None:
    """It is the first of September 2026."""
    at(NOW)


@pytest.fixture
def commission(contest, make_user) -> list[CommissionMember]:
    """In the order of SEATS; the secretary works for the contest's operator."""
    made = []
    for order, (seat, name, group) in enumerate(SEATS):
        organisation = contest.operator if seat == "secretary" else None
        user = make_user(group, organisation=organisation, last_name=name) if group else None
        made.append(
            CommissionMember.objects.create(
                contest=contest,
                seat=seat,
                last_name=name,
                first_name="Ольга",
                middle_name="Игоревна",
                post=f"должность {order}",
                user=user,
                order=order,
            )
        )
    return made


@pytest.fixture
def users(commission) -> dict[str, User]:
    """The accounts by surname."""
    return {member.last_name: member.user for member in commission if member.user}


@pytest.fixture
def chair(users) -> User:
    return users["Рощин"]


@pytest.fixture
def deputy(users) -> User:
    return users["Луговая"]


@pytest.fixture
def secretary(users) -> User:
    return users["Тропинина"]


@pytest.fixture
def second_worker(contest, make_user) -> User:
    """A colleague of the secretary's."""
    return make_user(roles.CONTEST_SECRETARY, organisation=contest.operator)


@pytest.fixture
def planned(contest, commission, secretary, at) -> Callable[..., Meeting]:
    """``planned("results", …)``: a meeting with a question of each of these kinds."""

    def make(*kinds: str) -> Meeting:
        at(NOW)
        data = Meeting(contest=contest, starts_at=STARTS, place="ул. Советская, 1, каб. 5")
        meeting = services.plan(data=data, actor=secretary)
        for kind in kinds or ("other",):
            services.add_item(meeting=meeting, kind=kind, subject=f"Вопрос {kind}", actor=secretary)
        return fresh(meeting)

    return make


@pytest.fixture
def convened(planned, chair, secretary) -> Callable[..., Meeting]:
    """A meeting whose agenda the chair approved and to which members were called."""

    def make(*kinds: str) -> Meeting:
        meeting = planned(*kinds)
        services.approve(meeting=meeting, actor=chair)
        services.convene(meeting=meeting, actor=secretary)
        return fresh(meeting)

    return make


@pytest.fixture
def running(convened, commission, secretary, at) -> Callable[..., Meeting]:
    """``running("results", present=5)``: the day has come, so many of the first are there."""

    def make(*kinds: str, present: int = 7) -> Meeting:
        meeting = convened(*kinds)
        at(DURING)
        services.save_attendance(meeting=meeting, present=commission[:present], actor=secretary)
        return fresh(meeting)

    return make


@pytest.fixture
def vote(secretary, commission) -> Callable[..., None]:
    """``vote(item, "+++-0")``: the first members in this order."""

    def make(item, text: str) -> None:
        signs = {"+": FOR, "-": AGAINST, "0": ABSTAINED}
        ballots = {
            member.pk: signs[sign]
            for member, sign in zip(commission, text, strict=False)
            if sign != " "
        }
        services.save_votes(item=item, ballots=ballots, actor=secretary)

    return make


@pytest.fixture
def held(running, vote, secretary) -> Callable[..., Meeting]:
    """A closed meeting whose one question, of no kind, was decided by all seven."""

    def make() -> Meeting:
        meeting = running()
        item = meeting.items.get()
        vote(item, "+++++++")
        services.decide(item=item, proposal=Proposal("Согласиться."), actor=secretary)
        services.close(meeting=meeting, actor=secretary)
        return fresh(meeting)

    return make


@pytest.fixture
def filed(held, secretary) -> Callable[[], Meeting]:
    """A closed meeting whose signed protocol the secretary brought."""

    def make() -> Meeting:
        meeting = held()
        services.file_protocol(
            meeting=meeting, signed_on=meeting.day, scan=scan_for(meeting), actor=secretary
        )
        return fresh(meeting)

    return make


def scan_for(meeting: Meeting) -> PrivateFile:
    """A signed protocol as it is uploaded."""
    return files.store_file(
        key=meeting.key,
        name="протокол.pdf",
        source=file_samples.pdf(),
        allowed=files.DOCUMENT_TYPES,
        max_size=10**6,
    )


def fresh(meeting: Meeting) -> Meeting:
    """The row as it is now."""
    return Meeting.objects.select_related("contest", "key", "number", "scan").get(pk=meeting.pk)


@pytest.fixture
def admitted(contest) -> Callable[[str], Entry]:
    """``admitted("Белова")``: an entry with the least of a submission that a commission needs."""
    return lambda surname: admit(contest, surname)


@pytest.fixture
def came(contest, admitted, secretary) -> Callable[[str], Entry]:
    """``came("Белова")``: an entry whose participant came to stage II."""

    def make(surname: str) -> Entry:
        entry = admitted(surname)
        come(contest, [entry], secretary)
        return entry

    return make


def come(contest: Contest, entries: list[Entry], actor: User) -> None:
    """Put them on the list of stage II as those who came."""
    rows = lists.admit(contest=contest, entries=entries, actor=actor)
    lists.save_attendance(contest=contest, came={one.pk: True for one in rows}, actor=actor)


def admit(contest: Contest, surname: str, state: str = State.ACCEPTED) -> Entry:
    number, now = next(_numbers), clock.now()
    submission = Submission.objects.create(
        journey="contest-application",
        scope=contest.slug,
        form_version="1",
        reference=f"M{number:05d}",
        code_hash="x",
        key=crypto.new_key(),
        title=f"{surname} Анна Ивановна",
        search_key=surname.lower(),
        sort_key=surname.lower(),
        state=state,
        received_at=now,
        registration=journals.take_number(journal=contest.journal, actor=None, at=now),
    )
    role = contest.roles.get(code="career")
    return Entry.objects.create(
        submission=submission,
        contest=contest,
        role=role,
        service=role.services.first(),
        centre=contest.centres.first(),
        last_name=surname,
        first_name="Анна",
        middle_name="Ивановна",
        person_digest=f"digest-{number}",
    )
