"""History of changes and the log of reads."""

import pytest
from django.core.signals import request_finished, request_started
from django.db import transaction

from core import history
from core.history import log_change, log_read
from core.models import HistoryRecord, ReadRecord
from tests.factories import UserFactory

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]


@pytest.fixture
def request_cycle():
    """Between these two one request is served.

    The signals themselves would have Django close the test's connection.
    """
    history._begin_request()
    yield
    history._end_request()


def test_a_change_says_who_when_from_to_and_why(organisation):
    user = UserFactory()
    row = log_change(
        organisation,
        actor=user,
        action="register",
        from_state="sent",
        to_state="registered",
        why="п. 11",
        details={"number": 5},
    )
    found = HistoryRecord.objects.about(organisation).get()
    assert found == row
    assert (found.actor, found.actor_label) == (user, user.full_name)
    assert (found.from_state, found.to_state, found.why) == ("sent", "registered", "п. 11")
    assert found.details == {"number": 5}


def test_without_an_account_the_label_says_who_acted(organisation):
    assert log_change(organisation, actor=None, action="tick").actor_label == "система"
    sent = log_change(organisation, actor=None, action="send", actor_label="заявитель")
    assert sent.actor_label == "заявитель"


@pytest.mark.req("X-5")
def test_each_kind_of_data_looked_at_is_one_row(organisation, request_cycle):
    user = UserFactory()
    for what in ("паспорт", "адрес", "паспорт"):
        log_read(organisation, actor=user, what=what, organisation=organisation)
    rows = ReadRecord.objects.about(organisation)
    assert sorted(row.what for row in rows) == ["адрес", "паспорт"]
    assert {row.organisation for row in rows} == {organisation}


def test_the_next_request_is_another_look(organisation, request_cycle):
    user = UserFactory()
    log_read(organisation, actor=user, what="паспорт")
    history._begin_request()
    log_read(organisation, actor=user, what="паспорт")
    assert ReadRecord.objects.count() == 2


def test_another_person_is_another_look(organisation, request_cycle):
    for user in UserFactory.create_batch(2):
        log_read(organisation, actor=user, what="паспорт")
    assert ReadRecord.objects.count() == 2


def test_outside_a_request_every_look_is_a_row(organisation):
    for _ in range(2):
        log_read(organisation, actor=None, what="паспорт")
    assert ReadRecord.objects.count() == 2


def test_a_look_whose_row_was_rolled_back_is_recorded_again(organisation, request_cycle):
    with transaction.atomic():
        log_read(organisation, actor=None, what="паспорт")
        transaction.set_rollback(True)
    log_read(organisation, actor=None, what="паспорт")
    assert ReadRecord.objects.count() == 1


def test_the_signals_of_a_request_are_heard():
    assert history._begin_request in request_started._live_receivers(None)[0]
    assert history._end_request in request_finished._live_receivers(None)[0]
