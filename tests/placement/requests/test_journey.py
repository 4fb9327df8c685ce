"""The employer's request from the first step to the bank and the register (P-F2)."""

import datetime as dt

import pytest
import time_machine

from core.models import Letter
from forms_app import links, reading, services
from forms_app.engine import registry
from placement.employers.models import Employer, EmployerContact
from placement.requests.journey.request import company_in
from placement.requests.models import VacancyRequest
from placement.requests.services import differences
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy
from tests.forms_app.helpers import begin, draft_of, said
from tests.placement.factories import EmployerFactory
from tests.placement.requests import helpers as req

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db, pytest.mark.usefixtures("centre")]


def open_step(client, draft, step):
    session = client.session
    session["forms_open"] = {req.JOURNEY: [str(draft.pk), draft.link_serial]}
    session.save()
    return said(client.get(f"/forms/{req.JOURNEY}/{step}/"))


@pytest.mark.req("P-F2", "P-2.2a")
def test_a_new_employers_request_makes_employer_contact_and_vacancies():
    submission = req.sent(**req.two_vacancies())
    request = VacancyRequest.objects.get(submission=submission)
    employer = request.employer
    assert (employer.inn, employer.full_name) == (req.INN, req.COMPANY["full_name"])
    assert employer.website == "https://romashka.example"
    assert employer.founded_year == 1999
    assert not request.changes_employer
    assert request.contact.name == req.CONTACT["name"]
    assert request.contact.submission == submission
    first, second = request.vacancies.order_by("number")
    assert (first.title, first.places, first.pay) == ("Повар", 2, 60_000)
    assert (second.number, second.title) == (2, "Посудомойщик")
    assert {v.state for v in (first, second)} == {VacancyState.NEW}
    assert first.accessible_entrance
    assert first.mentor
    assert not first.remote_work
    assert submission.email == req.CONTACT["email"]
    assert submission.title == req.COMPANY["full_name"]
    assert req.INN in submission.search_key


@pytest.mark.req("P-F2")
def test_each_step_speaks_the_approved_forms_words():
    submission = req.sent()
    labels = [a.label for a in reading.answers_of(submission.current)]
    for words in (
        "Полное наименование предприятия",
        "Вид деятельности",
        "Год основания предприятия",
        "Предполагаемая дата выхода кандидата на работу",
        "Наименование должности",
        "Подразделение, в котором открыта вакансия",
        "Кому будет подчиняться",
        "Адрес места работы",
        "График работы",
        "Период испытательного срока",
        "Оклад постоянный",
        "Оклад на испытательный срок",
        "Возраст",
        "Пол",
        "Образование",
        "Владение ПК",
    ):
        assert words in labels


def test_every_question_is_said_plainly_too():
    journey = registry.get(req.JOURNEY)
    draft = req.fill(req.start())
    ctx = services.locking.progress_of(draft, at=dt.datetime.now(dt.UTC)).ctx
    for step in journey.steps:
        form = step.form(ctx)
        if step.code != "consent":
            silent = [i.field.name for i in form.visible_layout() if i.field and not i.plain]
            assert silent == [], step.code


@pytest.mark.req("P-F2")
def test_ten_vacancies_fit_and_the_last_does_not_ask_for_more():
    changes = {f"requirements_{n}": {"more": "yes"} for n in range(1, 10)}
    for n in range(2, 11):
        changes |= {f"vacancy_{n}": {}, f"conditions_{n}": {}}
    submission = req.sent(**changes, requirements_10={})
    assert submission.vacancy_request.vacancies.count() == 10
    steps = registry.get(req.JOURNEY).steps
    last = [step for step in steps if step.code.startswith("requirements-")][-1]
    assert last.code == "requirements-10"
    assert "more" not in last.form(reading.context_of(submission.current)).fields


def test_the_start_counts_the_steps_of_one_vacancy(client):
    assert "Шагов: 8." in said(client.get(f"/forms/{req.JOURNEY}/"))


@pytest.mark.req("P-F2", "X-2")
def test_the_first_page_leads_into_the_journey(client):
    begin(client, "a@example.org", req.JOURNEY)
    page = said(client.get(f"/forms/{req.JOURNEY}/employer/"))
    assert "ИНН предприятия" in page
    assert draft_of(client, req.JOURNEY).scope == req.CODE


