"""An admitted participant while stage I runs, and the owner's browser."""

import datetime as dt

import pytest
from django.test import Client

from contest.applications.models import Entry
from contest.setup.models import Contest, Stage
from core import clock
from forms_app import links, services
from forms_app.models import Submission
from tests.contest.factories import NOVOSIBIRSK, sent_application
from tests.contest.video.sending import BORN

DAY = dt.timedelta(days=1)


@pytest.fixture
def contest(contest) -> Contest:
    """Stage I began yesterday and lasts ten days; scoring and stage II follow."""
    today = dt.datetime.now(NOVOSIBIRSK).date()
    for title, starts, ends in (
        ("Оценка видеообращений", 11, 18),
        ("I этап: приём видеообращений", -1, 10),
        ("II этап", 21, 21),
    ):
        Stage.objects.create(
            contest=contest,
            title=title,
            starts_on=today + starts * DAY,
            ends_on=today + ends * DAY,
        )
    return contest


@pytest.fixture
def closes_at(contest) -> dt.datetime:
    """The first instant that is too late."""
    today = dt.datetime.now(NOVOSIBIRSK).date()
    return clock.at_local(today + 11 * DAY, dt.time(), NOVOSIBIRSK)


@pytest.fixture
def application(contest, secretary) -> Submission:
    """Admitted."""
    sent = sent_application(contest)
    services.register(submission=sent, actor=secretary)
    return services.accept(submission=sent, actor=secretary)


@pytest.fixture
def entry(application) -> Entry:
    return Entry.objects.select_related("contest", "submission__key").get(submission=application)


@pytest.fixture
def link(application) -> str:
    """The personal link."""
    return f"/track/{links.token('track', application)}/"


@pytest.fixture
def page(link) -> str:
    """The address of the video under it."""
    return f"{link}video/"


@pytest.fixture
def owner(client, link) -> Client:
    """The browser of who has proved to be the owner."""
    answer = client.post(f"{link}confirm/?next=video", {"answer": BORN})
    assert answer["Location"] == f"{link}video/"
    return client
