"""The register of vacancies in the back office: who opens what, lists, actions, own entry, desk."""

import datetime as dt
import io
import re

import openpyxl
import pytest
from django.utils import timezone

from core import crypto, roles
from core.models import HistoryRecord
from forms_app.models import Submission
from placement.employers.models import ContactRecord, Employer
from placement.professions.models import Profession
from placement.vacancies import papers
from placement.vacancies import services as vacancies
from placement.vacancies.letters import without_address
from placement.vacancies.lifecycle import VACANCY, VacancyState
from placement.vacancies.models import Vacancy
from placement.vacancies.record import VACANCIES
from placement.vacancies.services import asks
from tests.placement.desk import EVERYBODY, READERS, WORKERS, opens_exactly
from tests.placement.factories import (
    EmployerContactFactory,
    EmployerFactory,
    ProfessionFactory,
    VacancyFactory,
)
from tests.placement.requests.helpers import CODE
from tests.queries import page_queries

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-2.4b")]
LIST = "/cms/placement/vacancies/"
BOARD = "/cms/"
PROFESSIONS = "/cms/placement/professions/"
VACANCY_ACTIONS = [row.action for row in VACANCY.transitions]
ACTIONS = ["edit", *VACANCY_ACTIONS, "confirm", "ask"]
PAGES = {
    LIST: READERS,
    LIST + "export/?format=csv": READERS,
    LIST + "create/": WORKERS,
    LIST + "inspect/{pk}/": READERS,
    LIST + "history/{pk}/": READERS,
    **{f"{LIST}{action}/{{pk}}/": WORKERS for action in ACTIONS},
    PROFESSIONS: WORKERS,
    PROFESSIONS + "create/": WORKERS,
    PROFESSIONS + "edit/{profession}/": WORKERS,
    "/cms/placement/reports/register/": READERS,
    "/cms/placement/reports/demand/": READERS,
    "/cms/placement/reports/demand/profession.svg": READERS,
}
SECRETS = ("от 18 лет", "только мужчины", "перечень 162")


def said(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode()


def typed(**fields):
    values = {
        "employer": "",
        "title": "Швея",
        "places": "2",
        "address": "Мга, Комсомольский проспект, 1",
        "district": "lo-kirovsk",
        "schedule": "full",
        "education": "any",
    }
    return {**values, **fields}


@pytest.mark.req("X-7")
@pytest.mark.parametrize("who", EVERYBODY)
def test_each_role_opens_exactly_its_pages(browser_of, who):
    vacancy = VacancyFactory(state=VacancyState.PUBLISHED)
    opens_exactly(browser_of, who, PAGES, pk=vacancy.pk, profession=vacancy.profession_id)


@pytest.mark.req("X-7")
def test_the_director_sees_and_changes_nothing(browser_of):
    vacancy = VacancyFactory()
    director = browser_of("director")
    page = said(director.get(f"{LIST}inspect/{vacancy.pk}/"))
    for action in ACTIONS:
        assert f"{LIST}{action}/" not in page
        assert director.post(f"{LIST}{action}/{vacancy.pk}/").status_code == 404
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.NEW


@pytest.mark.req("X-4")
@pytest.mark.parametrize(
    ("address", "most"), [(LIST, 15), (BOARD, 40), ("/cms/placement/reports/register/", 15)]
)
def test_lists_ask_the_same_however_many_rows_there_are(visitor, address, most):
    def fill():
        at = timezone.now()
        for state in (VacancyState.NEW, VacancyState.PUBLISHED):
            VacancyFactory(state=state, at=at, wording_flags=[{"field": "title", "text": "а"}])
        silent = VacancyFactory(state=VacancyState.PUBLISHED, employer=EmployerFactory(email=""))
        Vacancy.objects.filter(pk=silent.pk).update(asked_at=at, stale_at=at)

    fill()
    one = page_queries(visitor, address)
    fill()
    fill()
    three = page_queries(visitor, address)
    assert three == one <= most


@pytest.mark.req("X-4")
def test_the_page_of_a_vacancy_asks_little(visitor):
    vacancy = VacancyFactory(state=VacancyState.PUBLISHED)
    asks.ask_employer(vacancy=vacancy, at=timezone.now())
    assert page_queries(visitor, f"{LIST}inspect/{vacancy.pk}/") <= 15


def titles(client, query):
    page = said(client.get(LIST + query))
    return set(re.findall(r'desk-table__link"[^>]*>([^<]+)<', page))


@pytest.fixture
def some(db):
    """Vacancies that differ."""
    at = timezone.now()
    baker = ProfessionFactory(name="Пекарь")
    VacancyFactory(title="Ученик пекаря", profession=baker, district="lo-luga")
    VacancyFactory(title="Ёлочный мастер", schedule="shift", term="temporary", mentor=True)
    VacancyFactory(
        title="Кассир",
        profession=None,
        profession_other="Кассир торгового зала",
        wording_flags=[{"field": "duties", "text": "девушка", "reason": "пол"}],
    )
    stale = VacancyFactory(title="Дворник", state=VacancyState.PUBLISHED)
    Vacancy.objects.filter(pk=stale.pk).update(asked_at=at, stale_at=at, hidden_at=at)
    return baker


@pytest.mark.req("X-4")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Ученик пекаря", "Ёлочный мастер", "Кассир", "Дворник"}),
        ("?state=published", {"Дворник"}),
        ("?profession={baker}", {"Ученик пекаря"}),
        ("?district=lo-luga", {"Ученик пекаря"}),
        ("?schedule=shift", {"Ёлочный мастер"}),
        ("?term=temporary", {"Ёлочный мастер"}),
        ("?condition=mentor", {"Ёлочный мастер"}),
        ("?attention=stale", {"Дворник"}),
        ("?attention=hidden", {"Дворник"}),
        ("?attention=wording", {"Кассир"}),
        ("?attention=profession", {"Кассир"}),
        ("?q=ПЕКАРЬ", {"Ученик пекаря"}),
        ("?q=елочный", {"Ёлочный мастер"}),
        ("?q=торгового зала", {"Кассир"}),
        ("?q=лужский", {"Ученик пекаря"}),
        ("?q=нет такого", set()),
        ("?state=unknown", {"Ученик пекаря", "Ёлочный мастер", "Кассир", "Дворник"}),
    ],
)
def test_the_register_is_filtered_and_searched_in_any_case(visitor, some, query, found):
    assert titles(visitor, query.format(baker=some.pk)) == found