# -- bad input -------------------------------------------------------------------------------------
@pytest.mark.req("P-F2")
@pytest.mark.parametrize(
    ("step", "field", "value"),
    [
        ("employer", "inn", "4703000000"),
        ("employer", "inn", "12345"),
        ("company", "ogrn", "1234567890123"),
        ("company", "founded_year", "2199"),
        ("company", "full_name", ""),
        ("company", "head_name", "Игорь 5"),
        ("company", "about", "new:7707083893"),
        ("vacancy-1", "places", "0"),
        ("vacancy-1", "title", ""),
        ("vacancy-1", "profession_other", ""),
        ("vacancy-1", "profession", "999999"),
        ("conditions-1", "district", "moon"),
        ("conditions-1", "start_on", "01.01.2020"),
        ("conditions-1", "pay", "1e9999"),
        ("conditions-1", "pay", "-5"),
        ("requirements-1", "age", "до 40"),
        ("requirements-1", "sex", "мужской"),
        ("requirements-1", "more", ""),
        ("contact", "phone", "123"),
        ("contact", "name", "Анна 2"),
        ("contact", "email", ""),
    ],
)
def test_wrong_input_keeps_the_step_open(step, field, value):
    draft = req.start()
    for code, fields in req.typed_steps().items():
        if code == step:
            assert not req.save(draft, step, {**fields, field: value}).complete
            return
        assert req.save(draft, code, fields).complete


@pytest.mark.req("P-F2")
def test_pay_is_typed_as_people_write_it():
    for typed in ("60000", "60 000", "60 000 руб.", "60000 рублей", "60 000 ₽"):
        submission = req.sent(conditions_1={"pay": typed})
        assert submission.vacancy_request.vacancies.get().pay == 60_000


@pytest.mark.req("P-F2")
def test_a_lower_pay_on_probation_is_asked_about_once():
    draft = req.start()
    steps = req.typed_steps(conditions_1={"pay_probation": "50 000"})
    for code in ("employer", "company", "vacancy-1"):
        req.save(draft, code, steps[code])
    assert not req.save(draft, "conditions-1", steps["conditions-1"]).complete
    journey = registry.get(req.JOURNEY)
    step = next(s for s in journey.steps if s.code == "conditions-1")
    ctx = services.locking.progress_of(draft, at=dt.datetime.now(dt.UTC)).ctx
    (warning,) = step.form(ctx, req.as_typed(steps["conditions-1"])).pending_warnings()
    assert warning.field == "pay_probation"
    read = {**steps["conditions-1"], "acknowledged": warning.mark}
    assert req.save(draft, "conditions-1", read).complete


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"start_on": "01.09.{}"}, "start_on", "больше чем через год"),
        ({"pay": "45"}, "pay", "допишите нули"),
    ],
)
def test_what_is_odd_about_a_vacancy_is_asked_about(typed, field, words):
    year = dt.datetime.now(dt.UTC).year + 2
    typed = {name: value.format(year) for name, value in typed.items()}
    draft = req.start()
    steps = req.typed_steps(conditions_1=typed)
    for code in ("employer", "company", "vacancy-1"):
        req.save(draft, code, steps[code])
    assert not req.save(draft, "conditions-1", steps["conditions-1"]).complete
    step = next(s for s in registry.get(req.JOURNEY).steps if s.code == "conditions-1")
    ctx = services.locking.progress_of(draft, at=dt.datetime.now(dt.UTC)).ctx
    warnings = step.form(ctx, req.as_typed(steps["conditions-1"])).pending_warnings()
    assert words in next(warning.text for warning in warnings if warning.field == field)
    marks = [warning.mark for warning in warnings]
    assert req.save(
        draft, "conditions-1", {**steps["conditions-1"], "acknowledged": marks}
    ).complete


# -- age, sex, wordings ------------------------------------------------------------------------------
@pytest.mark.req("P-F2")
def test_age_and_sex_need_a_law_that_is_named():
    asked = {"has_basis": "on", "age": "от 18 лет", "sex": ""}
    draft = req.start()
    steps = req.typed_steps(requirements_1=asked)
    for code in ("employer", "company", "vacancy-1", "conditions-1"):
        req.save(draft, code, steps[code])
    assert not req.save(draft, "requirements-1", steps["requirements-1"]).complete
    asked["legal_basis"] = "статья 265 Трудового кодекса"
    vacancy = req.sent(requirements_1=asked).vacancy_request.vacancies.get()
    assert vacancy.age_requirement == "от 18 лет"
    assert vacancy.legal_basis == "статья 265 Трудового кодекса"
    assert vacancy.wording_flags == []


