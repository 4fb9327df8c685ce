"""A participant with marks, and the letters about the decision on them."""

from collections.abc import Callable

import pytest
from django.test import Client

from contest.applications.models import Entry
from contest.complaints import services as complaints
from contest.complaints.models import Complaint
from contest.notices.models import Release
from core import clock
from forms_app import links, services
from forms_app.models import Submission
from tests.contest.factories import sent_application

# Contest, commission, marks and decisions are those of the letters.
from tests.contest.notices.conftest import (  # noqa: F401
    chair,
    colleague,
    commission,
    contest,
    decided,
    entries,
    mark,
    people,
    prepared,
    release,
    secretary,
)
from tests.contest.video.sending import BORN


@pytest.fixture
def application(contest, secretary) -> Submission:  # noqa: F811
    """Admitted."""
    sent = sent_application(contest)
    services.register(submission=sent, actor=secretary)
    return services.accept(submission=sent, actor=secretary)


@pytest.fixture
def entry(application, mark) -> Entry:  # noqa: F811
    """The participant, with 9 from every member."""
    own = Entry.objects.select_related("contest", "submission__key").get(submission=application)
    return mark(own, 9)


@pytest.fixture
def told(entry, entries, prepared, release) -> Release:  # noqa: F811
    """The participant was told of the admission, beside others."""
    return release(prepared(entries[0], entry))


@pytest.fixture
def link(application) -> str:
    """The personal link."""
    return f"/track/{links.token('track', application)}/"


@pytest.fixture
def owner(client, link) -> Client:
    """The browser of who has proved to be the owner."""
    client.post(f"{link}confirm/", {"answer": BORN})
    return client


@pytest.fixture
def complain(entry) -> Callable[..., Complaint]:
    """``complain("Не согласна")``: received now."""
    return lambda text="Не согласна.": complaints.receive(entry=entry, text=text, at=clock.now())
