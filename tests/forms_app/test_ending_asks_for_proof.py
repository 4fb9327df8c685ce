"""A tracking link alone ends nothing: a withdrawal asks for the owner's proof (X-5, ADR 14)."""

import datetime as dt

import pytest

from core import clock
from forms_app import links, services
from forms_app.engine.access import Access
from forms_app.errors import NotProved
from forms_app.lifecycle import State
from tests.forms_app.helpers import prove_tracked, said, sent

pytestmark = [pytest.mark.usefixtures("sample"), pytest.mark.req("X-5")]
VEILED = Access(since=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))


@pytest.fixture
def submission():
    return sent()


@pytest.fixture
def track(submission):
    return f"/track/{links.token('track', submission)}/"


def state_of(submission):
    submission.refresh_from_db()
    return submission.state


def processing(submission):
    return submission.consents.get(text__purpose="processing")


def test_no_service_ends_anything_by_a_link_alone(submission):
    with pytest.raises(NotProved):
        services.withdraw(submission=submission, access=VEILED)
    with pytest.raises(NotProved):
        services.withdraw_consent(consent=processing(submission), access=VEILED)
    assert state_of(submission) == State.RECEIVED
    assert processing(submission).withdrawn_at is None


def test_a_stranger_withdraws_no_application(client, submission, track):
    page = said(client.get(f"{track}withdraw/"))
    assert "Да, отозвать" not in page
    assert f"{track}confirm/?next=withdraw" in page
    assert client.post(f"{track}withdraw/").url == f"{track}confirm/?next=withdraw"
    assert state_of(submission) == State.RECEIVED
    assert prove_tracked(client, submission, "8 999 000-00-01", "withdraw").status_code == 200
    client.post(f"{track}withdraw/")
    assert state_of(submission) == State.RECEIVED
    assert prove_tracked(client, submission, page="withdraw").url == f"{track}withdraw/"
    assert "Да, отозвать" in said(client.get(f"{track}withdraw/"))
    client.post(f"{track}withdraw/")
    assert state_of(submission) == State.WITHDRAWN


def test_a_stranger_withdraws_no_consent(client, submission, track):
    given = {"consent": processing(submission).pk}
    assert 'name="consent"' not in said(client.get(f"{track}consent/"))
    assert client.post(f"{track}consent/", given).url == f"{track}confirm/?next=consent"
    assert processing(submission).withdrawn_at is None
    assert prove_tracked(client, submission, page="consent").url == f"{track}consent/"
    assert 'name="consent"' in said(client.get(f"{track}consent/"))
    client.post(f"{track}consent/", given)
    assert processing(submission).withdrawn_at is not None
    assert state_of(submission) == State.WITHDRAWN


def test_where_nothing_tells_the_owner_the_link_withdraws_as_before(client):
    submission = sent(person={"phone": ""})
    address = f"/track/{links.token('track', submission)}/withdraw/"
    assert "Да, отозвать" in said(client.get(address))
    client.post(address)
    assert state_of(submission) == State.WITHDRAWN


def test_a_withdrawn_application_names_no_date_for_corrections(
    client, submission, track, superuser
):
    services.return_for_correction(
        submission=submission,
        actor=superuser,
        remarks=[services.RemarkText("Исправьте", step="person")],
        due_at=clock.now() + dt.timedelta(days=2),
    )
    assert "Исправления принимаются" in said(client.get(track))
    services.withdraw(submission=submission)
    assert "Исправления принимаются" not in said(client.get(track))


def test_after_the_date_for_corrections_nothing_says_that_they_are_taken(
    client, submission, track, superuser, monkeypatch
):
    due = clock.now() + dt.timedelta(days=2)
    services.return_for_correction(
        submission=submission,
        actor=superuser,
        remarks=[services.RemarkText("Исправьте", step="person")],
        due_at=due,
    )
    monkeypatch.setattr(clock, "now", lambda: due)
    page = said(client.get(track))
    assert "Срок исправления прошёл" in page
    assert "Исправления принимаются" not in page


@pytest.mark.req("X-3")
def test_whoever_leaves_a_strange_computer_hides_the_answers_again(client, submission, track):
    prove_tracked(client, submission)
    page = said(client.get(track))
    assert "Личные данные показаны" in page
    assert "Скрыть личные данные" in said(client.get(f"{track}confirm/"))
    page = said(client.post(f"{track}confirm/", {"hide": "1"}, follow=True))
    assert "Личные данные снова скрыты" in page
    assert "Личные данные показаны" not in page
    assert "Да, отозвать" not in said(client.get(f"{track}withdraw/"))