@pytest.mark.req("P-F2")
def test_a_discriminating_wording_is_pointed_out_explained_and_told_to_staff(client):
    draft = req.start()
    steps = req.typed_steps(vacancy_1={"duties": "Нужна девушка до 35 лет"})
    for code in ("employer", "company"):
        req.save(draft, code, steps[code])
    assert not req.save(draft, "vacancy-1", steps["vacancy-1"]).complete
    page = open_step(client, draft, "vacancy-1")
    assert "«девушка», «до 35 лет»" in page
    assert "Пояснение" in page
    assert "статья 64" in page
    mark = page.partition('name="acknowledged" value="')[2][:12]
    assert "Основание в законе" in page
    role = "Это роль юной героини в спектакле театра"
    explained = {**steps["vacancy-1"], "acknowledged": mark, "explanation": role}
    assert not req.save(draft, "vacancy-1", explained).complete
    explained["ground"] = "nature-of-work"
    assert req.save(draft, "vacancy-1", explained).complete
    for code in ("conditions-1", "requirements-1", "consent", "contact"):
        req.save(draft, code, steps[code])
    submission = services.send_draft(draft=draft, revision=draft.revision)
    vacancy = submission.vacancy_request.vacancies.get()
    assert [f["text"] for f in vacancy.wording_flags] == ["девушка", "до 35 лет"]
    assert (vacancy.wording_ground, vacancy.wording_explanation) == ("nature-of-work", role)
    texts = {a.label: a.text for a in reading.answers_of(submission.current)}
    assert texts["Пояснение к формулировкам"] == role
    assert "статьи 3 Трудового кодекса" in texts["Основание в законе"]


def test_a_harmless_page_does_not_ask_to_explain(client):
    draft = req.start()
    steps = req.typed_steps()
    for code in ("employer", "company", "vacancy-1"):
        req.save(draft, code, steps[code])
    assert "Пояснение" not in open_step(client, draft, "vacancy-1")


# -- a known employer ------------------------------------------------------------------------------
@pytest.fixture
def known():
    return EmployerFactory(inn=req.INN, full_name="ООО «Василёк»", head_name="Тайнов Игорь")


@pytest.mark.req("P-F2", "X-5")
def test_a_known_employer_sees_masked_data_and_nobody_sees_them_in_full(client, known):
    draft = req.start()
    req.save(draft, "employer", {"inn": req.INN})
    page = open_step(client, draft, "company")
    assert "Данные верны" in page
    assert "Ва" in page
    for secret in ("Василёк", "Тайнов", known.phone, known.email, known.ogrn, "общественное"):
        assert secret not in page
    req.fill(draft, company=req.known_company(req.INN))
    page = open_step(client, draft, "check")
    for secret in ("Василёк", "Тайнов", known.phone, known.email, known.ogrn):
        assert secret not in page
    paper = client.get(f"/forms/{req.JOURNEY}/papers/request.pdf")
    assert paper.status_code == 200
    submission = services.send_draft(draft=draft, revision=draft.revision)
    track = said(client.get(links.track_url(submission).partition("8000")[2]))
    letter = Letter.objects.about(submission).get()
    for secret in ("Василёк", "Тайнов", known.email):
        assert secret not in track
        assert secret not in str(letter)
    request = submission.vacancy_request
    assert request.employer == known
    assert not request.changes_employer
    assert Employer.objects.count() == 1


@pytest.mark.req("P-F2")
def test_what_a_known_employer_changes_goes_to_staff_and_not_into_the_bank(known):
    company = req.known_company(req.INN, "changed", phone="8 813 702-99-88", head_post="директор")
    submission = req.sent(company=company)
    assert submission.vacancy_request.changes_employer
    before = known.phone
    known.refresh_from_db()
    assert known.phone == before


@pytest.mark.req("P-F2")
def test_whoever_passes_for_new_cannot_overwrite_the_bank(known):
    submission = req.sent()
    known.refresh_from_db()
    assert known.full_name == "ООО «Василёк»"
    assert submission.vacancy_request.employer == known
    assert submission.vacancy_request.changes_employer


