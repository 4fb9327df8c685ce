"""The back-office page where staff begin an entry, and the texts of consents."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core import clock
from core.errors import Refused
from core.models import HistoryRecord, Organisation, ReadRecord, User
from forms_app import services
from forms_app.models import ConsentText, Draft, Submission
from tests import factories
from tests.forms_app.helpers import PNG, draft_of, said, start, text, walk

pytestmark = pytest.mark.usefixtures("sample")
TYPED = {"scope": "only", "source": "paper", "day": "20.11.2020", "time": "17:30", "email": ""}
ENTER = "/cms/forms/sample/enter/"
ENTRIES = "/cms/forms/sample/entries/"


@pytest.fixture
def clerk(sample, superuser) -> User:
    """Staff of the sample's operator, who may enter for it."""
    superuser.organisation = Organisation.objects.get(code="sample")
    superuser.save()
    return superuser


@pytest.fixture
def colleague(clerk) -> User:
    return factories.UserFactory(is_superuser=True, organisation=clerk.organisation)


@pytest.fixture
def stranger(sample) -> User:
    """Staff of another operator, with the same right."""
    return factories.UserFactory(
        is_superuser=True, organisation=factories.OrganisationFactory(code="stranger")
    )


def entered(client, **changes) -> Draft:
    """A draft that staff have begun through the page, ready to be sent."""
    assert client.post(ENTER, {**TYPED, **changes}).status_code == 302
    draft = draft_of(client)
    walk(client)
    draft.refresh_from_db()
    for slot in ("signed", "agreement"):
        services.store_upload(
            draft=draft,
            slot=slot,
            source=SimpleUploadedFile("скан.png", PNG),
            name="скан.png",
            actor=draft.entered_by,
        )
    draft.refresh_from_db()
    return draft


def send(client, draft: Draft) -> Submission:
    page = client.post("/forms/sample/send/", {"draft": str(draft.pk), "revision": draft.revision})
    assert page.url == "/forms/sample/done/"
    return Submission.objects.get(reference=draft.number)


@pytest.mark.req("C-10")
def test_staff_begin_an_entry_on_the_operators_clock(client_of, clerk):
    client = client_of(clerk)
    address = reverse("forms_enter", args=["sample"])
    assert client.get(address).status_code == 200
    response = client.post(address, TYPED)
    assert response.url == "/forms/sample/kind/"
    draft = draft_of(client)
    assert (draft.source, draft.entered_by) == ("paper", clerk)
    assert draft.received_at.isoformat() == "2020-11-20T10:30:00+00:00"
    assert client.get(response.url).status_code == 200


def test_a_wrong_arrival_is_said_at_the_field(client_of, clerk):
    client = client_of(clerk)
    page = client.post(reverse("forms_enter", args=["sample"]), {**TYPED, "time": "полдень"})
    assert "часы:минуты" in page.content.decode()
    assert not Draft.objects.exists()


def test_only_where_the_form_says_so_it_is_filled_in_together_with_the_person(client_of, clerk):
    client = client_of(clerk)
    assert "вместе с работником" not in client.get(ENTER).content.decode()
    client.post(ENTER, {**TYPED, "source": "together"})
    with pytest.raises(Refused, match="на бумаге или по электронной почте"):
        services.enter_on_behalf(
            journey="sample",
            scope="only",
            actor=clerk,
            source="together",
            received_at=clock.now(),
        )
    assert not Draft.objects.exists()


@pytest.mark.req("X-7")
def test_without_the_right_the_page_is_404(client_of, clerk, make_user):
    from core.roles import CONTENT_EDITOR

    client = client_of(make_user(CONTENT_EDITOR))
    assert client.get(reverse("forms_enter", args=["sample"])).status_code == 404
    assert client_of(clerk).get(reverse("forms_enter", args=["nothing"])).status_code == 404


def test_a_draft_of_staff_is_gone_from_the_session_after_logging_out(client_of, clerk):
    client = client_of(clerk)
    client.post(reverse("forms_enter", args=["sample"]), TYPED)
    other = factories.UserFactory(is_superuser=True)
    assert isinstance(other, User)
    Draft.objects.update(entered_by=other)
    assert client.get("/forms/sample/kind/").url == "/forms/sample/"


@pytest.mark.req("X-7")
def test_staff_of_another_operator_cannot_enter_by_the_scope_in_the_address(
    client_of, clerk, stranger
):
    mine, theirs = client_of(clerk), client_of(stranger)
    assert theirs.get(f"{ENTER}?scope=only").status_code == 404
    assert theirs.post(ENTER, TYPED).status_code == 404
    assert theirs.get(ENTRIES).status_code == 404
    # Of the own operator, but nothing that one files to.
    assert mine.get(f"{ENTER}?scope=other").status_code == 404
    assert mine.post(ENTER, {**TYPED, "scope": "other"}).status_code == 404
    assert not Draft.objects.exists()


