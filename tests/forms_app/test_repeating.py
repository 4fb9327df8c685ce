"""A mailed link makes a new draft from what was filed, and shows nobody what it hides (P-F2)."""

import pytest

from core.errors import Refused
from forms_app import consents, links, reading, services
from forms_app.engine.payload import open_draft
from forms_app.models import Consent, Draft
from tests.forms_app import helpers
from tests.forms_app.helpers import said, sent

pytestmark = pytest.mark.usefixtures("sample")


@pytest.fixture
def repeatable(sample):
    sample.repeatable = True
    return sample


def address(submission):
    return links.repeat_url(submission).partition("8000")[2]


def ticked(**changes):
    typed = {
        "keep": "on",
        "text": consents.mark(helpers.text("draft-keeping")),
        "consent-agree": "on",
        "consent-familiar": "on",
        "consent-text": consents.mark(helpers.text()),
    }
    return {**typed, **changes}


@pytest.mark.req("P-F2", "X-5")
def test_a_repetition_has_a_key_and_consents_of_its_own(client, repeatable):
    first = sent()
    answer = client.post(address(first), ticked())
    assert answer.url == "/forms/sample/check/"
    draft = helpers.draft_of(client)
    assert draft.key_id != first.key_id
    assert draft.email == first.email
    assert draft.corrects is None
    given = Consent.objects.filter(draft=draft)
    assert {c.text.purpose for c in given} == {"draft-keeping", "processing"}
    assert reading.payload_of(first.current).steps["person"].taken is False


@pytest.mark.req("X-5")
def test_a_passed_on_link_shows_no_secrets_before_or_after_it_is_used(client, repeatable):
    first = sent()
    page = said(client.get(address(first)))
    assert "Иванова Мария" in page
    for place in ("check/", "person/"):
        client.post(address(first), ticked())
        page += said(client.get(f"/forms/sample/{place}"))
    assert "123456" not in page
    assert "222-33-44" not in page
    for slot in ("signed", "agreement"):
        helpers.upload(helpers.draft_of(client), slot)
    paper = client.get("/forms/sample/papers/form.pdf")
    assert paper.status_code == 200
    assert b"123456" not in paper.content
    draft = helpers.draft_of(client)
    services.send_draft(draft=draft, revision=draft.revision)
    assert "form.pdf" not in said(client.get("/forms/sample/done/"))
    assert client.get("/forms/sample/papers/form.pdf").status_code == 404
    filed = draft.submission
    texts = [a.text for a in reading.answers_of(filed.current)]
    assert "123456" in texts


def test_a_step_typed_anew_is_ones_own_again(client, repeatable):
    first = sent()
    client.post(address(first), ticked())
    helpers.post(client, "person", passport="654321")
    assert "654321" in said(client.get("/forms/sample/check/"))


def test_secrets_of_a_taken_step_that_are_left_empty_stay_as_they_were_and_hidden(
    client, repeatable
):
    first = sent()
    client.post(address(first), ticked())
    page = said(client.get("/forms/sample/person/"))
    assert "Ошибка" not in page
    helpers.post(client, "person", passport="")
    assert "123456" not in said(client.get("/forms/sample/check/"))
    assert "123456" not in said(client.get("/forms/sample/person/"))
    typed = open_draft(helpers.draft_of(client)).steps["person"]
    assert (typed.raw["passport"], typed.taken) == (["123456"], True)


@pytest.mark.req("X-3")
def test_a_correction_of_a_repetition_opens_what_was_returned_in_full(
    client, repeatable, superuser
):
    first = sent()
    client.post(address(first), ticked())
    draft = helpers.draft_of(client)
    for slot in ("signed", "agreement"):
        helpers.upload(draft, slot)
    draft.refresh_from_db()
    second = services.send_draft(draft=draft, revision=draft.revision)
    services.return_for_correction(
        submission=second,
        actor=superuser,
        remarks=[services.RemarkText("Исправьте", step="person")],
    )
    client.post(f"/track/{links.token('track', second)}/correct/")
    assert "123456" not in said(client.get("/forms/sample/person/"))
    helpers.prove(client)
    assert "123456" in said(client.get("/forms/sample/person/"))


@pytest.mark.req("X-5")
@pytest.mark.parametrize("lacks", ["keep", "consent-agree", "consent-familiar"])
def test_without_a_consent_nothing_is_made(client, repeatable, lacks):
    first = sent()
    page = client.post(address(first), ticked(**{lacks: ""}))
    assert page.status_code == 200
    assert Draft.objects.count() == 1


def test_the_service_itself_refuses_a_missing_consent(repeatable):
    first = sent()
    with pytest.raises(Refused) as refused:
        services.repeat_submission(
            submission=first, keep_text=helpers.text("draft-keeping"), consents={}
        )
    assert refused.value.field == "consent"
    assert Draft.objects.count() == 1


def test_a_look_changes_nothing(client, repeatable):
    first = sent()
    for _ in range(3):
        assert client.get(address(first)).status_code == 200
    assert Draft.objects.count() == 1


def test_a_journey_that_is_not_repeatable_has_no_such_page(client, sample):
    first = sent()
    assert client.get(address(first)).status_code == 404
    with pytest.raises(Refused):
        services.repeat_submission(
            submission=first, keep_text=helpers.text("draft-keeping"), consents={}
        )


@pytest.mark.req("X-5")
def test_a_destroyed_submissions_link_is_answered_kindly_and_a_wrong_one_is_not_there(
    client, repeatable, superuser
):
    first = sent()
    link, track = address(first), links.token("track", first)
    services.withdraw(submission=first)
    services.destroy_submission(submission=first, reason="срок")
    assert client.get(link).status_code == 410
    assert client.get(f"/track/{track}/").status_code == 410
    # A tracking link repeats nothing, and a repeating link tracks nothing.
    assert client.get(f"/forms/repeat/{track}/").status_code == 404
    assert client.get(f"/track/{link.split('/')[-2]}/").status_code == 404


def test_a_new_link_makes_the_old_one_void(client, repeatable, superuser):
    first = sent()
    old = address(first)
    services.issue_access(submission=first, actor=superuser)
    first.refresh_from_db()
    assert client.get(old).status_code == 404
    assert client.get(address(first)).status_code == 200


@pytest.mark.req("X-2")
def test_who_needs_to_sign_nothing_sends_from_the_check(client, sample, monkeypatch):
    monkeypatch.setattr(sample, "upload_slots", lambda ctx: [])
    monkeypatch.setattr(sample, "papers", lambda ctx: [])
    helpers.begin(client)
    draft = helpers.walk(client)
    page = said(client.get("/forms/sample/check/"))
    assert 'action="/forms/sample/send/"' in page
    typed = {"draft": str(draft.pk), "revision": draft.revision}
    assert client.post("/forms/sample/send/", typed).url == "/forms/sample/done/"


def test_who_has_to_sign_is_led_to_the_papers(client, sample):
    helpers.begin(client)
    helpers.walk(client)
    page = said(client.get("/forms/sample/check/"))
    assert 'action="/forms/sample/send/"' not in page
    assert "Всё верно, дальше" in page
