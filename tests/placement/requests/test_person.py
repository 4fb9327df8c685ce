"""Whoever takes the consent back, or is removed, is written to no more and stands nowhere (X-5)."""

import pytest
from django.core import mail
from django.utils import timezone

from core import outbox
from core.errors import KeyDestroyed, Refused
from core.models import HistoryRecord, Letter
from forms_app import services
from placement.consents import CONTACT_PERSON
from placement.employers import services as employers
from placement.employers.models import Employer, EmployerContact
from placement.employers.services.contacts import Removal
from placement.requests import services as requests
from placement.requests.models import VacancyRequest
from placement.vacancies import services as vacancies
from placement.vacancies.letters import address_of
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy
from placement.vacancies.services import asks
from tests.forms_app.helpers import said
from tests.placement.employers.helpers import history
from tests.placement.factories import EmployerContactFactory, EmployerFactory, VacancyFactory
from tests.placement.requests import helpers as req

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-5"), pytest.mark.usefixtures("centre")]
PERSON = req.CONTACT["email"]


def consent_of(submission):
    return submission.consents.get(text__purpose=CONTACT_PERSON)


def published(actor):
    """The vacancy of a request, published, of an employer without an address of its own."""
    vacancy = Vacancy.objects.get()
    vacancy.profession = req.profession()
    vacancy.save()
    Employer.objects.update(email="")
    return vacancies.publish(vacancy=Vacancy.objects.get(), actor=actor)


def asked(vacancy):
    return asks.ask_employer(vacancy=vacancy, at=timezone.now())


def question():
    return Letter.objects.get(code="vacancy-actual")


# --- whose consent came with a request -----------------------------------------------------------


def test_a_consent_of_a_request_is_taken_back_there_and_not_by_removing_the_person(specialist):
    submission = req.sent()
    person = EmployerContact.objects.get()
    with pytest.raises(Refused, match=f"{submission.reference}.*«Отозвать по заявлению»"):
        employers.remove_contact(contact=person, actor=specialist, reason=Removal.WITHDREW)
    assert EmployerContact.objects.exists()
    services.withdraw_consent(consent=consent_of(submission), actor=specialist, reason="письмо")
    assert not EmployerContact.objects.exists()
    assert consent_of(submission).withdrawn_at is not None


def test_the_request_s_address_is_not_asked_once_its_person_is_removed(specialist):
    submission = req.sent()
    vacancy = published(specialist)
    assert address_of(vacancy) == submission.email == PERSON
    employers.remove_contact(
        contact=EmployerContact.objects.get(), actor=specialist, reason=Removal.LEFT
    )
    vacancy = Vacancy.objects.get()
    assert address_of(vacancy) == ""
    with pytest.raises(Refused, match="Позвоните"):
        asked(vacancy)
    Employer.objects.update(email="office@romashka.example")
    assert address_of(Vacancy.objects.get()) == "office@romashka.example"


def test_a_rejected_request_says_no_address_for_its_vacancies(superuser):
    submission = req.sent()
    Employer.objects.update(email="office@romashka.example")
    services.register(submission=submission, actor=superuser)
    services.reject(submission=submission, actor=superuser, reason="не по профилю", clause="2.3")
    assert EmployerContact.objects.exists()
    assert address_of(Vacancy.objects.get()) == "office@romashka.example"


def test_taking_the_consent_back_by_link_ends_letters_and_person_at_once(specialist, run_jobs):
    submission = req.sent()
    asked(published(specialist))
    other = VacancyFactory(
        employer=Employer.objects.get(), state=VacancyState.PUBLISHED, title="Другая"
    )
    assert address_of(other) == PERSON
    services.withdraw_consent(consent=consent_of(submission))
    assert not EmployerContact.objects.exists()
    assert (question().state, question().to) == (Letter.State.CANCELLED, outbox.NOBODY)
    assert address_of(Vacancy.objects.get(pk=other.pk)) == ""
    run_jobs()
    assert not [letter for letter in mail.outbox if "Актуальны" in letter.subject]


def test_withdrawing_the_request_removes_the_person_at_once():
    submission = req.sent()
    services.withdraw(submission=submission)
    assert not EmployerContact.objects.exists()
    submission.vacancy_request.refresh_from_db()
    assert submission.vacancy_request.contact is None


def test_a_consent_that_ends_after_the_decision_removes_the_person_too(superuser):
    submission = req.sent()
    services.register(submission=submission, actor=superuser)
    services.reject(submission=submission, actor=superuser, reason="не по профилю", clause="2.3")
    services.withdraw_consent(consent=consent_of(submission))
    assert not EmployerContact.objects.exists()


