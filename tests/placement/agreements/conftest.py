"""Agreements of the tests: made by the services, as people make them."""

import datetime as dt
from collections.abc import Callable

import pytest

from core import clock
from core.models import User
from placement.agreements import services
from placement.agreements.models import Agreement
from tests.placement.factories import agreement_data

NOON = dt.datetime(2026, 10, 1, 9, tzinfo=dt.UTC)
TODAY = dt.date(2026, 10, 1)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the first of October 2026."""
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def deputy(make_user) -> User:
    return make_user("Заместитель директора по трудоустройству")


@pytest.fixture
def draft(specialist) -> Callable[..., Agreement]:
    """``draft(kind="targeted", …)``: a draft that the specialist entered."""

    def make(**fields: object) -> Agreement:
        data = agreement_data(**{"responsible": specialist, **fields})
        return services.create_agreement(data=data, actor=specialist)

    return make


@pytest.fixture
def signed(draft, specialist) -> Callable[..., Agreement]:
    """``signed(…)``: a registered one."""

    def make(**fields: object) -> Agreement:
        return services.register(
            agreement=draft(**fields), signed_on=dt.date(2026, 9, 1), actor=specialist
        )

    return make
