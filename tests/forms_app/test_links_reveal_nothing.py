"""A link that was passed on, and a computer that is shared, open nobody's identity data."""

import datetime as dt

import pytest
from django.test import Client

from forms_app import links, services
from forms_app.models import Draft
from tests.forms_app import helpers
from tests.forms_app.helpers import PNG, begin, draft_of, post, said, sent, upload, walk

pytestmark = pytest.mark.usefixtures("sample")
HOME = "/forms/sample/"
PASSPORT = b"123456"


def correcting(client, clerk, *, step="", slot=""):
    """A returned submission whose correction the link has opened; nobody is logged in."""
    submission = sent()
    services.return_for_correction(
        submission=submission,
        actor=clerk,
        remarks=[services.RemarkText("Исправьте", step=step, slot=slot)],
    )
    client.post(f"/track/{links.token('track', submission)}/correct/")
    return draft_of(client)


def uploads_of(draft):
    return {upload.slot: f"{HOME}uploads/{upload.pk}/" for upload in draft.uploads.all()}


def leave(client):
    """Fill in all steps, put a document in, then «Сохранить и выйти»."""
    begin(client)
    draft = walk(client)
    upload(draft, "signed")
    draft.refresh_from_db()
    assert post(client, "work", leave="1").url == f"{HOME}saved/"
    return draft


@pytest.mark.req("X-5")
def test_a_correction_serves_no_paper_of_closed_steps_and_no_filed_scan(client, superuser):
    draft = correcting(client, superuser, slot="extra")
    assert client.get(f"{HOME}papers/form.pdf").status_code == 404
    assert "form.pdf" not in said(client.get(f"{HOME}papers/"))
    for address in uploads_of(draft).values():
        assert client.get(address).status_code == 404
    assert "/uploads/" not in said(client.get(f"{HOME}uploads/")).replace(f"{HOME}uploads/", "", 99)
    upload(draft, "extra")
    assert client.get(uploads_of(draft)["extra"]).status_code == 200


@pytest.mark.req("X-5")
def test_a_correction_is_typed_and_printed_by_its_owner_alone(client, superuser):
    draft = correcting(client, superuser, step="work")
    assert client.get(f"{HOME}papers/form.pdf").status_code == 404
    assert post(client, "work", share="60").url == f"{HOME}confirm/?next=work"
    assert client.get(f"{HOME}papers/form.pdf").status_code == 404
    assert client.get(uploads_of(draft)["signed"]).status_code == 404
    helpers.prove(client)
    assert PASSPORT in client.get(f"{HOME}papers/form.pdf").content


def test_a_returned_step_is_printed_in_full_for_its_owner(client, superuser):
    correcting(client, superuser, step="person")
    assert client.get(f"{HOME}papers/form.pdf").status_code == 404
    helpers.prove(client)
    assert PASSPORT in client.get(f"{HOME}papers/form.pdf").content


@pytest.mark.req("X-5")
def test_after_a_correction_is_sent_nothing_filed_is_served(client, superuser):
    draft = correcting(client, superuser, slot="extra")
    upload(draft, "extra")
    services.send_draft(draft=draft, revision=draft.revision)
    page = said(client.get(f"{HOME}done/"))
    assert "Исправления отправлены" in page
    assert "Копии документов" not in page
    assert "Приложенные файлы" not in page
    assert client.get(f"{HOME}papers/form.pdf").status_code == 404
    for row in draft.corrects.current.files.all():
        assert client.get(f"{HOME}uploads/{row.pk}/").status_code == 404


@pytest.mark.req("X-5")
def test_save_and_leave_forgets_the_draft_in_this_browser(client):
    draft = leave(client)
    page = said(client.get(f"{HOME}saved/"))
    assert "Сохранено" in page
    assert "Иванова" not in page
    assert draft.number not in said(client.get(HOME))
    for address in ("person/", "check/", "uploads/"):
        assert client.get(HOME + address).url == HOME
    for address in (f"{HOME}papers/form.pdf", *uploads_of(draft).values()):
        assert client.get(address).status_code in (302, 404)
    # The saved page mails the link again, and the link opens the draft.
    mailed = client.post(f"{HOME}saved/", {"draft": str(draft.pk), "revision": draft.revision})
    assert mailed.url == f"{HOME}saved/"
    client.get(links.resume_url(draft).partition("8000")[2])
    assert "Иванова" in said(client.get(f"{HOME}person/"))


def test_the_pages_after_the_steps_can_be_left_too(client):
    begin(client)
    draft = walk(client)
    assert "Сохранить и выйти" in said(client.get(f"{HOME}check/"))
    typed = {"draft": str(draft.pk), "revision": draft.revision, "leave": "1"}
    assert client.post(f"{HOME}saved/", typed).url == f"{HOME}saved/"
    assert client.get(f"{HOME}check/").url == HOME


def sent_here(client):
    begin(client)
    draft = walk(client)
    for slot in ("signed", "agreement"):
        upload(draft, slot, PNG)
    services.send_draft(draft=draft, revision=draft.revision)
    return draft


@pytest.mark.req("X-5")
def test_an_hour_after_sending_the_browser_shows_nothing_more(client):
    draft = sent_here(client)
    assert client.get(f"{HOME}papers/form.pdf").status_code == 200
    Draft.objects.filter(pk=draft.pk).update(updated_at=draft.updated_at - dt.timedelta(minutes=61))
    assert client.get(f"{HOME}done/").url == HOME
    assert client.get(f"{HOME}papers/form.pdf").status_code == 302
    scan = draft.submission.current.files.first()
    assert client.get(f"{HOME}uploads/{scan.pk}/").status_code == 404


@pytest.mark.req("X-5")
def test_the_done_page_can_be_closed_at_once(client):
    sent_here(client)
    assert "Закрыть заявку" in said(client.get(f"{HOME}done/"))
    assert client.post(f"{HOME}done/").url == HOME
    assert client.get(f"{HOME}done/").url == HOME
    assert client.get(f"{HOME}papers/form.pdf").status_code == 302


@pytest.mark.req("X-5")
def test_a_session_ends_with_the_browser(client, settings):
    begin(client)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["max-age"] == cookie["expires"] == ""
    assert settings.SESSION_COOKIE_AGE <= 12 * 60 * 60


@pytest.mark.req("X-5")
@pytest.mark.parametrize("left", [True, False])
def test_a_draft_is_deleted_at_the_persons_wish(client, left):
    from forms_app.models import Consent, DestructionAct

    draft = leave(client) if left else (begin(client), walk(client))[1]
    if left:
        client.get(links.resume_url(draft).partition("8000")[2])
        helpers.prove(client, page="discard")
    assert f"{HOME}discard/" in said(client.get(HOME))
    assert "Удалить черновик" in said(client.get(f"{HOME}discard/"))
    assert client.post(f"{HOME}discard/", {"draft": str(draft.pk)}).url == HOME
    draft.refresh_from_db()
    assert (draft.state, draft.payload, draft.email) == ("destroyed", None, "")
    assert not Consent.objects.filter(withdrawn_at=None).exists()
    assert DestructionAct.objects.get().reason == "отзыв согласия на хранение черновика"
    assert Client().get(links.resume_url(draft).partition("8000")[2]).status_code == 404
    assert helpers.said(client.get(HOME)).count("Черновик удалён")
