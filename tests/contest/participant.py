"""An admitted participant and the owner's browser: fixtures for what stands under the link."""

import pytest
from django.test import Client

from contest.applications.models import Entry
from forms_app import links, services
from forms_app.models import Submission
from tests.contest.factories import sent_application

BORN = "05.03.1990"


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
def owner(client, link, page) -> Client:
    """The browser of who has proved to be the owner, on the way to ``page``."""
    code = page.removeprefix(link).strip("/")
    answer = client.post(f"{link}confirm/?next={code}", {"answer": BORN})
    assert answer["Location"] == page
    return client
