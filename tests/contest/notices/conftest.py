"""A contest whose scoring is closed, four participants with marks, and signed decisions on them."""

import datetime as dt
from collections.abc import Callable

import pytest

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.meetings.models import AgendaItem, Decision, DecisionEntry, Meeting
from contest.notices import services
from contest.notices.models import Release
from contest.scoring.entries import criteria_of
from contest.scoring.models import Mark, ScoreSheet
from contest.setup.models import Contest
from core import clock, crypto, journals, roles
from core.models import User
from tests.contest.factories import ContestFactory
from tests.contest.meetings.conftest import admit, scan_for

PLACE = "г. Новосибирск, ул. Советская, 1"
SEATS = [
    ("chair", roles.CHAIR, "Рощин"),
    ("secretary", roles.CONTEST_SECRETARY, "Тропинина"),
    ("member", roles.COMMISSION_MEMBER, "Озерова"),
]


def in_days(days: float) -> dt.datetime:
    return clock.now() + dt.timedelta(days=days)


@pytest.fixture
def contest(contest) -> Contest:
    """Two of each group go on to stage II, which is in ten days; the scoring ended yesterday."""
    contest.stage_two_quota = 2
    contest.stage_two_starts_at, contest.stage_two_place = in_days(10), PLACE
    contest.scoring_opens_at, contest.scoring_closes_at = in_days(-9), in_days(-1)
    contest.replacements_until = in_days(7)
    contest.save()
    return contest


@pytest.fixture
def commission(contest, make_user) -> list[CommissionMember]:
    """Chair, secretary, one member; the secretary works for the contest's operator."""
    return [
        CommissionMember.objects.create(
            contest=contest,
            seat=seat,
            last_name=name,
            first_name="Олег",
            post="должность",
            order=order,
            user=make_user(
                group,
                last_name=name,
                organisation=contest.operator if seat == "secretary" else None,
            ),
        )
        for order, (seat, group, name) in enumerate(SEATS)
    ]


@pytest.fixture
def chair(commission) -> User:
    return commission[0].user


@pytest.fixture
def secretary(commission) -> User:
    return commission[1].user


@pytest.fixture
def colleague(contest, make_user) -> User:
    """A second secretary of the same operator."""
    return make_user(roles.CONTEST_SECRETARY, organisation=contest.operator)


@pytest.fixture
def people(contest, commission, make_user) -> dict[str, User]:
    """The commission, the operator's staff, and a secretary of another contest."""
    stranger = ContestFactory().operator
    return {
        "chair": commission[0].user,
        "secretary": commission[1].user,
        "member": commission[2].user,
        "staff": make_user(roles.OPERATOR_STAFF, organisation=contest.operator),
        "other-secretary": make_user(roles.CONTEST_SECRETARY, organisation=stranger),
    }


@pytest.fixture
def mark(contest, commission) -> Callable[..., Entry]:
    """``mark(entry, 8)``: so many steps from every member by every criterion."""

    def make(entry: Entry, steps: int) -> Entry:
        for member in commission:
            sheet, _ = ScoreSheet.objects.get_or_create(entry=entry, member=member, part="video")
            sheet.marks.all().delete()
            rows = [Mark(sheet=sheet, criterion=one, steps=steps) for one in criteria_of(contest)]
            Mark.objects.bulk_create(rows)
        return entry

    return make


@pytest.fixture
def entries(contest, mark) -> list[Entry]:
    """In the order of their marks; the last has no e-mail."""
    made = []
    for surname, steps in (("Абрамова", 10), ("Белова", 8), ("Волкова", 6), ("Громова", 4)):
        entry = mark(admit(contest, surname), steps)
        entry.submission.email = "" if surname == "Громова" else f"{steps}@example.org"
        entry.submission.save()
        made.append(entry)
    return made


@pytest.fixture
def decided(contest, secretary, chair) -> Callable[..., Decision]:
    """``decided(entry, …)``: a signed protocol whose decision admits these to stage II."""

    def make(*chosen: Entry, kind: str = "admission", among: tuple[Entry, ...] = ()) -> Decision:
        at = clock.now()
        meeting = Meeting(contest=contest, starts_at=at, place="каб. 5", key=crypto.new_key())
        journal, _ = journals.Journal.objects.get_or_create(
            code=f"protocols-{contest.slug}", defaults={"title": "Протоколы"}
        )
        meeting.number = journals.take_number(journal=journal, actor=None, at=at)
        meeting.state, meeting.signed_on, meeting.digest = "signed", at.date(), "x"
        meeting.scan, meeting.filed_by = scan_for(meeting), secretary
        meeting.confirmed_at, meeting.confirmed_by = at, chair
        meeting.save()
        item = AgendaItem.objects.create(meeting=meeting, ordinal=1, kind=kind, subject="О допуске")
        decision = Decision.objects.create(
            item=item, outcome="adopted", wording="Да.", recorded_at=at, recorded_by=secretary
        )
        places = {entry.pk: place for place, entry in enumerate(chosen, 1)}
        for pk in {entry.pk for entry in (*chosen, *among)}:
            DecisionEntry.objects.create(decision=decision, entry_id=pk, place=places.get(pk))
        return decision

    return make


@pytest.fixture
def prepared(decided, secretary) -> Callable[..., Release]:
    """``prepared(entry, …)``: the letters about a signed decision that admits these."""

    def make(*chosen: Entry) -> Release:
        return services.prepare(decision=decided(*chosen), actor=secretary)

    return make


@pytest.fixture
def release(colleague) -> Callable[[Release], Release]:
    """``release(prepared)``: pressed by the colleague who has looked at it."""

    def press(row: Release, actor: User = colleague) -> Release:
        return services.release(release=row, actor=actor, revision=services.revision_of(row))

    return press


@pytest.fixture
def released(entries, prepared, release) -> Release:
    """The first two are admitted, all four were told."""
    return release(prepared(*entries[:2]))