# --- whom staff entered --------------------------------------------------------------------------


@pytest.fixture
def entered():
    """A vacancy whose employer is reached only by a person whom staff entered."""
    person = EmployerContactFactory(employer=EmployerFactory(email=""), email="hr@example.org")
    VacancyFactory(employer=person.employer, state=VacancyState.PUBLISHED, at=timezone.now())
    return person


def remove(person, actor):
    employers.remove_contact(contact=person, actor=actor, reason=Removal.WITHDREW)


def test_a_letter_that_waits_for_a_removed_person_is_not_sent(entered, specialist, run_jobs):
    asked(Vacancy.objects.get())
    assert question().to == "hr@example.org"
    remove(entered, specialist)
    assert (question().state, question().to) == (Letter.State.CANCELLED, outbox.NOBODY)
    with pytest.raises(KeyDestroyed):
        outbox.content(question())
    run_jobs()
    assert mail.outbox == []


def test_a_sent_letter_names_the_removed_person_no_more(entered, specialist, run_jobs, visitor):
    vacancy = asked(Vacancy.objects.get())
    run_jobs()
    page = f"/cms/placement/vacancies/inspect/{vacancy.pk}/"
    assert "hr@example.org" in said(visitor.get(page))
    remove(entered, specialist)
    assert question().state == Letter.State.SENT
    shown = said(visitor.get(page))
    assert "hr@example.org" not in shown
    assert outbox.NOBODY not in shown
    assert "адрес удалён" in shown


def test_letters_about_a_card_that_was_merged_away_name_the_person_no_more(entered, specialist):
    asked(Vacancy.objects.get())
    kept = EmployerFactory(email="")
    employers.merge_employers(keep=kept, merge=entered.employer, actor=specialist)
    remove(EmployerContact.objects.get(), specialist)
    assert question().to == outbox.NOBODY


@pytest.mark.parametrize("whose", ["employer", "colleague"])
def test_an_address_that_is_somebody_elses_too_keeps_its_letters(entered, specialist, whose):
    asked(Vacancy.objects.get())
    if whose == "employer":
        Employer.objects.update(email="HR@example.org")
    else:
        EmployerContactFactory(employer=entered.employer, name="Другая", email="hr@example.org")
    remove(EmployerContact.objects.get(pk=entered.pk), specialist)
    assert (question().state, question().to) == (Letter.State.WAITING, "hr@example.org")


def test_the_history_keeps_who_confirmed_the_consent_of_a_person(specialist, visitor):
    employer = EmployerFactory()
    values = {"name": "Кадрова Анна", "post": "", "phone": "", "email": ""}
    data = EmployerContact(**values)
    with pytest.raises(Refused, match="согласен"):
        employers.add_contact(employer=employer, data=data, actor=specialist)
    visitor.post(f"/cms/placement/employers/add-contact/{employer.pk}/", {**values, "agreed": "on"})
    record = HistoryRecord.objects.about(employer).get(action="add-contact")
    assert (record.actor, record.why) == (specialist, "согласие человека подтверждено")
    shown = said(visitor.get(f"/cms/placement/employers/history/{employer.pk}/"))
    assert "согласие человека подтверждено" in shown


# --- destroyed data ------------------------------------------------------------------------------


def test_destroyed_data_leave_no_superior_s_name_with_the_vacancy(superuser):
    submission = req.sent(vacancy_1={"reports_to": "Иванова Мария"})
    Vacancy.objects.update(wording_flags=[{"field": "reports_to", "text": "Мария", "reason": "?"}])
    services.withdraw(submission=submission)
    assert Vacancy.objects.get().reports_to == "Иванова Мария"
    services.destroy_submission(submission=submission, reason="срок прошёл")
    vacancy = Vacancy.objects.get()
    assert vacancy.reports_to == ""
    assert vacancy.wording_flags == []
    assert history(vacancy)[-1] == "forget-persons"


# --- who has looked at an employer ---------------------------------------------------------------


@pytest.mark.req("P-2.2a")
def test_an_employer_of_a_request_is_confirmed_by_staff_and_not_by_itself(superuser):
    submission = req.sent()
    assert Employer.objects.get().confirmed_on is None
    services.register(submission=submission, actor=superuser)
    assert Employer.objects.get().confirmed_on is None
    services.accept(submission=submission, actor=superuser)
    assert Employer.objects.get().confirmed_on == req.today()
    record = HistoryRecord.objects.about(Employer.objects.get()).get(action="confirm")
    assert record.actor == superuser