@pytest.mark.req("P-F2")
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_file_and_no_list_holds_age_sex_or_a_person(visitor, kind):
    age, sex, law = SECRETS
    vacancy = VacancyFactory(age_requirement=age, sex_requirement=sex, legal_basis=law)
    EmployerContactFactory(employer=vacancy.employer, name="Тайная Мария")
    answer = visitor.get(f"{LIST}export/?format={kind}")
    body = b"".join(answer.streaming_content)
    if kind == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(body)).active
        text = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    else:
        text = body.decode()
    assert vacancy.title in text
    listed = said(visitor.get(LIST))
    for secret in (*SECRETS, "Тайная"):
        assert secret not in text
        assert secret not in listed


@pytest.mark.req("P-F2")
def test_the_page_shows_everything_and_marks_what_is_not_published(visitor):
    age, sex, law = SECRETS
    vacancy = VacancyFactory(
        state=VacancyState.PUBLISHED,
        age_requirement=age,
        sex_requirement=sex,
        legal_basis=law,
        pay=50_000,
        pay_probation=30_000,
        wording_flags=[{"field": "duties", "text": "девушка", "reason": "пол работника"}],
    )
    asks.ask_employer(vacancy=vacancy, at=timezone.now())
    page = said(visitor.get(f"{LIST}inspect/{vacancy.pk}/"))
    for shown in (*SECRETS, "не публикуется", "девушка", "пол работника", "меньший оклад"):
        assert shown in page
    assert vacancy.employer.email in page
    assert "Работодателя спросили" in page
    assert vacancy.get_absolute_url() in page


# --- actions -------------------------------------------------------------------------------------

DONE = [
    ("publish", VacancyState.NEW, {}, VacancyState.PUBLISHED),
    ("pause", VacancyState.PUBLISHED, {"why": "ремонт"}, VacancyState.PAUSED),
    ("resume", VacancyState.PAUSED, {}, VacancyState.PUBLISHED),
    ("fill", VacancyState.PUBLISHED, {"hired": "1"}, VacancyState.FILLED),
    ("withdraw", VacancyState.NEW, {"reason": "ошибка"}, VacancyState.WITHDRAWN),
    ("expire", VacancyState.PAUSED, {"note": ""}, VacancyState.EXPIRED),
    ("reopen", VacancyState.FILLED, {"why": "закрыли по ошибке"}, VacancyState.NEW),
    ("confirm", VacancyState.PUBLISHED, {"places": "1"}, VacancyState.PUBLISHED),
    ("ask", VacancyState.PUBLISHED, {}, VacancyState.PUBLISHED),
]


