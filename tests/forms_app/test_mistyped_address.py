"""A mistyped e-mail loses nothing: it is shown, corrected, and a code opens the draft too (X-2)."""

import pytest
from django.test import Client

from core.models import Letter
from core.outbox import NOBODY
from forms_app import links
from tests.forms_app.helpers import begin, draft_of, post, prove, said, walk

pytestmark = [pytest.mark.usefixtures("sample"), pytest.mark.req("X-2")]
HOME = "/forms/sample/"
WRONG, RIGHT = "anna@mial.ru", "anna@mail.ru"


def resume(draft, browser=None):
    browser = browser or Client()
    return browser, browser.get(links.resume_url(draft).partition("8000")[2])


def correct(client, email=RIGHT):
    draft = draft_of(client) if "sample" in client.session.get("forms_open", {}) else client.left
    draft.refresh_from_db()
    data = {"draft": str(draft.pk), "revision": draft.revision, "email": email}
    return client.post(f"{HOME}address/", data)


def test_the_address_and_the_code_stand_on_the_first_page_and_where_one_leaves(client):
    begin(client, email=WRONG)
    first = said(client.get(f"{HOME}kind/"))
    assert WRONG in first
    assert draft_of(client).number in first
    post(client, "kind")
    assert WRONG in said(client.get(f"{HOME}consent/"))
    post(client, "consent", leave="1")
    saved = client.get(f"{HOME}saved/")
    assert "a•••@mial.ru" in said(saved)
    assert "откройте заявку" in said(saved)
    assert WRONG not in said(saved)
    assert saved.context["code"]
    assert saved.context["code"] in first


def test_a_corrected_address_gets_the_link_and_the_earlier_one_is_void(
    client, run_jobs, mailoutbox
):
    begin(client, email=WRONG)
    walk(client)
    draft = draft_of(client)
    old = links.resume_url(draft).partition("8000")[2]
    assert correct(client, "no address").status_code == 200
    assert correct(client).status_code == 302
    assert Client().get(old).status_code == 404
    assert "123456" in said(client.get(f"{HOME}check/"))
    run_jobs()
    assert [letter.to for letter in mailoutbox] == [[RIGHT]]
    draft.refresh_from_db()
    assert links.resume_url(draft) in mailoutbox[0].body
    assert not Letter.objects.filter(to=WRONG).exists()
    assert Letter.objects.filter(to=NOBODY, state=Letter.State.CANCELLED).exists()


@pytest.mark.req("X-5")
def test_the_next_person_at_the_computer_neither_moves_nor_deletes_what_was_left(client):
    begin(client, email=WRONG)
    walk(client)
    client.left = draft_of(client)
    post(client, "work", leave="1")
    opened = "/forms/continue/"
    assert client.get(f"{HOME}address/").url == opened
    assert correct(client, "evil@example.org").url == opened
    assert client.get(f"{HOME}discard/").url == opened
    assert client.post(f"{HOME}discard/", {"draft": str(client.left.pk)}).url == opened
    told = said(client.get(opened))
    assert "Заявка в этом браузере закрыта" in told
    assert WRONG not in told
    client.left.refresh_from_db()
    assert (client.left.email, client.left.state) == (WRONG, "open")


def test_it_is_corrected_after_leaving_by_number_and_code(client):
    begin(client, email=WRONG)
    walk(client)
    client.left = draft_of(client)
    post(client, "work", leave="1")
    code = client.get(f"{HOME}saved/").context["code"]
    client.post("/forms/continue/", {"number": client.left.number, "code": code})
    assert client.get(f"{HOME}address/").url == f"{HOME}confirm/?next=address"
    prove(client, page="address")
    assert correct(client).url == HOME
    assert RIGHT in said(client.get(f"{HOME}address/"))


def test_number_and_code_find_the_draft_and_the_proof_opens_it(client):
    begin(client, email=WRONG)
    code = client.get(f"{HOME}kind/").context["code"]
    draft = walk(client)
    other = Client()
    other.post("/forms/continue/", {"number": draft.number, "code": code})
    shown = said(other.get(f"{HOME}check/"))
    assert "123456" not in shown
    assert WRONG not in shown
    assert other.get(f"{HOME}address/").url == f"{HOME}confirm/?next=address"
    assert correct(other).url == f"{HOME}confirm/?next=address"
    assert prove(other, page="address").url == f"{HOME}address/"
    assert correct(other).status_code == 302
    draft.refresh_from_db()
    assert draft.email == RIGHT


@pytest.mark.req("X-5")
def test_who_got_the_letter_by_mistake_does_not_move_the_link_to_themselves(client):
    begin(client, email=WRONG)
    walk(client)
    stranger, _ = resume(draft_of(client))
    assert WRONG not in said(stranger.get(f"{HOME}check/"))
    assert correct(stranger, "evil@example.org").url == f"{HOME}confirm/?next=address"
    stranger.left = draft_of(stranger)
    post(stranger, "work", leave="1")
    correct(stranger, "evil@example.org")
    assert draft_of(client).email == WRONG


def test_corrections_of_the_address_are_limited(client):
    begin(client, email=WRONG)
    for number in range(5):
        correct(client, f"anna{number}@mail.ru")
    assert "Слишком много попыток" in said(correct(client))
