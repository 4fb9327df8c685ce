"""A contest whose results a signed protocol holds, and an order on them."""

import datetime as dt
from collections.abc import Callable

import pytest

from contest.applications.models import Entry
from contest.finalists.models import Finalist
from contest.meetings import services as meetings
from contest.meetings.models import Decision, Meeting
from contest.meetings.services import Proposal
from contest.notices import services as notices
from contest.notices.models import Release
from contest.publication import services as publication
from contest.publication.models import PublicationConsent
from contest.publication.services import Choice
from contest.results import services
from contest.results.models import ResultsOrder
from contest.setup.models import Part
from contest.stage_two import services as stage_two
from core import files
from core.models import PrivateFile
from tests.contest.factories import NOVOSIBIRSK
from tests.contest.meetings.conftest import (  # noqa: F401 - fixtures
    SEATS,
    _now,
    admit,
    chair,
    commission,
    convened,
    deputy,
    fresh,
    planned,
    running,
    scan_for,
    second_worker,
    secretary,
    users,
    vote,
)
from tests.contest.stage_two.conftest import give
from tests.core import file_samples

SURNAMES = ("Белова", "Волкова", "Громова", "Дронова", "Ершова")
# Right answers of thirty, and each mark of the role play, in the order of the surnames.
RESULTS = ((30, 9), (27, 8), (27, 7), (24, 6), (20, 5))
SIGNED = dt.date(2026, 9, 14)
TODAY = dt.datetime(2026, 9, 14, 12, tzinfo=NOVOSIBIRSK)
NUMBER = "77-нпа"


@pytest.fixture
def finalists(contest, commission, secretary, second_worker) -> list[Entry]:  # noqa: F811
    """Five who came to stage II; the first three will have the places."""
    entries = [admit(contest, surname) for surname in SURNAMES]
    for entry in entries:
        Finalist.objects.create(
            contest=contest,
            entry=entry,
            admitted_at=dt.datetime(2026, 9, 1, tzinfo=NOVOSIBIRSK),
            admitted_by=secretary,
            attended=True,
        )
    close(contest)
    for entry, (right, mark) in zip(entries, RESULTS, strict=True):
        result = stage_two.enter_test(finalist=entry.finalist, right=right, actor=secretary)
        stage_two.check_test(result=result, right=right, actor=second_worker)
        give(entry.finalist, Part.VIDEO, *[5] * len(SEATS))
        give(entry.finalist, Part.ROLE_PLAY, *[mark] * len(SEATS))
    return entries


def close(contest) -> None:
    """Both scorings are over."""
    hour, now = dt.timedelta(hours=1), dt.datetime(2026, 9, 1, 9, tzinfo=NOVOSIBIRSK)
    contest.scoring_opens_at, contest.scoring_closes_at = now - 9 * hour, now - 8 * hour
    contest.role_play_opens_at, contest.role_play_closes_at = now - 3 * hour, now - 2 * hour
    contest.test_questions = 30
    contest.save()


@pytest.fixture
def decided(running, vote, secretary, chair) -> Callable[..., Decision]:  # noqa: F811
    """``decided(results=[…], nominee=[…])``: signed and confirmed decisions of one meeting."""

    def make(**chosen: list[Entry]) -> Meeting:
        meeting = running(*chosen)
        for item in meeting.items.order_by("ordinal"):
            vote(item, "+++++++")
            proposal = Proposal("Решили.", chosen=chosen[item.kind])
            meetings.decide(item=item, proposal=proposal, actor=secretary)
        meetings.close(meeting=meeting, actor=secretary)
        meetings.file_protocol(
            meeting=fresh(meeting),
            signed_on=meeting.day,
            scan=scan_for(meeting),
            actor=secretary,
        )
        meetings.confirm(meeting=meeting, actor=chair)
        return fresh(meeting)

    return make


@pytest.fixture
def signed(decided, finalists, at) -> Meeting:
    """Белова, Волкова, Громова have the places, Волкова goes on; it is the fourteenth."""
    meeting = decided(results=finalists[:3], nominee=[finalists[1]])
    at(TODAY)
    return meeting


@pytest.fixture
def reversed_places(decided, finalists, at) -> Callable[[], None]:
    """A later meeting gives the first two places the other way round."""

    def make() -> None:
        for entry, mark in zip(finalists[:2], (8, 10), strict=True):
            give(entry.finalist, Part.ROLE_PLAY, *[mark] * len(SEATS))
        decided(results=[finalists[1], finalists[0], finalists[2]])
        at(TODAY)

    return make


@pytest.fixture
def correction(published, reversed_places, contest, secretary) -> ResultsOrder:  # noqa: F811
    """The draft of a second order."""
    reversed_places()
    return services.prepare(contest=contest, actor=secretary, why="Ошибка в подсчёте.")


@pytest.fixture
def draft(signed, contest, secretary) -> ResultsOrder:  # noqa: F811
    return services.prepare(contest=contest, actor=secretary)


@pytest.fixture
def file(secretary) -> Callable[..., ResultsOrder]:  # noqa: F811
    """``file(order)``: the secretary brings the signed order."""
    return lambda order, number=NUMBER: services.file(
        resultsorder=order, number=number, signed_on=SIGNED, scan=scan(order), actor=secretary
    )


@pytest.fixture
def published(draft, file, chair) -> ResultsOrder:  # noqa: F811
    return services.publish(resultsorder=file(draft), actor=chair)


@pytest.fixture
def addressed(finalists) -> list[Entry]:
    """Each finalist has an address of their own, but for the last."""
    for entry, surname in zip(finalists, SURNAMES, strict=True):
        entry.submission.email = "" if surname == SURNAMES[-1] else f"{entry.pk}@example.org"
        entry.submission.save()
    return finalists


@pytest.fixture
def prepare(secretary) -> Callable[[Meeting], Release]:  # noqa: F811
    """``prepare(meeting)``: the letters about the results that its protocol holds."""

    def make(meeting: Meeting) -> Release:
        decision = Decision.objects.get(item__meeting=meeting, item__kind="results")
        return notices.prepare(decision=decision, actor=secretary)

    return make


@pytest.fixture
def press(chair) -> Callable[[Release], Release]:  # noqa: F811
    """``press(row)``: released by the chair, who has looked at it."""
    return lambda row: notices.release(release=row, actor=chair, revision=notices.revision_of(row))


@pytest.fixture
def told(addressed, signed, published, prepare, press) -> Release:
    """Everybody was told after the order."""
    return press(prepare(signed))


def scan(order: ResultsOrder) -> PrivateFile:
    """A signed order as it is uploaded."""
    return files.store_file(
        key=order.key,
        name="приказ.pdf",
        source=file_samples.pdf(),
        allowed=files.DOCUMENT_TYPES,
        max_size=10**6,
    )


def agree(entry: Entry, *, centre: bool = False, place: bool = True) -> PublicationConsent:
    """The participant agrees to be named."""
    entry = Entry.objects.select_related("contest__operator", "submission").get(pk=entry.pk)
    text = publication.text_for(entry)
    choice = Choice(name=True, centre=centre, place=place)
    return publication.give(entry=entry, text=text, choice=choice)
