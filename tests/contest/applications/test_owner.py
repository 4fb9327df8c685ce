"""The contest's applicant proves to be so by the birth date (X-5)."""

import io

import pytest
from django.test import Client
from pypdf import PdfReader

from forms_app import links
from forms_app.engine.payload import open_draft, seal_draft
from forms_app.models import Draft
from tests.contest.factories import (
    as_typed,
    sent_application,
    typed_draft,
    typed_steps,
)
from tests.forms_app.helpers import said

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-5")]
BORN = "07.04.1991"
HOME = "/forms/contest-application/"


@pytest.fixture
def draft(contest):
    return typed_draft(contest, questionnaire={"birth_date": BORN})


@pytest.fixture
def stranger(client, draft):
    client.get(links.resume_url(draft).partition("8000")[2])
    return client


def post(client, page, fields):
    draft = Draft.objects.get()
    return client.post(
        f"{HOME}{page}",
        {"draft": str(draft.pk), "revision": draft.revision, **as_typed(fields)},
    )


def secrets(contest):
    steps = typed_steps(contest)
    passport, questionnaire = steps["passport"], steps["questionnaire"]
    return [
        passport["passport_number"],
        passport["address"],
        BORN,
        questionnaire["education-1-number"],
        "Петров Пётр",
    ]


def test_the_mailed_link_shows_passport_address_birth_date_and_head_to_nobody(stranger, contest):
    for page in ("passport/", "questionnaire/", "head/", "check/"):
        shown = said(stranger.get(f"{HOME}{page}"))
        assert [text for text in secrets(contest) if text in shown] == [], page


@pytest.mark.parametrize("typed", [BORN, "07041991", "7 апреля 1991 г."])
def test_the_birth_date_in_any_spelling_opens_them(stranger, contest, typed):
    assert "Ваша дата рождения" in said(stranger.get(f"{HOME}confirm/"))
    assert post(stranger, "confirm/", {"answer": typed}).status_code == 302
    assert secrets(contest)[1] in said(stranger.get(f"{HOME}passport/"))


@pytest.mark.parametrize("issued_on", ["25.06.1960", "25.06.2012"])
def test_no_page_tells_a_stranger_whether_an_answer_fits_a_hidden_one(stranger, contest, issued_on):
    steps = typed_steps(contest)
    hidden = {**steps["questionnaire"], "birth_date": "", "education-1-number": ""}
    answer = post(stranger, "questionnaire/", {**hidden, "education-1-issued_on": issued_on})
    assert answer.url == f"{HOME}confirm/?next=questionnaire"
    shown = said(stranger.get(f"{HOME}questionnaire/"))
    assert "error-summary" not in shown
    assert issued_on not in shown or issued_on == steps["questionnaire"]["education-1-issued_on"]


def test_what_was_typed_before_the_proof_is_saved_after_it(stranger, contest):
    steps = typed_steps(contest)
    empty = {**steps["questionnaire"], "birth_date": "", "education-1-number": ""}
    empty["education-1-speciality"] = "право"
    before = open_draft(Draft.objects.get()).steps["questionnaire"].raw
    post(stranger, "questionnaire/", empty)
    assert open_draft(Draft.objects.get()).steps["questionnaire"].raw == before
    post(stranger, "confirm/", {"answer": BORN})
    after = open_draft(Draft.objects.get()).steps["questionnaire"].raw
    assert after["birth_date"] == before["birth_date"]
    assert after["education-1-number"] == before["education-1-number"]
    assert after["education-1-speciality"] == ["право"]


def test_where_no_birth_date_was_typed_the_phone_is_asked(client, contest):
    draft = typed_draft(contest)
    payload = open_draft(draft)
    for step in ("questionnaire", "indicators", "head", "enclosures"):
        payload.steps.pop(step, None)
    seal_draft(draft, payload)
    draft.save()
    client.get(links.resume_url(draft).partition("8000")[2])
    assert "Телефон, который вы указали" in said(client.get(f"{HOME}confirm/"))
    # A birth date that a stranger types proves nothing.
    post(client, "questionnaire/", typed_steps(contest)["questionnaire"])
    assert "Телефон, который вы указали" in said(client.get(f"{HOME}confirm/"))


def test_letters_and_the_tracking_page_do_not_name_the_head(contest, mailoutbox, run_jobs):
    submission = sent_application(contest)
    run_jobs()
    assert mailoutbox
    assert not [letter for letter in mailoutbox if "Петров Пётр" in letter.body]
    page = said(Client().get(f"/track/{links.token('track', submission)}/"))
    assert "Петров Пётр" not in page
    assert "П•••" in page


def test_a_paper_by_link_has_lines_and_its_owners_all(stranger):
    def words(code):
        pdf = stranger.get(f"{HOME}papers/{code}.pdf").content
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)

    assert "123456" not in words("consent")
    assert "Петров" not in words("application")
    post(stranger, "confirm/", {"answer": BORN})
    assert "123456" in words("consent")
    assert "Петров" in words("application")