def test_known_and_changed_have_to_agree():
    EmployerFactory(inn=req.INN)
    draft = req.start()
    req.save(draft, "employer", {"inn": req.INN})
    same = req.known_company(req.INN, "same", phone="8 813 702-99-88")
    assert not req.save(draft, "company", same).complete
    assert not req.save(draft, "company", req.known_company(req.INN, "changed")).complete
    assert not req.save(draft, "company", req.known_company(req.INN, "")).complete
    assert req.save(draft, "company", req.known_company(req.INN)).complete


def test_another_inn_asks_for_the_company_anew():
    draft = req.fill(req.start())
    other = req.inn(901)
    req.save(draft, "employer", {"inn": other})
    progress = services.locking.progress_of(draft, at=dt.datetime.now(dt.UTC))
    assert progress.first_incomplete.code == "company"
    assert progress.first_incomplete.form.data == {}


def test_two_requests_of_one_new_employer_make_one_employer():
    drafts = [req.fill(req.start()), req.fill(req.start())]
    for draft in drafts:
        services.send_draft(draft=draft, revision=draft.revision)
    assert Employer.objects.count() == 1
    assert VacancyRequest.objects.filter(changes_employer=True).count() == 0


# -- sent, corrected, withdrawn, destroyed ----------------------------------------------------------
@pytest.mark.req("X-2")
def test_sending_twice_is_once():
    draft = req.fill(req.start())
    first = services.send_draft(draft=draft, revision=draft.revision)
    second = services.send_draft(draft=draft, revision=draft.revision)
    assert first == second
    assert (VacancyRequest.objects.count(), Vacancy.objects.count()) == (1, 1)
    assert EmployerContact.objects.count() == 1


def returned(submission, clerk, *steps):
    services.return_for_correction(
        submission=submission,
        actor=clerk,
        remarks=[services.RemarkText("Исправьте", step=step) for step in steps],
    )
    submission.refresh_from_db()
    return services.start_correction(submission=submission)


@pytest.mark.req("P-F2", "X-3")
def test_a_correction_changes_the_same_vacancies_and_withdraws_those_left_out(superuser):
    submission = req.sent(**req.two_vacancies())
    keys = list(Vacancy.objects.order_by("number").values_list("pk", flat=True))
    draft = returned(submission, superuser, "vacancy-1", "requirements-1", "contact")
    assert req.save(draft, "vacancy-1", {**req.JOB, "title": "Старший повар"}).complete
    assert req.save(draft, "requirements-1", req.ASKED).complete
    assert req.save(draft, "contact", {**req.CONTACT, "post": "начальник кадров"}).complete
    services.send_draft(draft=draft, revision=draft.revision)
    first, second = Vacancy.objects.order_by("number")
    assert [first.pk, second.pk] == keys
    assert (first.title, first.state) == ("Старший повар", VacancyState.NEW)
    assert second.state == VacancyState.WITHDRAWN
    assert EmployerContact.objects.get().post == "начальник кадров"


@pytest.mark.req("P-F2")
def test_a_correction_keeps_what_staff_learned_of_the_work(superuser):
    submission = req.sent()
    Vacancy.objects.update(term=Vacancy.Term.TEMPORARY)
    draft = returned(submission, superuser, "vacancy-1")
    req.save(draft, "vacancy-1", {**req.JOB, "title": "Старший повар"})
    services.send_draft(draft=draft, revision=draft.revision)
    vacancy = Vacancy.objects.get()
    assert (vacancy.title, vacancy.term) == ("Старший повар", Vacancy.Term.TEMPORARY)


@pytest.mark.req("P-F2")
def test_a_correction_leaves_alone_what_staff_have_published(superuser):
    from placement.vacancies.services import publish

    submission = req.sent()
    vacancy = Vacancy.objects.get()
    vacancy.profession = req.profession()
    vacancy.save()
    publish(vacancy=vacancy, actor=superuser)
    draft = returned(submission, superuser, "vacancy-1")
    req.save(draft, "vacancy-1", {**req.JOB, "title": "Совсем другое"})
    services.send_draft(draft=draft, revision=draft.revision)
    vacancy.refresh_from_db()
    assert (vacancy.title, vacancy.state) == ("Повар", VacancyState.PUBLISHED)