@pytest.mark.parametrize(("action", "state", "data", "target"), DONE)
def test_each_action_has_a_button_a_form_and_its_effect(visitor, action, state, data, target):
    vacancy = VacancyFactory(state=state)
    address = f"{LIST}{action}/{vacancy.pk}/"
    assert address in said(visitor.get(f"{LIST}inspect/{vacancy.pk}/"))
    assert visitor.post(address, data).url == f"{LIST}inspect/{vacancy.pk}/"
    vacancy.refresh_from_db()
    assert vacancy.state == target
    assert HistoryRecord.objects.about(vacancy).get().action == action


@pytest.mark.parametrize(
    ("action", "state", "data", "what"),
    [
        ("publish", VacancyState.PUBLISHED, {}, "состояние уже изменилось"),
        ("fill", VacancyState.PUBLISHED, {"hired": "7"}, "от 1 до 1"),
        ("fill", VacancyState.PUBLISHED, {"hired": ""}, "Требуется заполнить"),
        ("withdraw", VacancyState.NEW, {}, "Требуется заполнить"),
        ("confirm", VacancyState.PUBLISHED, {"places": "5"}, "от 1 до 1"),
        ("ask", VacancyState.NEW, {}, "приостановленной"),
    ],
)
def test_what_is_refused_is_said_at_the_form(visitor, action, state, data, what):
    vacancy = VacancyFactory(state=state)
    page = said(visitor.post(f"{LIST}{action}/{vacancy.pk}/", data))
    assert what in page
    assert not HistoryRecord.objects.about(vacancy).exists()


def test_publishing_without_a_profession_is_refused_in_words(visitor):
    vacancy = VacancyFactory(profession=None)
    page = said(visitor.post(f"{LIST}publish/{vacancy.pk}/"))
    assert "Выберите профессию из перечня учреждения" in page


# --- own entry and editing -------------------------------------------------------------------------


def test_staff_enter_a_vacancy_that_came_by_phone(visitor):
    employer = EmployerFactory()
    profession = ProfessionFactory()
    data = typed(employer=employer.inn, profession=profession.pk, pay="45000", mentor="on")
    answer = visitor.post(LIST + "create/", data)
    vacancy = Vacancy.objects.get()
    assert answer.url == f"{LIST}inspect/{vacancy.pk}/"
    assert (vacancy.employer, vacancy.profession) == (employer, profession)
    assert (vacancy.places, vacancy.pay, vacancy.mentor) == (2, 45_000, True)
    assert (vacancy.state, vacancy.request) == (VacancyState.NEW, None)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("", "Требуется заполнить"),
        ("нет такого", "в банке данных нет"),
        ("пробное дело", "Подходит несколько"),
    ],
)
def test_the_employer_must_be_one_of_the_bank(visitor, words, what):
    EmployerFactory.create_batch(7)
    page = said(visitor.post(LIST + "create/", typed(employer=words)))
    assert what in page
    assert not Vacancy.objects.exists()


def test_an_employer_is_found_by_words_of_its_name_and_a_merged_one_is_not(visitor):
    right = EmployerFactory(full_name="ООО «Ромашка»", short_name="Ромашка")
    EmployerFactory(full_name="ЗАО «Ромашка плюс»", short_name="Старая", merged_into=right)
    visitor.post(LIST + "create/", typed(employer="РОМАШКА"))
    assert Vacancy.objects.get().employer == right


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"title": ""}, "Требуется заполнить"),
        ({"places": "0"}, "хотя бы одно"),
        ({"places": "много"}, "без дробной части"),
        ({"pay": "-5"}, "не меньше 0"),
        ({"district": "mars"}, "Выберите из списка"),
        ({"sex_requirement": "мужчина"}, "назовите основание"),
        ({"start_on": "32.13.2026"}, "Такого дня нет"),
    ],
)
def test_bad_input_is_answered_beside_the_field_and_kept(visitor, fields, what):
    employer = EmployerFactory()
    data = typed(employer=employer.inn, duties="мыть полы", **fields)
    page = said(visitor.post(LIST + "create/", data))
    assert what in page
    assert "мыть полы" in page
    assert not Vacancy.objects.exists()


