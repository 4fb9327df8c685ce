"""The centre's letters: who writes, where to ask, and nothing of anybody whom a wrong mailbox could meet (X-3)."""

import datetime as dt

import pytest
from django.test import Client

from core import clock, outbox
from core.models import Letter
from forms_app import links, services
from forms_app.engine import registry
from forms_app.lifecycle import State
from forms_app.models import Call
from forms_app.services import RemarkText
from placement import notifications
from placement.agreements.letters import ENDING
from placement.centre import letters
from placement.graduates import services as graduates
from placement.graduates.record import GRADUATES
from placement.grants.letters import OWN_SOON_STAFF
from tests.placement.assistance import requests as req
from tests.placement.requests.helpers import save

pytestmark = pytest.mark.django_db
OLD, NEW = "maria@example.org", "new@example.org"
TO_STAFF = {ENDING, OWN_SOON_STAFF}
# What a letter to a graduate or a representative may say: where to look, and whom to ask.
OF_NOBODY = {
    *("form", "scope", "operator", "contact", "reference", "number", "link", "page"),
    *("code", "title", "minutes", "remarks", "due", "reason", "clause", "answers"),
    *("kept_until", "deadline", "send_by", "repeat"),
}


@pytest.mark.parametrize(
    "text", [t for t in notifications.LETTERS if t.code not in TO_STAFF], ids=lambda text: text.code
)
def test_every_letter_says_who_writes_and_where_to_ask(text):
    assert "{contact}" in text.body
    assert text.body.rstrip().endswith("{operator}")
    # A telephone, and a way to answer, are named only where they are known.
    assert "озвоните" not in text.body
    assert "напишите" not in text.body


@pytest.mark.parametrize(
    "text",
    [t for t in notifications.LETTERS if t.code.startswith(("grant", "resume", "own", "address"))],
    ids=lambda text: text.code,
)
def test_a_letter_to_a_person_has_no_place_for_what_is_theirs(text):
    assert text.code in TO_STAFF or set(text.placeholders) <= OF_NOBODY


def test_where_to_ask_is_what_the_centre_has_named(centre):
    centre.phone, centre.email, centre.address = "+7 812 000-00-00", "", "Ленина, 1"
    centre.save()
    assert letters.contact() == "телефон +7 812 000-00-00; адрес: Ленина, 1"
    centre.phone = centre.address = ""
    centre.save()
    assert letters.contact() == registry.get(req.JOURNEY).describe(centre.code).title.split(",")[0]


@pytest.mark.req("X-5")
def test_no_letter_about_a_request_repeats_what_is_in_it(centre, specialist):
    submission = req.sent()
    graduate = submission.assistance_request.graduate
    services.register(submission=submission, actor=specialist)
    services.return_for_correction(
        submission=submission,
        actor=specialist,
        remarks=[RemarkText(step="contacts", text="Справка МСЭ просрочена")],
        due_at=clock.now() + dt.timedelta(days=5),
    )
    sent = list(Letter.objects.about(submission))
    assert {letter.code for letter in sent} >= {"assistance-received", "assistance-returned"}
    for letter in sent:
        said = " ".join(outbox.content(letter))
        for theirs in (graduate.last_name, graduate.first_name, "•", "Справка"):
            assert theirs not in said, letter.code


@pytest.fixture
def request_of_a_person(centre, specialist):
    specialist.organisation = centre
    specialist.save()
    return req.sent()


def move(submission, actor, **changes):
    graduate = submission.assistance_request.graduate
    graduate.refresh_from_db()
    return graduates.update_graduate(
        graduate=graduate, data=GRADUATES.copy(graduate, **changes), actor=actor
    ).graduate


def opens(url):
    return Client().get(url).status_code


@pytest.mark.req("X-5")
def test_with_another_address_the_request_is_followed_from_there_too(
    request_of_a_person, specialist
):
    submission, former = request_of_a_person, links.track_url(request_of_a_person)
    assert opens(former) == 200
    graduate = move(submission, specialist, email=NEW)
    assert opens(former) == 404
    # Until the address is verified nothing is mailed; the person is called.
    services.register(submission=submission, actor=specialist)
    assert not Letter.objects.filter(to=OLD, code="assistance-registered").exists()
    assert Call.objects.due().filter(submission=submission).exists()
    graduates.verify_email(graduate=graduate, actor=specialist)
    submission.refresh_from_db()
    assert submission.email == NEW
    letter = Letter.objects.get(code="assistance-link")
    assert letter.to == NEW
    assert links.track_url(submission) in outbox.content(letter)[1]
    services.accept(submission=submission, actor=specialist)
    assert Letter.objects.get(code="assistance-accepted").to == NEW


def test_an_ended_request_is_moved_without_a_letter(request_of_a_person, specialist):
    submission = request_of_a_person
    services.withdraw(submission=submission, actor=specialist, reason="передумал")
    graduates.change_own_email(graduate=submission.assistance_request.graduate, email=NEW)
    submission.refresh_from_db()
    assert (submission.state, submission.email) == (State.WITHDRAWN, NEW)
    assert not Letter.objects.filter(code="assistance-link").exists()


def test_a_correction_of_something_else_does_not_bring_the_former_address_back(
    request_of_a_person, specialist
):
    submission = request_of_a_person
    graduate = submission.assistance_request.graduate
    graduates.change_own_email(graduate=graduate, email=NEW)
    services.return_for_correction(
        submission=submission, actor=specialist, remarks=[RemarkText("Уточните", step="person")]
    )
    submission.refresh_from_db()
    draft = services.start_correction(submission=submission)
    save(draft, "person", {**req.PERSON, "middle_name": "Павловна"})
    services.send_draft(draft=draft, revision=draft.revision)
    submission.refresh_from_db()
    graduate.refresh_from_db()
    assert graduate.middle_name == "Павловна"
    assert (submission.email, str(graduate.email)) == (NEW, NEW)
    assert Letter.objects.get(code="assistance-corrected").to == NEW


@pytest.mark.req("X-5")
def test_the_link_alone_shows_nothing_of_the_request(request_of_a_person):
    url = links.track_url(request_of_a_person)
    page = Client().get(url).content.decode()
    assert request_of_a_person.reference in page
    for theirs in ("Пробнова", "Мария", "Даю согласие"):
        assert theirs not in page
    assert Client().get(f"{url}papers/copy.pdf")["Location"].endswith("/confirm/")
    proved = Client()
    proved.post(f"{url}confirm/", {"answer": req.ADULT})
    assert "Пробнова" in proved.get(url).content.decode()
