"""Use cases of the employers' data bank: entered, changed, merged, and never lost."""

import datetime as dt

import pytest
import time_machine

from core import clock, roles
from core.errors import Refused
from core.models import HistoryRecord
from placement.employers import services
from placement.employers.likeness import likely_duplicates
from placement.employers.models import ContactRecord, Employer, EmployerContact
from placement.employers.record import EMPLOYERS
from placement.requests.models import VacancyRequest
from tests.placement.employers.helpers import DATA, history, talk
from tests.placement.factories import (
    EmployerContactFactory,
    EmployerFactory,
    VacancyFactory,
    inn,
    person_inn,
    person_ogrn,
)
from tests.queries import count_queries

pytestmark = pytest.mark.sqlite

# --- entering ------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.req("P-2.2a")
def test_an_employer_is_registered_by_itself_and_known_by_its_inn():
    made = services.register_employer(
        data=EMPLOYERS.copy(DATA, inn=f" {inn(1)[:4]} {inn(1)[4:]}"), actor=None
    )
    assert services.find_by_inn(inn(1)) == made
    assert services.find_by_inn(f"{inn(1)} ") == made
    assert services.find_by_inn("") is None
    assert services.find_by_inn(inn(2)) is None
    assert made.confirmed_on is None
    assert HistoryRecord.objects.about(made).get().actor_label == "работодатель"
    with pytest.raises(Refused, match="уже есть") as refusal:
        services.register_employer(data=EMPLOYERS.copy(DATA, full_name="Другая"), actor=None)
    assert refusal.value.field == "inn"


@pytest.mark.django_db
@pytest.mark.req("P-2.2a")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("full_name", " "),
        ("full_name", "я" * 501),
        ("kind", "friend"),
        ("inn", "4703000000"),
        ("ogrn", "1024700000000"),
        ("ogrn", person_ogrn(1)),
        ("district", "moon"),
        ("phone", "112"),
        ("email", "нет"),
        ("website", "javascript://x"),
        ("website", "не сайт"),
        ("founded_year", 2999),
        ("founded_year", 12),
    ],
)
def test_wrong_data_are_refused_at_their_field(field, value):
    with pytest.raises(Refused) as refusal:
        services.register_employer(data=EMPLOYERS.copy(DATA, **{field: value}), actor=None)
    assert refusal.value.field == field
    assert not Employer.objects.exists()


@pytest.mark.django_db
@pytest.mark.req("P-2.2a")
def test_an_entrepreneur_is_known_by_twelve_digits():
    data = Employer(full_name="ИП Пробный П. П.", inn=person_inn(1), ogrn=person_ogrn(1))
    assert services.register_employer(data=data, actor=None).is_person


@pytest.mark.django_db
@pytest.mark.req("X-7")
def test_who_lacks_the_right_can_do_nothing(make_user):
    director = make_user(roles.DIRECTOR)
    employer, other = EmployerFactory(), EmployerFactory()
    contact = EmployerContactFactory(employer=employer)
    actions = [
        lambda: services.register_employer(data=DATA, actor=director),
        lambda: services.update_employer(employer=employer, data=DATA, actor=director),
        lambda: services.confirm_employer(employer=employer, actor=director),
        lambda: services.merge_employers(keep=employer, merge=other, actor=director),
        lambda: services.remove_contact(contact=contact, actor=director, reason="left"),
        lambda: talk(director, employer),
    ]
    for action in actions:
        with pytest.raises(Refused, match="нет права"):
            action()
    assert not HistoryRecord.objects.exists()


@pytest.mark.django_db
@pytest.mark.req("P-2.2a", "X-4")
def test_a_change_is_logged_by_field_and_not_by_value(specialist):
    employer = EmployerFactory()
    vacancy = VacancyFactory(employer=employer)
    data = EMPLOYERS.copy(employer, short_name="ООО «Лютик»", head_name="Тайный Иван")
    services.update_employer(employer=employer, data=data, actor=specialist)
    [record] = HistoryRecord.objects.about(employer)
    assert record.details == {"fields": ["краткое наименование", "руководитель"]}
    vacancy.refresh_from_db()
    assert "лютик" in vacancy.search_key
    services.update_employer(employer=employer, data=data, actor=specialist)
    assert history(employer) == ["edit"]