@pytest.mark.req("P-2.2a")
def test_accepting_confirms_nothing_that_the_request_says_differently(superuser, centre):
    EmployerFactory(inn=req.INN)
    submission = req.sent(company=req.known_company(req.INN, "changed", head_post="глава"))
    services.register(submission=submission, actor=superuser)
    services.accept(submission=submission, actor=superuser)
    assert Employer.objects.get().confirmed_on is None
    assert requests.kept_until(submission) is None


# --- who is named again --------------------------------------------------------------------------


@pytest.mark.req("P-5.3")
@pytest.mark.parametrize(
    "typed",
    [
        {"name": "кадрова  анна сергеевна", "email": "other@romashka.example"},
        {"name": "Кадрова Анна Сергеевна", "phone": "8 911 000-00-01", "post": "директор"},
    ],
)
def test_a_person_who_is_named_again_is_recognised_and_not_changed_in_silence(typed, superuser):
    req.sent()
    known = req.known_company(req.INN)
    second = req.sent(company=known, contact=typed)
    person = EmployerContact.objects.get()
    assert second.vacancy_request.contact == person
    assert (person.name, person.post, person.phone, person.email) == (
        req.CONTACT["name"],
        req.CONTACT["post"],
        "+79117654321",
        req.CONTACT["email"],
    )
    assert second.vacancy_request.changes_contact


@pytest.mark.req("P-5.3")
@pytest.mark.parametrize(
    "typed",
    [
        {"name": "Кадрова Мария Сергеевна"},
        {"phone": "8 911 000-00-01", "email": "other@romashka.example"},
    ],
)
def test_another_name_or_a_namesake_is_another_person(typed):
    req.sent()
    req.sent(company=req.known_company(req.INN), contact=typed)
    assert EmployerContact.objects.count() == 2


@pytest.mark.req("P-5.3")
def test_staff_compare_and_take_over_what_is_said_of_a_known_person(visitor, specialist, centre):
    specialist.organisation = centre
    specialist.save()
    req.sent()
    new = {"phone": "8 911 000-00-01", "post": "директор"}
    second = req.sent(company=req.known_company(req.INN), contact=new)
    desk = "/cms/placement/requests/"
    act = f"{desk}take-over-contact/{second.pk}/"
    assert act in said(visitor.get(f"{desk}inspect/{second.pk}/"))
    page = said(visitor.get(act))
    assert "директор" in page
    assert "000-00-01" in page
    visitor.post(act, {"revision": page.partition('name="revision" value="')[2].partition('"')[0]})
    person = EmployerContact.objects.get()
    assert (person.phone, person.post) == ("+79110000001", "директор")
    assert not VacancyRequest.objects.get(submission=second).changes_contact
    assert act not in said(visitor.get(f"{desk}inspect/{second.pk}/"))
    assert HistoryRecord.objects.about(second).filter(action="take-over-contact").exists()


def test_a_person_named_by_two_requests_stays_while_one_is_in_force(superuser):
    first = req.sent()
    second = req.sent(company=req.known_company(req.INN))
    services.withdraw(submission=first)
    person = EmployerContact.objects.get()
    assert person.submission == second
    assert VacancyRequest.objects.get(submission=first).contact is None
    services.withdraw(submission=second)
    assert not EmployerContact.objects.exists()


def test_who_takes_the_consent_back_in_one_request_stands_nowhere():
    req.sent()
    second = req.sent(company=req.known_company(req.INN))
    services.withdraw_consent(consent=consent_of(second))
    assert not EmployerContact.objects.exists()


def test_a_person_whom_staff_entered_outlives_a_request_that_named_them(specialist):
    employer = EmployerFactory(inn=req.INN)
    entered = EmployerContactFactory(
        employer=employer, name=req.CONTACT["name"], email=req.CONTACT["email"]
    )
    submission = req.sent(company=req.known_company(req.INN))
    assert submission.vacancy_request.contact == entered
    services.withdraw(submission=submission)
    assert EmployerContact.objects.get() == entered


@pytest.mark.req("P-5.3")
def test_staff_do_not_enter_a_person_twice(specialist):
    person = EmployerContactFactory()
    again = EmployerContact(name=person.name.upper(), phone="8 911 123-45-67")
    with pytest.raises(Refused, match="уже записан") as refusal:
        employers.add_contact(employer=person.employer, data=again, actor=specialist, agreed=True)
    assert refusal.value.field == "name"
