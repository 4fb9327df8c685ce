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
from contest.results.models import ResultsOrder
from contest.setup.models import Contest
from core import clock, crypto, files, journals, roles
from core.models import Journal, User
from tests.contest.factories import NOVOSIBIRSK, ContestFactory
from tests.contest.meetings.conftest import admit
from tests.core import file_samples

NOW = dt.datetime(2026, 9, 20, 10, tzinfo=NOVOSIBIRSK)
DAY = NOW.date()


@pytest.fixture(autouse=True)
def _now(at: Callable[[dt.datetime], None]) -> None:
    """It is the 20th of September 2026."""
    at(NOW)


@pytest.fixture
def contest(db) -> Contest:
    """A contest whose applications were taken in August."""
    opened_at = NOW - dt.timedelta(days=50)
    return ContestFactory(
        applications_open_at=opened_at, applications_close_at=opened_at + dt.timedelta(days=20)
    )


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
    """``results(first, second)``: a published order gives these finalists the places in this order."""

    def make(*placed: Finalist, kind: str = "results", is_published: bool = True) -> Decision:
        now = clock.now()
        journal, _ = Journal.objects.get_or_create(code="protocols", title="Протоколы")
        meeting = Meeting.objects.create(
            contest=contest,
            starts_at=now,
            place="каб. 5",
            key=crypto.new_key(),
            state="signed",
            number=journals.take_number(journal=journal, actor=secretary, at=now),
            confirmed_at=now,
            digest="ab" * 32,
            **signing(secretary, make_user),
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
        if is_published:
            ResultsOrder.objects.create(
                contest=contest,
                decision=decision,
                state="published",
                key=crypto.new_key(),
                version=ResultsOrder.objects.count() + 1,
                prepared_at=now,
                prepared_by=secretary,
                number="77",
                checksum="cd" * 32,
                digest="ef" * 32,
                published_at=now,
                **signing(secretary, make_user),
            )
        return decision

    return make


def signing(secretary, make_user) -> dict[str, object]:
    """What a paper has that one person brought signed and another confirmed."""
    scan = files.store_file(
        key=crypto.new_key(),
        name="скан.pdf",
        source=file_samples.pdf(),
        allowed=files.DOCUMENT_TYPES,
        max_size=10**6,
    )
    return {
        "signed_on": DAY,
        "scan": scan,
        "filed_by": secretary,
        "confirmed_by": make_user(),
    }


def text_of(pdf: bytes) -> str:
    """The words of a PDF, wherever its lines break."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