@pytest.mark.django_db
@pytest.mark.req("P-2.2a")
def test_a_change_cannot_take_the_inn_of_another(specialist):
    employer, other = EmployerFactory(), EmployerFactory()
    data = EMPLOYERS.copy(employer, inn=other.inn)
    with pytest.raises(Refused, match="уже есть"):
        services.update_employer(employer=employer, data=data, actor=specialist)


# --- contacts ------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.req("P-5.3")
def test_a_contact_is_in_person_or_remote_and_keeps_a_promise(specialist):
    employer = EmployerFactory()
    with time_machine.travel("2026-03-02 12:00 +0300", tick=False):
        forms = {form: talk(specialist, employer, form=form) for form in ContactRecord.Form}
        promised = talk(specialist, employer, promised_on=dt.date(2026, 3, 5))
    assert {f for f, record in forms.items() if record.is_in_person} == {
        "interview",
        "consultation",
    }
    assert list(ContactRecord.objects.promised_by(dt.date(2026, 3, 4))) == []
    assert list(ContactRecord.objects.promised_by(dt.date(2026, 3, 5))) == [promised]
    done = services.complete_contact_record(record=promised, actor=specialist)
    assert done.done_by == specialist
    assert not ContactRecord.objects.promised_by(dt.date(2026, 3, 9)).exists()
    with pytest.raises(Refused, match="Уже отмечено"):
        services.complete_contact_record(record=promised, actor=specialist)
    with pytest.raises(Refused, match="не обещали"):
        services.complete_contact_record(record=forms["call"], actor=specialist)


@pytest.mark.django_db
@pytest.mark.req("P-5.3")
@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"form": "pigeon"}, "form"),
        ({"summary": "  "}, "summary"),
        ({"at": dt.datetime(2100, 1, 1, tzinfo=dt.UTC)}, "at"),
        ({"promised_on": dt.date(2001, 1, 1)}, "promised_on"),
    ],
)
def test_a_contact_that_cannot_be_is_refused(specialist, fields, field):
    with pytest.raises(Refused) as refusal:
        talk(specialist, EmployerFactory(), **fields)
    assert refusal.value.field == field


@pytest.mark.django_db
@pytest.mark.req("X-5")
def test_a_person_goes_with_the_submission_that_brought_them(submission, specialist):
    employer = EmployerFactory()
    person = services.add_contact(
        employer=employer,
        data=EmployerContact(
            name="Кадрова  Анна",
            post="кадры",
            phone="8 (911) 123-45-67",
            email="Hr@Example.ORG",
        ),
        submission=submission,
        actor=None,
    )
    assert (person.name, person.phone) == ("Кадрова Анна", "+79111234567")
    other = EmployerContactFactory(employer=employer)
    request = VacancyRequest.objects.create(
        submission=submission,
        employer=employer,
        contact=person,
        composed_on=clock.local_day(clock.now()),
    )
    assert services.remove_contacts_of(submission=submission, actor=None, why="акт") == 1
    assert list(employer.contacts.all()) == [other]
    request.refresh_from_db()
    assert request.contact is None
    assert history(employer) == ["add-contact", "remove-contact"]
    said = str(list(HistoryRecord.objects.about(employer).values()))
    assert "Кадрова" not in said
    assert "9111234567" not in said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "field"),
    [({"name": " "}, "name"), ({"phone": "112"}, "phone"), ({"email": "x"}, "email")],
)
def test_a_wrong_person_is_refused_at_the_field(fields, field):
    data = EmployerContact(**{"name": "Кадрова Анна", **fields})
    with pytest.raises(Refused) as refusal:
        services.add_contact(employer=EmployerFactory(), data=data, actor=None)
    assert refusal.value.field == field
    assert not EmployerContact.objects.exists()


