"""A commission with accounts that reads the documents of admitted entries."""

import datetime as dt
from collections.abc import Callable

import pytest

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.findings import services
from contest.findings.models import Finding
from contest.meetings.models import Meeting
from contest.meetings.services import plan
from core import clock, crypto, files, roles
from forms_app.models import SubmissionFile
from tests.contest.scoring.conftest import admit
from tests.core import file_samples

SEATS = [
    ("chair", roles.CHAIR, "Рощин"),
    ("secretary", roles.CONTEST_SECRETARY, "Тропинина"),
    ("member", roles.COMMISSION_MEMBER, "Озерова"),
    ("member", roles.COMMISSION_MEMBER, "Каменев"),
]


def file_for(entry: Entry, slot: str, label: str, *, own_key: bool = True) -> SubmissionFile:
    """A signed paper of the entry's current version."""
    submission = entry.submission
    stored = files.store_file(
        key=submission.key if own_key else crypto.new_key(),
        name=f"{slot}.pdf",
        source=file_samples.pdf(),
        allowed=files.DOCUMENT_TYPES,
        max_size=10**6,
    )
    return submission.current.files.create(slot=slot, label=label, file=stored)


@pytest.fixture
def commission(contest, make_user) -> list[CommissionMember]:
    """Chair, secretary and two members; the secretary works for the contest's operator."""
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
        for order, (seat, group, surname) in enumerate(SEATS)
    ]


@pytest.fixture
def entry(contest) -> Entry:
    """Admitted, with a reference, a certificate and a consent."""
    row = admit(contest, "Абрамова")
    file_for(row, "reference", "Характеристика")
    file_for(row, "certificate", "Справка")
    file_for(row, "consent", "Согласие", own_key=False)
    return row


@pytest.fixture
def document(entry) -> Callable[[str], SubmissionFile]:
    """``document("certificate")``: a paper of the entry by its slot."""
    return lambda slot: entry.submission.current.files.get(slot=slot)


@pytest.fixture
def find(document) -> Callable[..., Finding]:
    """``find(member, "doubted", "…")``: the member's finding on the certificate."""

    def record(member: CommissionMember, verdict: str = "doubted", text: str = "Даты") -> Finding:
        return services.record(
            member=member,
            document=document("certificate"),
            verdict=verdict,
            text=text,
            actor=member.user,
        )

    return record


@pytest.fixture
def meeting(contest, commission):
    """A planned meeting without a question."""
    starts_at = clock.now() + dt.timedelta(days=5)
    data = Meeting(contest=contest, starts_at=starts_at, place="каб. 5")
    return plan(data=data, actor=commission[1].user)
