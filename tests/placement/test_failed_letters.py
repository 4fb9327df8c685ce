"""Whoever works in the centre sees its letters that were not sent, and mends them (X-6)."""

import pytest
from django.utils import timezone

from core import crypto, outbox
from core.models import Letter
from forms_app import services
from placement.vacancies.letters import VACANCY_ACTUAL
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy
from placement.vacancies.services import asks
from tests.boards import panel
from tests.placement.factories import EmployerFactory, VacancyFactory
from tests.placement.requests import helpers as requests

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-6")]
EMPLOYERS = "/cms/placement/employers"
REQUESTS = "/cms/placement/requests"


@pytest.fixture
def people(people, centre):
    for who in ("specialist", "deputy", "director"):
        people[who].organisation = centre
        people[who].save()
    return people


def fail(letter: Letter) -> Letter:
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.FAILED, last_error="нет ящика")
    letter.refresh_from_db()
    return letter


@pytest.fixture
def asked(centre):
    """The question to an employer, which did not go."""
    employer = EmployerFactory(email="kadry@romashka.example")
    vacancy = VacancyFactory(state=VacancyState.PUBLISHED, employer=employer)
    Vacancy.objects.filter(pk=vacancy.pk).update(
        confirmed_at=timezone.now(), published_at=timezone.now()
    )
    asks.ask_employer(vacancy=vacancy, at=timezone.now())
    return fail(Letter.objects.about(employer).get())


def test_a_failed_question_leads_to_the_employers_card_where_it_is_sent_again(browser_of, asked):
    browser = browser_of("specialist")
    card = f"{EMPLOYERS}/inspect/{asked.object_id}/"
    shown = panel(browser, "failed-letters")
    for words in (card, asked.to, "Вопрос работодателю", "нет ящика"):
        assert words in shown
    again = f"{EMPLOYERS}/retry/{asked.object_id}/{asked.pk}/"
    assert again in browser.get(card).content.decode()
    browser.post(again)
    asked.refresh_from_db()
    assert asked.state == Letter.State.WAITING
    assert panel(browser, "failed-letters") == ""


def test_a_letter_that_is_needed_no_more_is_given_up(browser_of, asked):
    browser = browser_of("specialist")
    browser.post(f"{EMPLOYERS}/give-up/{asked.object_id}/{asked.pk}/")
    asked.refresh_from_db()
    assert asked.state == Letter.State.CANCELLED
    assert panel(browser, "failed-letters") == ""
    # What is sent or cancelled offers nothing more.
    assert "give-up" not in browser.get(f"{EMPLOYERS}/inspect/{asked.object_id}/").content.decode()


def test_the_vacancy_leads_to_the_card_too(browser_of, asked):
    vacancy = Vacancy.objects.get()
    page = browser_of("specialist").get(f"/cms/placement/vacancies/inspect/{vacancy.pk}/")
    letters = page.content.decode().partition("Вопрос, актуальна ли вакансия")[2]
    assert f"{EMPLOYERS}/inspect/{asked.object_id}/" in letters.partition("</li>")[0]


def test_a_failed_letter_about_a_request_leads_to_the_request(browser_of):
    submission = requests.sent()
    letter = fail(Letter.objects.about(submission).get())
    browser = browser_of("specialist")
    assert f"{REQUESTS}/inspect/{submission.pk}/" in panel(browser, "failed-letters")
    browser.post(f"{REQUESTS}/retry/{submission.pk}/{letter.pk}/")
    letter.refresh_from_db()
    assert letter.state == Letter.State.WAITING


@pytest.mark.req("X-3", "X-4")
def test_a_contact_person_without_an_address_is_on_the_board_until_called(
    browser_of, people, centre
):
    submission = requests.sent(email="", contact={"email": ""})
    assert submission.email == ""
    browser = browser_of("specialist")
    done = browser.post(f"{REQUESTS}/register/{submission.pk}/", follow=True).content.decode()
    assert "Позвоните: +7 911 765-43-21" in done.replace("\xa0", " ")
    shown = panel(browser, "to-call")
    assert "tel:+79117654321" in shown
    assert f"{REQUESTS}/inspect/{submission.pk}/" in shown
    services.record_call(
        submission=submission, actor=people["specialist"], called_on=timezone.localdate()
    )
    assert panel(browser, "to-call") == ""


@pytest.mark.req("X-7")
@pytest.mark.parametrize("who", ["director", "editor", "secretary"])
def test_others_see_no_letters_of_the_centre(browser_of, asked, who):
    assert panel(browser_of(who), "failed-letters") == ""
    asked_again = browser_of(who).post(f"{EMPLOYERS}/retry/{asked.object_id}/{asked.pk}/")
    assert asked_again.status_code == 404


@pytest.mark.req("X-7")
def test_a_letter_about_another_employer_is_no_part_of_this_card(browser_of, asked):
    other = EmployerFactory()
    address = f"{EMPLOYERS}/retry/{other.pk}/{asked.pk}/"
    assert browser_of("specialist").get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_asks_the_same_however_many_letters_failed(
    browser_of, count, django_assert_max_num_queries
):
    from core.back_office import failed_letters
    from placement.wagtail_hooks import group

    for number in range(count):
        employer = EmployerFactory()
        context = dict.fromkeys(
            ("employer", "vacancies", "days_hidden", "contact", "operator"), number
        )
        letter = outbox.enqueue(
            code=VACANCY_ACTUAL,
            to=f"a{number}@example.org",
            about=employer,
            key=crypto.new_key(),
            context=context,
        )
        fail(letter)
    browser = browser_of("specialist")
    request = browser.get("/cms/").wsgi_request
    desks = [group.requests, group.employers, group.agreements]
    failed_letters(desks, request)
    with django_assert_max_num_queries(4):
        assert failed_letters(desks, request).total == count


@pytest.mark.req("P-6.4")
@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("kadry@romashka.example", "Письмо уйдёт на адрес k•••@romashka.example."),
        ("", "Адреса электронной почты нет. Позвоните: +7 813 702-00-01."),
    ],
)
def test_before_asking_it_is_said_where_the_question_goes(browser_of, email, words):
    employer = EmployerFactory(email=email, phone="+78137020001")
    vacancy = VacancyFactory(state=VacancyState.PUBLISHED, employer=employer)
    page = browser_of("specialist").get(f"/cms/placement/vacancies/ask/{vacancy.pk}/")
    assert words in page.content.decode().replace("\xa0", " ")
