"""A consent names the very words that the person saw, also when they are edited meanwhile."""

import re

import pytest

from core.errors import Refused
from core.models import Organisation
from forms_app import consents, links, services
from forms_app.models import Consent, ConsentText, Draft
from tests.forms_app.helpers import STEPS, begin, data_of, draft_of, post, said, sent, start, text

pytestmark = pytest.mark.usefixtures("sample")
CHANGED = "Текст согласия обновился: прочитайте его ещё раз"


def edit(purpose: str = "processing") -> None:
    """Staff change a text that nobody has agreed to yet."""
    shown = text(purpose)
    shown.body += " Данные передаются третьим лицам."
    shown.save()


def sent_back(page, name: str = "text") -> str:
    """The mark that the page's form would send."""
    return re.findall(rf'name="{name}" value="([^"]*)"', page.content.decode())[0]


def is_ticked(page, name: str) -> bool:
    return re.search(rf'<input[^>]*name="{name}"[^>]*checked', page.content.decode()) is not None


@pytest.mark.req("X-5")
def test_a_consent_to_words_that_changed_meanwhile_is_asked_for_again(client):
    begin(client)
    post(client, "kind")
    seen = sent_back(client.get("/forms/sample/consent/"))
    edit()
    assert post(client, "consent", text=seen).url == "/forms/sample/consent/"
    page = client.get("/forms/sample/consent/")
    assert CHANGED in said(page)
    assert "третьим лицам" in said(page)
    assert not is_ticked(page, "agree")
    assert is_ticked(page, "familiar")
    assert not Consent.objects.filter(text__purpose="processing").exists()
    assert post(client, "consent", text=sent_back(page)).url == "/forms/sample/person/"
    given = Consent.objects.get(text__purpose="processing")
    assert given.text_sha256 == text().sha256


@pytest.mark.req("X-5")
def test_the_first_page_asks_again_and_keeps_what_was_typed(client):
    old = consents.mark(text(consents.KEEP_DRAFT))
    edit(consents.KEEP_DRAFT)
    page = begin(client, "anna@example.org", text=old)
    assert page.status_code == 200
    assert CHANGED in said(page)
    assert "anna@example.org" in said(page)
    assert not is_ticked(page, "keep")
    assert not Draft.objects.exists()
    assert sent_back(page) == consents.mark(text(consents.KEEP_DRAFT))


@pytest.mark.req("X-5")
def test_a_repetition_asks_again_for_each_text_that_changed(client, sample):
    sample.repeatable = True
    address = links.repeat_url(sent()).partition("8000")[2]
    newest = {p: text(p).next_version() for p in ("processing", consents.KEEP_DRAFT)}
    for version in newest.values():
        version.save()
    typed = {
        "keep": "on",
        "text": consents.mark(newest[consents.KEEP_DRAFT]),
        "consent-agree": "on",
        "consent-familiar": "on",
        "consent-text": consents.mark(newest["processing"]),
    }
    for purpose in newest:
        edit(purpose)
    page = client.post(address, typed)
    assert said(page).count(CHANGED) >= 2
    assert not is_ticked(page, "keep")
    assert not is_ticked(page, "consent-agree")
    assert is_ticked(page, "consent-familiar")
    typed |= {"text": sent_back(page), "consent-text": sent_back(page, "consent-text")}
    assert client.post(address, typed).status_code == 302


@pytest.mark.req("X-5")
def test_staff_who_type_in_a_paper_see_that_the_text_changed(client_of, superuser):
    superuser.organisation = Organisation.objects.get(code="sample")
    superuser.save()
    client = client_of(superuser)
    entry = {"scope": "only", "source": "paper", "day": "20.11.2020", "time": "17:30", "email": ""}
    client.post("/cms/forms/sample/enter/", entry)
    post(client, "kind")
    seen = sent_back(client.get("/forms/sample/consent/"))
    edit()
    post(client, "consent", text=seen)
    assert CHANGED in said(client.get("/forms/sample/consent/"))
    assert not draft_of(client).consents.exists()


@pytest.mark.req("X-5")
def test_the_words_are_compared_under_the_lock():
    draft = start().draft
    shown = text()
    ConsentText.objects.filter(pk=shown.pk).update(body="Другие слова.")
    with pytest.raises(Refused, match=CHANGED):
        consents.give(draft=draft, text=shown, at=draft.created_at)
    assert text().used_at is None


@pytest.mark.req("X-5")
def test_a_text_read_before_its_first_use_does_not_thaw_when_it_is_saved():
    held = text()
    draft = start().draft
    services.save_step(draft=draft, revision=0, step="kind", data=data_of("kind", **STEPS["kind"]))
    draft.refresh_from_db()
    services.save_step(draft=draft, revision=1, step="consent", data=data_of("consent"))
    held.effective_from = "2021-01-01"
    held.save()
    assert text().used_at is not None


def test_a_consent_given_before_pages_carried_a_mark_still_holds():
    draft = start().draft
    for revision, step in enumerate(("kind", "consent")):
        services.save_step(draft=draft, revision=revision, step=step, data=data_of(step))
    again = services.save_step(
        draft=draft, revision=2, step="consent", data=data_of("consent", text=str(text().pk))
    )
    assert again.complete