@pytest.mark.req("P-F2")
def test_doubtful_wording_is_kept_and_pointed_out_to_staff(visitor):
    data = typed(employer=EmployerFactory().inn, duties="Ищем девушку до 35 лет")
    page = said(visitor.post(LIST + "create/", data, follow=True))
    assert "Проверьте формулировки" in page
    vacancy = Vacancy.objects.get()
    assert {flag["field"] for flag in vacancy.wording_flags} == {"duties"}
    edited = typed(duties="Ищем работника", profession=ProfessionFactory().pk)
    visitor.post(f"{LIST}edit/{vacancy.pk}/", edited)
    vacancy.refresh_from_db()
    assert vacancy.wording_flags == []


@pytest.mark.req("X-6")
def test_a_button_pressed_twice_enters_one_vacancy(visitor):
    data = typed(employer=EmployerFactory().inn, profession=ProfessionFactory().pk)
    assert visitor.post(LIST + "create/", data).status_code == 302
    assert "Это уже записано" in said(visitor.post(LIST + "create/", data))
    assert visitor.post(LIST + "create/", {**data, "pay": "45000"}).status_code == 302
    assert Vacancy.objects.count() == 2
    Vacancy.objects.update(created_at=timezone.now() - dt.timedelta(minutes=2))
    assert visitor.post(LIST + "create/", data).status_code == 302


def test_a_vacancy_of_another_profession_is_flagged_in_the_list(visitor):
    VacancyFactory(profession=None, profession_other="Флорист")
    flag = 'data-label="Внимание">профессия не из перечня'
    assert flag in said(visitor.get(LIST))


@pytest.mark.req("X-6")
def test_staff_say_whether_the_work_is_temporary(visitor):
    vacancy = VacancyFactory()
    form = said(visitor.get(f"{LIST}edit/{vacancy.pk}/"))
    assert '<option value="" selected>Не указано</option>' in form
    values = typed(term="temporary", revision=VACANCIES.revision(vacancy))
    answer = visitor.post(f"{LIST}edit/{vacancy.pk}/", values)
    assert answer.status_code == 302
    vacancy.refresh_from_db()
    assert vacancy.term == Vacancy.Term.TEMPORARY
    page = said(visitor.get(f"{LIST}inspect/{vacancy.pk}/"))
    assert "Характер работы" in page
    assert "Временная работа" in page
    assert "Временная работа" in said(visitor.get(f"{LIST}export/?format=csv"))
    schedule = papers.rows([vacancy])[0][papers.HEADER.index("График")]
    assert schedule == "Полный день\nВременная работа"


def test_an_edit_does_not_undo_what_was_changed_while_the_form_was_open(visitor):
    vacancy = VacancyFactory(
        state=VacancyState.PUBLISHED, places=5, title="Шея", start_on=dt.date(2027, 2, 1)
    )
    address = f"{LIST}edit/{vacancy.pk}/"
    revision = re.search(r'name="revision" value="([^"]+)"', said(visitor.get(address)))[1]
    late = typed(
        places="5",
        address=vacancy.address,
        district=vacancy.district,
        profession=vacancy.profession_id,
        start_on="01.02.2027",
        pay="45000",
        revision=revision,
    )
    fewer = VACANCIES.copy(vacancy, places=2)
    vacancies.update_vacancy(vacancy=vacancy, data=fewer, actor=None)
    assert "изменил кто-то ещё" in said(visitor.post(address, late))
    vacancy.refresh_from_db()
    assert (vacancy.places, vacancy.title) == (2, "Шея")
    revision = re.search(r'name="revision" value="([^"]+)"', said(visitor.get(address)))[1]
    now = {**late, "places": "2", "revision": revision}
    assert visitor.post(address, now).status_code == 302
    vacancy.refresh_from_db()
    assert (vacancy.places, vacancy.title) == (2, "Швея")


def test_the_edit_form_holds_what_is_stored(visitor):
    gone = ProfessionFactory(name="Переплётчик", is_taught=False)
    ProfessionFactory(name="Фонарщик", is_taught=False)
    vacancy = VacancyFactory(profession=gone, duties="переплетать")
    page = said(visitor.get(f"{LIST}edit/{vacancy.pk}/"))
    assert "переплетать" in page
    assert "Переплётчик" in page
    assert "Фонарщик" not in page


