"""An admitted participant, and the owner's browser."""

import pytest
from django.test import Client

from contest.applications.models import Entry
from forms_app import links, services
from forms_app.models import Submission
from tests.contest.factories import sent_application
from tests.contest.video.sending import BORN


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
    """The address of the consent under it."""
    return f"{link}publication/"


@pytest.fixture
def owner(client, link) -> Client:
    """The browser of who has proved to be the owner."""
    answer = client.post(f"{link}confirm/?next=publication", {"answer": BORN})
    assert answer["Location"] == f"{link}publication/"
    return client