# --- duplicates ----------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.req("P-2.2a")
def test_likely_duplicates_are_found_by_number_phone_and_name():
    mine = EmployerFactory(full_name="ООО «Ромашка»")
    number = EmployerFactory(full_name="Альфа", ogrn=mine.ogrn)
    phone = EmployerFactory(full_name="Бета", phone=mine.phone)
    name = EmployerFactory(full_name="Ромашка АО")
    EmployerFactory(full_name="Гамма")
    EmployerFactory(full_name="Ромашка", merged_into=name)
    found = {one.employer: one.reasons for one in likely_duplicates(mine)}
    assert found == {
        number: ["тот же ОГРН"],
        phone: ["тот же телефон"],
        name: ["похожее название"],
    }
    assert set(Employer.objects.possible_duplicates()) == {mine, number, phone, name}
    new = likely_duplicates(Employer(full_name="Дельта", inn=mine.inn))
    assert [(one.employer, one.why) for one in new] == [(mine, "тот же ИНН")]


@pytest.mark.django_db
@pytest.mark.req("P-2.2a", "X-4")
def test_looking_for_duplicates_takes_as_many_queries_among_five_thousand():
    mine = EmployerFactory(full_name="ООО «Ромашка»")
    EmployerFactory(full_name="Ромашка")
    asks = [
        lambda: likely_duplicates(mine),
        lambda: list(Employer.objects.possible_duplicates()[:50]),
    ]
    before = [count_queries(ask) for ask in asks]
    many = [Employer(kind="potential", full_name=f"ООО «Дело {n}»") for n in range(5000)]
    for row in many:
        row.set_keys()
    Employer.objects.bulk_create(many)
    assert [count_queries(ask) for ask in asks] == before
    assert max(before) <= 3


# --- one number, one organisation ----------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.req("P-2.2a")
def test_a_second_card_with_the_same_ogrn_is_refused_and_the_first_is_named(specialist):
    first = EmployerFactory()
    data = EMPLOYERS.copy(DATA, inn="", ogrn=first.ogrn)
    with pytest.raises(Refused, match="Такая организация уже есть") as refusal:
        services.register_employer(data=data, actor=specialist)
    assert refusal.value.field == "ogrn"
    assert str(first) in refusal.value.message
    assert first.inn in refusal.value.message
    assert "укажите его КПП" in refusal.value.message
    other = EmployerFactory()
    changed = EMPLOYERS.copy(other, ogrn=first.ogrn)
    with pytest.raises(Refused) as refusal:
        services.update_employer(employer=other, data=changed, actor=specialist)
    assert refusal.value.field == "ogrn"


@pytest.mark.django_db
@pytest.mark.req("P-2.2a")
def test_a_branch_is_entered_beside_its_organisation_by_a_kpp_of_its_own(specialist):
    head = EmployerFactory()
    data = EMPLOYERS.copy(head, full_name="Филиал", kpp="4703 43 001")
    branch = services.register_employer(data=data, actor=specialist)
    assert branch.kpp == "470343001"
    assert branch.inn == head.inn
    # The ИНН leads to the organisation, and the two are no suspects of being one.
    assert services.find_by_inn(head.inn) == head
    assert not Employer.objects.possible_duplicates().exists()
    for again in ("470343001", ""):
        data = EMPLOYERS.copy(head, full_name="Второй филиал", kpp=again)
        with pytest.raises(Refused, match="уже есть"):
            services.register_employer(data=data, actor=specialist)
    # Its own card can still be changed.
    ogrnless = EMPLOYERS.copy(head, ogrn="")
    services.update_employer(employer=head, data=ogrnless, actor=specialist)


@pytest.mark.django_db
@pytest.mark.parametrize("kpp", ["47034300", "4703430Ы1", "47034ы001"])
def test_a_kpp_has_nine_signs(kpp, specialist):
    with pytest.raises(Refused, match="девять знаков") as refusal:
        services.register_employer(data=EMPLOYERS.copy(DATA, kpp=kpp), actor=specialist)
    assert refusal.value.field == "kpp"
