"""A contest whose scoring is open, with a commission that has accounts and admitted entries."""

import datetime as dt
import itertools

import pytest
from django.utils import timezone

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.scoring.entries import criteria_of
from contest.scoring.models import Mark
from contest.scoring.services import Given, save_mark
from core import clock, crypto, journals, roles
from forms_app.lifecycle import State
from forms_app.models import Submission
from tests.factories import UserFactory

NAMES = ["Абрамова", "Белова", "Волкова", "Громова", "Данилова", "Егорова", "Жукова", "Зимина"]
_numbers = itertools.count(1)


def admit(contest, surname: str, *, role: str = "career", state: str = State.ACCEPTED) -> Entry:
    """An entry with the least of a submission that a commission needs."""
    number = next(_numbers)
    submission = Submission.objects.create(
        journey="contest-application",
        scope=contest.slug,
        form_version="1",
        reference=f"S{number:05d}",
        code_hash="x",
        key=crypto.new_key(),
        title=f"{surname} Анна Ивановна",
        search_key=surname.lower(),
        sort_key=surname.lower(),
        state=state,
        received_at=timezone.now(),
        registration=journals.take_number(journal=contest.journal, actor=None, at=timezone.now()),
    )
    submission.versions.create(number=1, digest="x", sent_at=timezone.now())
    held = contest.roles.get(code=role)
    return Entry.objects.create(
        submission=submission,
        contest=contest,
        role=held,
        service=held.services.first(),
        centre=contest.centres.first(),
        last_name=surname,
        first_name="Анна",
        middle_name="Ивановна",
        person_digest=f"digest-{number}",
    )


@pytest.fixture
def window(contest):
    """``window(before, after)`` sets the scoring to so many hours around now."""

    def around(before: float = 24, after: float = 24) -> None:
        contest.refresh_from_db()
        contest.scoring_opens_at = clock.now() - dt.timedelta(hours=before)
        contest.scoring_closes_at = clock.now() + dt.timedelta(hours=after)
        contest.save()

    return around


@pytest.fixture
def commission(contest, make_user) -> list[CommissionMember]:
    """Chair, secretary and two members; all of them mark."""
    seats = [
        ("chair", roles.CHAIR, "Рощин"),
        ("secretary", roles.CONTEST_SECRETARY, "Тропинина"),
        ("member", roles.COMMISSION_MEMBER, "Озерова"),
        ("member", roles.COMMISSION_MEMBER, "Каменев"),
    ]
    return [
        CommissionMember.objects.create(
            contest=contest,
            seat=seat,
            last_name=surname,
            first_name="Олег",
            middle_name="Львович",
            post="начальник отдела",
            order=order,
            user=make_user(
                group,
                last_name=surname,
                organisation=contest.operator if seat == "secretary" else None,
            ),
        )
        for order, (seat, group, surname) in enumerate(seats)
    ]


@pytest.fixture
def entries(contest) -> list[Entry]:
    return [admit(contest, name) for name in NAMES[:3]]


@pytest.fixture
def give(contest):
    """``give(member, entry, 7, 8, …)``: the marks of the video's criteria, in their order."""

    def marks(member: CommissionMember, entry: Entry, *steps: int | None) -> None:
        for criterion, given in zip(criteria_of(contest), steps, strict=False):
            if given is None:
                continue
            stored = Mark.objects.filter(
                sheet__member=member, sheet__entry=entry, criterion=criterion
            ).first()
            save_mark(
                member=member,
                entry=entry,
                criterion=criterion,
                given=Given(given, stored.steps if stored else None),
                actor=member.user,
            )

    return marks


@pytest.fixture
def other_secretary(contest, make_user):
    """A second secretary of the same operator, without a seat."""
    return make_user(roles.CONTEST_SECRETARY, organisation=contest.operator)


@pytest.fixture
def stranger(db):
    """Somebody without any right."""
    return UserFactory()
