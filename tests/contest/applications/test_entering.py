"""Applications of people without e-mail, and what the secretary enters from paper (C-10, C-11)."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from contest.setup.models import Contest
from core.clock import format_deadline
from core.models import Letter
from forms_app.models import Draft, Submission
from forms_app.reading import answers_of
from tests.contest.desk import LIST
from tests.contest.factories import ContestFactory, typed_steps
from tests.core.file_samples import pdf
from tests.forms_app.helpers import begin, draft_of, said

pytestmark = pytest.mark.django_db
JOURNEY = "contest-application"
FORM = f"/forms/{JOURNEY}/"
ENTER = f"/cms/forms/{JOURNEY}/enter/"
SLOTS = ("application", "questionnaire", "consent", "certificate", "reference")


def walk(client: Client, contest: Contest) -> Submission:
    """All pages of the open draft to the sent application, without an address."""
    draft = draft_of(client, JOURNEY)

    def press(page: str, **fields: object):
        draft.refresh_from_db()
        mark = {"draft": str(draft.pk), "revision": draft.revision}
        return client.post(f"{FORM}{page}/", {**mark, **fields})

    for step, given in typed_steps(contest).items():
        fields = {**given, "email": ""} if step == "participant" else given
        done = press(step, **fields)
        assert done.status_code == 302, step
        assert done.url != f"{FORM}{step}/", said(client.get(done.url))
    assert "нет" in said(client.get(f"{FORM}check/"))
    for slot in SLOTS:
        press("uploads", **{f"file-{slot}": SimpleUploadedFile(f"{slot}.pdf", pdf())})
    assert press("send").url == f"{FORM}done/"
    return Submission.objects.get(reference=draft.number)


def email_of(submission: Submission):
    return next(a for a in answers_of(submission.current) if a.code == "email")


def typed(contest: Contest, at: dt.datetime) -> dict[str, str]:
    at = at.astimezone(contest.tz)
    when = {"day": f"{at:%d.%m.%Y}", "time": f"{at:%H:%M}"}
    return {"scope": contest.slug, "source": "paper", "email": "", **when}


@pytest.mark.req("C-11", "X-2")
def test_a_person_without_e_mail_applies_through_the_pages(client, contest):
    begin(client, "", JOURNEY)
    draft = draft_of(client, JOURNEY)
    client.post(f"{FORM}number/", {"draft": str(draft.pk), "revision": 0})
    submission = walk(client, contest)
    assert submission.email == ""
    assert submission.entry.is_active
    assert (email_of(submission).text, email_of(submission).sensitive) == ("нет", False)
    assert not Letter.objects.exists()


@pytest.mark.req("C-10", "X-3")
def test_a_paper_application_without_an_address_is_entered_and_followed_by_its_code(
    browser_of, client, contest
):
    browser = browser_of("secretary")
    now = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)
    assert browser.post(ENTER, typed(contest, now)).url == f"{FORM}eligibility/"
    submission = walk(browser, contest)
    assert (submission.source, submission.email) == ("paper", "")
    shown = said(browser.get(f"{FORM}done/"))
    number, code = re.findall(r"<strong class=\"nowrap\">([0-9A-Z]{4}-[0-9A-Z]{4})</strong>", shown)
    page = client.post("/track/", {"number": number, "code": code}, follow=True)
    assert submission.reference in said(page)


@pytest.mark.req("C-11")
def test_who_began_with_an_address_still_has_to_name_one(client, contest):
    begin(client, "anna@example.org", JOURNEY)
    draft = draft_of(client, JOURNEY)
    for step in ("eligibility", "role", "consent", "participant"):
        draft.refresh_from_db()
        mark = {"draft": str(draft.pk), "revision": draft.revision}
        fields = {**typed_steps(contest)[step], **mark}
        done = client.post(
            f"{FORM}{step}/", {**fields, **({"email": ""} if "email" in fields else {})}
        )
    assert done.url == f"{FORM}participant/"


@pytest.mark.req("C-10", "C-11")
def test_the_desk_leads_to_entering_after_acceptance_has_closed(browser_of, contest):
    """What came before the deadline is taken, and what came after it too: the steps say so."""
    contest.applications_open_at -= dt.timedelta(days=60)
    contest.applications_close_at -= dt.timedelta(days=30)
    contest.save()
    ContestFactory(operator=contest.operator)
    browser = browser_of("secretary")
    desk = browser.get(LIST)
    (address,) = {b["url"] for b in desk.context["buttons"] if ENTER in b["url"]}
    page = said(browser.get(address))
    assert contest.slug in page
    deadline = format_deadline(contest.applications_close_at, contest.tz).replace("\u00a0", " ")
    late = browser.post(ENTER, typed(contest, contest.applications_close_at))
    assert late.url == f"{FORM}eligibility/"
    assert f"заявки принимались {deadline}" in said(browser.get(f"{FORM}send/")).replace(
        "\u00a0", " "
    )
    in_time = contest.applications_close_at - dt.timedelta(minutes=1)
    assert browser.post(ENTER, typed(contest, in_time)).url == f"{FORM}eligibility/"
    assert set(Draft.objects.values_list("scope", flat=True)) == {contest.slug}


@pytest.mark.req("C-10")
def test_with_two_open_contests_the_page_lets_choose_and_the_filter_chooses(browser_of, contest):
    second = ContestFactory(operator=contest.operator, year=contest.year - 1)
    browser = browser_of("staff")
    page = browser.get(ENTER)
    slugs = [code for code, _ in page.context["form"].fields["scope"].choices]
    assert slugs == [contest.slug, second.slug]
    desk = browser.get(f"{LIST}?contest={second.slug}")
    (address,) = {b["url"] for b in desk.context["buttons"] if ENTER in b["url"]}
    assert browser.get(address).context["form"]["scope"].value() == second.slug


@pytest.mark.req("X-7")
@pytest.mark.parametrize("who", ["other-secretary", "member", "administrator", "editor"])
def test_nobody_enters_into_a_contest_of_another_operator(who, browser_of, contest):
    browser = browser_of(who)
    now = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)
    assert browser.get(f"{ENTER}?scope={contest.slug}").status_code in (302, 404)
    assert browser.post(ENTER, typed(contest, now)).status_code in (302, 404)
    assert not Draft.objects.exists()


@pytest.mark.req("C-10")
def test_an_unpublished_contest_is_entered_into_by_nobody(browser_of, contest):
    contest.is_published = False
    contest.save()
    assert browser_of("secretary").get(ENTER).status_code == 404
