"""Who presses in time is in time, however long the request then waits for others (C-11)."""

import datetime as dt

import pytest

from core import arrival, clock
from forms_app import services
from forms_app.models import Submission
from forms_app.services import sending
from tests.forms_app.helpers import begin, said, upload, walk

pytestmark = pytest.mark.usefixtures("sample")
SEND = "/forms/sample/send/"
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def ready_draft(client):
    """A draft of the client's session that only has to be sent."""
    begin(client)
    draft = walk(client)
    for slot in ("signed", "agreement"):
        upload(draft, slot)
    draft.refresh_from_db()
    return draft


# Where a request waits for others: SQLite at the beginning of the transaction, PostgreSQL at the row.
WAITS = [(services, "send_draft"), (sending, "lock_draft")]


@pytest.fixture(params=WAITS, ids=["transaction", "row"])
def slow_lock(request, monkeypatch, sample):
    """``slow_lock(instant)``: requests come at the instant, and wait 5 seconds for the lock."""
    module, name = request.param
    go_on = getattr(module, name)

    def come(instant: dt.datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: instant)

        def wait(*args, **kwargs):
            monkeypatch.setattr(clock, "now", lambda: instant + 5 * SECOND)
            return go_on(*args, **kwargs)

        monkeypatch.setattr(module, name, wait)

    return come


@pytest.mark.req("C-11")
def test_a_request_that_came_in_time_is_not_late_by_waiting(client, sample, ready_draft, slow_lock):
    slow_lock(sample.deadline - 2 * SECOND)
    data = {"draft": str(ready_draft.pk), "revision": ready_draft.revision}
    assert client.post(SEND, data).url == "/forms/sample/done/"
    assert Submission.objects.get().received_at == sample.deadline - 2 * SECOND


@pytest.mark.req("C-11")
def test_a_request_that_came_at_the_deadline_is_late(client, sample, ready_draft, slow_lock):
    slow_lock(sample.deadline)
    data = {"draft": str(ready_draft.pk), "revision": ready_draft.revision}
    assert client.post(SEND, data).url == SEND
    assert "Приём окончен" in said(client.get(SEND))
    assert not Submission.objects.exists()


@pytest.mark.req("C-11")
def test_a_request_that_the_server_received_in_time_is_not_late(
    client, sample, ready_draft, monkeypatch
):
    received = sample.deadline - 2 * SECOND
    monkeypatch.setattr(clock, "now", lambda: sample.deadline + 20 * SECOND)
    data = {"draft": str(ready_draft.pk), "revision": ready_draft.revision}
    answer = client.post(SEND, data, **{arrival.ARRIVED: received.timestamp()})
    assert answer.url == "/forms/sample/done/"
    assert Submission.objects.get().received_at == received
