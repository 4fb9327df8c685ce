"""A participant with marks, and the letters about the decision on them."""

from collections.abc import Callable

import pytest

from contest.applications.models import Entry
from contest.complaints import services as complaints
from contest.complaints.models import Complaint
from contest.notices.models import Release
from core import clock

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
from tests.contest.participant import application, link, owner  # noqa: F401


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
def page(link) -> str:  # noqa: F811
    """The address of the complaint under the personal link."""
    return f"{link}complaint/"


@pytest.fixture
def complain(entry) -> Callable[..., Complaint]:
    """``complain("Не согласна")``: received now."""
    return lambda text="Не согласна.": complaints.receive(entry=entry, text=text, at=clock.now())
