"""Finalists with names to be declined, and certificates made by the services."""

import datetime as dt
import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader

from contest.applications.models import Entry
from contest.certificates import services
from contest.certificates.models import CertificateIssue
from contest.finalists.models import Finalist
from contest.meetings.models import AgendaItem, Decision, DecisionEntry, Meeting
from core import clock, crypto, files, journals, roles
from core.models import Journal, User
from tests.contest.factories import NOVOSIBIRSK
from tests.contest.meetings.conftest import admit
from tests.core import file_samples

NOW = dt.datetime(2026, 9, 20, 10, tzinfo=NOVOSIBIRSK)
DAY = NOW.date()


@pytest.fixture(autouse=True)
def _now(at: Callable[[dt.datetime], None]) -> None:
    """It is the 20th of September 2026."""
    at(NOW)


@pytest.fixture
def secretary(contest, make_user) -> User:
    return make_user(roles.CONTEST_SECRETARY, organisation=contest.operator)


@pytest.fixture
def finalist(contest, secretary) -> Callable[..., Finalist]:
    """``finalist("Непомнящая")``: Анна Ивановна of this surname, who came to stage II."""

    def make(surname: str = "Белова", *, attended: bool | None = True, **name: str) -> Finalist:
        entry = admit(contest, surname)
        Entry.objects.filter(pk=entry.pk).update(**name)
        return Finalist.objects.create(
            contest=contest,
            entry=Entry.objects.get(pk=entry.pk),
            admitted_at=clock.now(),
            admitted_by=secretary,
            attended=attended,
        )

    return make


@pytest.fixture
def confirm(contest, secretary) -> Callable[..., int]:
    """``confirm({finalist: "Непомнящей Анне Ивановне"})``; without names, all as proposed."""

    def make(named: dict[Finalist, str] | None = None) -> int:
        rows = services.proposals(contest)
        confirmed = (
            {row.finalist.pk: row.dative for row in rows}
            if named is None
            else {one.pk: dative for one, dative in named.items()}
        )
        return services.confirm_names(
            contest=contest,
            confirmed=confirmed,
            revision=services.names_revision(rows),
            actor=secretary,
        )

    return make


@pytest.fixture
def issued(contest, secretary, finalist, confirm) -> Callable[..., CertificateIssue]:
    """``issued("Белова", …)``: certificates of stage II for these."""

    def make(*surnames: str) -> CertificateIssue:
        for surname in surnames or ("Белова",):
            finalist(surname)
        confirm()
        return services.issue_participants(contest=contest, issued_on=DAY, actor=secretary)

    return make


@pytest.fixture
def results(contest, secretary, make_user) -> Callable[..., Decision]:
    """``results(first, second)``: a signed protocol gives these finalists the places in this order."""

    def make(*placed: Finalist, kind: str = "results", state: str = "signed") -> Decision:
        now = clock.now()
        journal, _ = Journal.objects.get_or_create(code="protocols", title="Протоколы")
        is_signed = state == "signed"
        meeting = Meeting.objects.create(
            contest=contest,
            starts_at=now,
            place="каб. 5",
            key=crypto.new_key(),
            state=state,
            number=journals.take_number(journal=journal, actor=secretary, at=now),
            **(signing(contest, secretary, make_user) if is_signed else {}),
        )
        item = AgendaItem.objects.create(meeting=meeting, ordinal=1, kind=kind, subject="Об итогах")
        decision = Decision.objects.create(
            item=item,
            outcome="adopted",
            wording="Утвердить",
            recorded_at=now,
            recorded_by=secretary,
        )
        for place, one in enumerate(placed, start=1):
            DecisionEntry.objects.create(decision=decision, entry=one.entry, place=place)
        return decision

    return make


def signing(contest, secretary, make_user) -> dict[str, object]:
    """What a meeting has whose protocol is signed."""
    scan = files.store_file(
        key=crypto.new_key(),
        name="протокол.pdf",
        source=file_samples.pdf(),
        allowed=files.DOCUMENT_TYPES,
        max_size=10**6,
    )
    return {
        "signed_on": DAY,
        "digest": "ab" * 32,
        "scan": scan,
        "filed_by": secretary,
        "confirmed_at": clock.now(),
        "confirmed_by": make_user(),
    }


def text_of(pdf: bytes) -> str:
    """The words of a PDF, wherever its lines break."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
