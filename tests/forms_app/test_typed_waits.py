"""What was typed before the proof is saved after it, or shown: never lost silently (X-2, ADR 14)."""

import pytest
from django.test import Client

from forms_app import links
from forms_app.engine import session
from forms_app.engine.payload import open_draft
from tests.forms_app.helpers import begin, draft_of, post, prove, said, walk

pytestmark = [pytest.mark.usefixtures("sample"), pytest.mark.req("X-2")]
HOME = "/forms/sample/"
PASSPORT = "123456"
HIDDEN = {"passport": "", "phone": ""}


@pytest.fixture
def resumed(client):
    """A browser in which the link of a draft was opened that ``client`` has filled in."""
    begin(client)
    draft = walk(client)
    other = Client()
    other.get(links.resume_url(draft).partition("8000")[2])
    return other


def raw(client, step="person"):
    return open_draft(draft_of(client)).steps[step].raw


def page(client, address):
    return said(client.get(HOME + address))


def test_all_pages_typed_before_the_proof_are_saved_after_it(resumed):
    post(resumed, "work", share="60")
    post(resumed, "person", name="Иванова Анна", **HIDDEN)
    prove(resumed)
    assert raw(resumed)["name"] == ["Иванова Анна"]
    assert raw(resumed)["passport"] == [PASSPORT]
    assert "60" in str(raw(resumed, "work"))
    assert "на страницах: «О вас», «Работа»" in page(resumed, "check/")


def test_of_a_page_typed_twice_the_last_is_saved(resumed):
    for name in ("Иванова Анна", "Иванова Вера"):
        post(resumed, "person", name=name, **HIDDEN)
    prove(resumed)
    assert raw(resumed)["name"] == ["Иванова Вера"]


def test_what_is_saved_elsewhere_on_another_step_hinders_nothing(resumed, client):
    post(resumed, "person", name="Иванова Анна", **HIDDEN)
    post(client, "work", share="70")
    prove(resumed)
    assert raw(resumed)["name"] == ["Иванова Анна"]
    assert "70" in str(raw(resumed, "work"))


def test_a_step_saved_elsewhere_meanwhile_is_shown_as_it_was_typed_here(resumed, client):
    post(resumed, "person", name="Иванова Анна", **HIDDEN)
    post(client, "person", name="Иванова Вера")
    assert prove(resumed, page="person").url == f"{HOME}person/"
    assert raw(resumed)["name"] == ["Иванова Вера"]
    for _ in range(2):
        shown = page(resumed, "person/")
        assert 'value="Иванова Анна"' in shown
        assert "изменилась в другом окне" in shown
    assert f'value="{PASSPORT}"' in shown
    saved = page(resumed, "person/?saved=1")
    assert 'value="Иванова Вера"' in saved
    assert "изменилась в другом окне" not in saved
    post(resumed, "person", name="Иванова Анна")
    assert raw(resumed)["name"] == ["Иванова Анна"]
    assert "изменилась в другом окне" not in page(resumed, "person/")


def test_what_waits_reveals_nothing_before_the_proof(resumed, client):
    post(resumed, "person", name="Иванова Анна", **HIDDEN)
    post(client, "person", name="Иванова Вера")
    assert PASSPORT not in page(resumed, "person/")


def test_a_page_that_cannot_be_saved_is_named_and_waits_on(resumed, client):
    post(resumed, "work", share="60")
    post(resumed, "kind", kind="short")
    post(client, "person", passport="1")
    prove(resumed)
    told = page(resumed, "person/")
    assert "на странице «Работа», не сохранено: сначала заполните предыдущие шаги" in told
    assert "50" in str(raw(resumed, "work"))
    post(resumed, "person")
    assert 'value="60"' in page(resumed, "work/")


def test_an_expired_session_keeps_a_page_that_was_changed_elsewhere(client):
    begin(client)
    draft = walk(client)
    expired = Client()
    post(expired, "work", draft=draft, share="60")
    post(client, "work", share="70")
    expired.get(links.resume_url(draft).partition("8000")[2])
    prove(expired)
    assert "70" in str(raw(expired, "work"))
    assert 'value="60"' in page(expired, "work/")


def test_only_so_many_pages_wait(resumed, monkeypatch):
    monkeypatch.setattr(session, "MAX_STASHES", 1)
    post(resumed, "work", share="60")
    post(resumed, "person", name="Иванова Анна", **HIDDEN)
    prove(resumed)
    assert raw(resumed)["name"] == ["Иванова Анна"]
    assert "50" in str(raw(resumed, "work"))