@pytest.mark.req("X-3")
def test_a_date_that_was_right_when_it_was_sent_stays_right_in_a_correction(superuser):
    soon = req.today() + dt.timedelta(days=3)
    submission = req.sent(conditions_1={"start_on": f"{soon:%d.%m.%Y}"})
    draft = returned(submission, superuser, "vacancy-1")
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=7)
    assert services.locking.progress_of(draft, at=later).is_complete


@pytest.mark.req("P-F2")
def test_a_withdrawn_request_takes_its_vacancies_along():
    submission = req.sent(**req.two_vacancies())
    services.withdraw(submission=submission)
    assert {v.state for v in Vacancy.objects.all()} == {VacancyState.WITHDRAWN}


@pytest.mark.req("P-F2")
def test_a_rejected_request_takes_its_vacancies_along(superuser):
    submission = req.sent()
    services.register(submission=submission, actor=superuser)
    services.reject(submission=submission, actor=superuser, reason="не по профилю", clause="2.3")
    assert Vacancy.objects.get().state == VacancyState.WITHDRAWN


@pytest.mark.req("X-5")
def test_a_requests_data_go_30_days_after_its_last_vacancy_and_take_the_contact_along():
    from forms_app.tasks import destroy_due

    submission = req.sent()
    journey = registry.get(req.JOURNEY)
    assert journey.keep_until(submission) is None
    services.withdraw(submission=submission)
    until = journey.keep_until(submission)
    assert until == Vacancy.objects.get().ended_at + dt.timedelta(days=30)
    with time_machine.travel(until + dt.timedelta(hours=1)):
        assert destroy_due(dt.datetime.now(dt.UTC)) == 1
    assert not EmployerContact.objects.exists()
    request = VacancyRequest.objects.get()
    assert request.contact is None
    assert Vacancy.objects.get().title == "Повар"
    assert "Вакансия 2" not in submission.acts.get().data_list


@pytest.mark.req("X-9")
def test_the_journal_numbers_requests_and_an_installation_sets_itself_up(superuser):
    from django.core.management import call_command

    from forms_app.models import ConsentText
    from placement import consents

    call_command("setup_placement", req.CODE)
    call_command("setup_placement", req.CODE)
    assert ConsentText.objects.filter(operator__code=req.CODE).count() == len(consents.TEXTS)
    first, second = (services.register(submission=req.sent(), actor=superuser) for _ in range(2))
    assert [s.registration.label for s in (first, second)] == ["001/Р", "002/Р"]
    assert first.registration.journal.code == "vacancy-requests"


@pytest.mark.req("X-9")
def test_without_an_operator_nobody_can_start(client):
    from forms_app.models import ConsentText

    ConsentText.objects.all().delete()
    assert "Сейчас приём не идёт" in said(client.get(f"/forms/{req.JOURNEY}/"))
    with pytest.raises(LookupError):
        registry.get(req.JOURNEY).describe(req.CODE)


# --- an organisation that the bank has by its ОГРН ---------------------------------------------------


@pytest.mark.req("P-2.2a")
def test_an_ogrn_of_another_organisation_is_said_beside_the_field_with_a_way_on(client):
    EmployerFactory(ogrn=req.COMPANY["ogrn"])
    draft = req.start()
    req.save(draft, "employer", {"inn": req.INN})
    assert not req.save(draft, "company", req.COMPANY).complete
    page = open_step(client, draft, "company")
    assert "но с другим ИНН" in page
    assert "оставьте ОГРН пустым" in page
    assert req.COMPANY["full_name"] in page
    assert req.save(draft, "company", {**req.COMPANY, "ogrn": ""}).complete


@pytest.mark.req("P-2.2a")
def test_an_organisation_without_inn_in_the_bank_is_recognised_by_its_ogrn():
    known = EmployerFactory(inn="", ogrn=req.COMPANY["ogrn"])
    submission = req.sent()
    request = submission.vacancy_request
    assert request.employer == known
    assert Employer.objects.count() == 1
    # The ИНН is among what staff take over.
    assert request.changes_employer
    changes = differences(known, company_in(submission))
    assert ("inn", req.INN) in [(change.name, change.new) for change in changes]