def test_a_profession_is_added_and_taken_out_of_the_list(visitor):
    visitor.post(PROFESSIONS + "create/", {"name": "Озеленитель", "is_taught": "on"})
    profession = Profession.objects.get()
    visitor.post(f"{PROFESSIONS}edit/{profession.pk}/", {"name": "Озеленитель"})
    profession.refresh_from_db()
    assert not profession.is_taught
    assert [r.action for r in HistoryRecord.objects.about(profession)] == ["create", "edit"]


# --- the specialist's board -------------------------------------------------------------------------


def submission(**fields):
    values = {
        "journey": "vacancy-request",
        "scope": CODE,
        "form_version": "1",
        "reference": f"ВЗ-{Submission.objects.count() + 1}",
        "code_hash": "x",
        "key": crypto.new_key(),
        "title": "ООО «Заявитель»",
        "received_at": timezone.now(),
    }
    return Submission.objects.create(**{**values, **fields})


@pytest.mark.req("P-6.4")
@pytest.mark.req("P-5.3")
def test_the_board_shows_what_waits_and_nothing_else(visitor, specialist, centre, make_user):
    specialist.organisation = centre
    specialist.save()
    at = timezone.now()
    submission()
    submission(title="ООО «Разобранное»", state="withdrawn")
    VacancyFactory(title="Ждёт публикации")
    stale = VacancyFactory(title="Молчит", state=VacancyState.PUBLISHED)
    Vacancy.objects.filter(pk=stale.pk).update(asked_at=at, stale_at=at)
    silent = VacancyFactory(
        title="Без почты", state=VacancyState.PUBLISHED, employer=EmployerFactory(email="")
    )
    Vacancy.objects.filter(pk=silent.pk).update(asked_at=at)
    VacancyFactory(title="Всё в порядке", state=VacancyState.PUBLISHED)
    by, today = make_user(roles.PLACEMENT_SPECIALIST), timezone.localdate()
    for days, summary in ((0, "на сегодня"), (-2, "на позавчера"), (1, "на завтра")):
        ContactRecord.objects.create(
            employer=stale.employer,
            form=ContactRecord.Form.CALL,
            at=at,
            by=by,
            summary=summary,
            promised_on=today + dt.timedelta(days=days),
        )
    page = said(visitor.get(BOARD))
    for shown in ("Заявитель", "Ждёт публикации", "Молчит", "Без почты", silent.employer.phone):
        assert shown in page
    assert "на сегодня" in page
    assert "на позавчера" in page
    for hidden in ("Разобранное", "Всё в порядке", "на завтра"):
        assert hidden not in page
    queues = page.partition("Работодатели и вакансии")[2]
    assert re.findall(r"<strong>(\d+)</strong>", queues) == ["1", "1", "2", "1", "1"]


def test_who_has_an_address_somewhere_is_not_to_be_called():
    at = timezone.now()
    cases = {
        "никакого": EmployerFactory(email=""),
        "у работодателя": EmployerFactory(),
        "у контакта": EmployerContactFactory(employer=EmployerFactory(email="")).employer,
    }
    for title, employer in cases.items():
        row = VacancyFactory(title=title, state=VacancyState.PUBLISHED, employer=employer)
        Vacancy.objects.filter(pk=row.pk).update(asked_at=at)
    VacancyFactory(state=VacancyState.PUBLISHED, employer=cases["никакого"])
    assert [row.title for row in without_address()] == ["никакого"]


def test_the_board_shows_the_counts_to_who_works_here(browser_of):
    VacancyFactory()
    for who in ("specialist", "director", "editor"):
        page = said(browser_of(who).get("/cms/"))
        assert ("Работодатели и вакансии" in page) is (who == "specialist")


def test_the_menu_leads_to_board_register_and_reports(visitor):
    page = said(visitor.get(LIST))
    for address in (BOARD, LIST, PROFESSIONS, "/cms/placement/reports/demand/"):
        assert address in page
    assert Employer.objects.count() == 0


def test_one_hire_of_two_leaves_the_vacancy_open_and_the_list_says_what_is_free(visitor):
    vacancy = VacancyFactory(state=VacancyState.PUBLISHED, places=2)
    visitor.post(f"{LIST}fill/{vacancy.pk}/", {"hired": "1 чел."})
    vacancy.refresh_from_db()
    assert (vacancy.state, vacancy.free_places) == (VacancyState.PUBLISHED, 1)
    assert "2, свободно 1" in said(visitor.get(LIST))
    page = said(visitor.get(f"{LIST}history/{vacancy.pk}/"))
    assert "Работник найден, есть свободные места" in page
    assert "занято мест: 1 из 2" in page
