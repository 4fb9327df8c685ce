"""An admitted participant while stage I runs, and the owner's browser."""

import datetime as dt

import pytest

from contest.setup.models import Contest, Stage
from core import clock
from tests.contest.factories import NOVOSIBIRSK
from tests.contest.participant import application, entry, link, owner  # noqa: F401 - fixtures

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
def page(link) -> str:  # noqa: F811
    """The address of the video under it."""
    return f"{link}video/"