@pytest.mark.req("X-7")
def test_who_lost_the_right_does_not_go_on_with_an_entry(client_of, clerk, stranger):
    client = client_of(clerk)
    client.post(ENTER, TYPED)
    User.objects.filter(pk=clerk.pk).update(organisation=stranger.organisation)
    assert client.get("/forms/sample/kind/").url == "/forms/sample/"


@pytest.mark.req("C-10")
def test_an_unfinished_entry_is_found_and_finished_by_a_colleague(
    client_of, clerk, colleague, stranger
):
    draft = entered(client_of(clerk))
    start()  # an applicant's own draft is nobody's entry
    browser = client_of(colleague)
    page = said(browser.get(ENTRIES))
    assert draft.number in page
    assert clerk.full_name in page
    assert page.count('name="draft"') == 1
    assert client_of(stranger).post(ENTRIES, {"draft": str(draft.pk)}).status_code == 404
    assert browser.post(ENTRIES, {"draft": str(draft.pk)}).url == "/forms/sample/check/"
    draft.refresh_from_db()
    assert draft.entered_by == colleague
    assert HistoryRecord.objects.about(draft).get(action="take-over").actor == colleague
    assert ReadRecord.objects.get().what == "незаконченный ввод"
    assert send(browser, draft).entered_by == colleague


def test_an_applicants_draft_is_not_taken_over_by_staff(client_of, clerk):
    draft = start().draft
    browser = client_of(clerk)
    assert browser.post(ENTRIES, {"draft": str(draft.pk)}).status_code == 404
    assert browser.post(ENTRIES, {"draft": "никакой"}).status_code == 404


def test_the_saved_page_tells_staff_nothing_of_letters_and_codes(client_of, clerk):
    browser = client_of(clerk)
    browser.post(ENTER, TYPED)
    draft = draft_of(browser)
    data = {"draft": str(draft.pk), "revision": draft.revision, "kind": "short", "leave": "1"}
    assert browser.post("/forms/sample/kind/", data).url == "/forms/sample/saved/"
    page = said(browser.get("/forms/sample/saved/"))
    assert ENTRIES in page
    assert "ссылку из письма" not in page
    assert "номеру и коду»" not in page.split("<main", 1)[1].split("</main", 1)[0]


@pytest.mark.req("C-10", "X-3")
def test_who_applied_on_paper_without_an_address_gets_number_and_code(client_of, client, clerk):
    browser = client_of(clerk)
    submission = send(browser, entered(browser))
    page = said(browser.get("/forms/sample/done/"))
    number, code = re.findall(r"<strong class=\"nowrap\">([0-9A-Z]{4}-[0-9A-Z]{4})</strong>", page)
    assert number == submission.reference
    opened = client.post("/track/", {"number": number, "code": code}, follow=True)
    assert submission.reference in said(opened)


@pytest.mark.req("X-5")
def test_what_staff_read_while_they_enter_is_logged_and_closed_after_filing(client_of, clerk):
    browser = client_of(clerk)
    draft = entered(browser)
    paper = "/forms/sample/papers/form.pdf"
    file = f"/forms/sample/uploads/{draft.uploads.get(slot='agreement').pk}/"
    assert browser.get(paper).status_code == 200
    assert browser.get(file).status_code == 200
    looks = ReadRecord.objects.filter(object_id=str(draft.pk), actor=clerk)
    assert sorted(looks.values_list("what", flat=True)) == ["документ: Анкета", "файл: agreement"]
    assert {look.organisation for look in looks} == {clerk.organisation}
    submission = send(browser, draft)
    filed = submission.current.files.get(slot="agreement").pk
    assert browser.get(paper).status_code == 404
    assert browser.get(f"/forms/sample/uploads/{filed}/").status_code == 404
    assert paper not in said(browser.get("/forms/sample/done/"))


@pytest.mark.req("X-5")
def test_the_screen_of_a_used_text_refuses_a_change_and_offers_a_new_version(client_of, superuser):
    start()
    used = ConsentText.objects.get(purpose="draft-keeping")
    client = client_of(superuser)
    name = "wagtailsnippets_forms_app_consenttext"
    values = {
        "title": used.title,
        "purpose": used.purpose,
        "version": 1,
        "operator": used.operator_id,
        "effective_from": "2020-01-01",
        "body": "Другой текст",
    }
    page = client.post(reverse(f"{name}:edit", args=[used.pk]), values)
    assert "новую версию" in page.content.decode()
    used.refresh_from_db()
    assert used.body != "Другой текст"
    copy = client.get(reverse(f"{name}:copy", args=[used.pk]))
    assert copy.context["form"]["version"].value() == 2
    client.post(reverse(f"{name}:copy", args=[used.pk]), {**values, "version": 2})
    assert text("draft-keeping").version == 2
