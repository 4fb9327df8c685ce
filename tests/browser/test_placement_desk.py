"""The specialist's day: a request, the data bank, an employer's answer (P-1, P-2.2a, P-2.4b)."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.employer import Employer, company, person, vacancy
from tests.browser.examine import faults_of
from tests.browser.hands import Mouse, Staff, Visit
from tests.browser.live_site import LiveSite
from tests.browser.script import Select, Tick, Type

COMPANY = "ООО «Пирожковая (проба)»"
POST = "Помощник пирожника"
SPOKEN = "Готовы взять двух выпускников, перезвонить об условиях."
# A demonstration employer whose vacancy has left the site unanswered.
SILENT = "bakery@example.org"


def desk_of(specialist: Mouse) -> Mouse:
    """The specialist's board, the first page after login."""
    specialist.page.goto("/cms/")
    expect(specialist.page.get_by_role("heading", level=1)).to_contain_text("Рабочий стол")
    return specialist


def waiting(specialist: Mouse, what: str, name: str) -> int:
    """How many rows of the board's queue ``what`` lead to ``name``; an empty one is only counted."""
    main = desk_of(specialist).main
    expect(main.get_by_role("listitem").filter(has_text=what).first).to_be_visible()
    region = main.get_by_role("region", name=what)
    return region.get_by_role("link", name=name).count()


def publish(specialist: Mouse) -> None:
    """The specialist chooses the profession from the institution's list and publishes."""
    specialist.follow(POST)
    specialist.sees("Профессия не из перечня")
    specialist.follow("Изменить")
    specialist.do(Select("Профессия", "Кондитер"))
    specialist.press("Сохранить")
    specialist.follow("Опубликовать")
    specialist.press("Опубликовать")
    specialist.sees("Опубликована")


@pytest.mark.req("P-1", "P-2.4b")
def test_a_request_is_registered_and_its_vacancy_reaches_the_site(
    visit: Visit, live_site: LiveSite, staff: Staff
):
    employer = Employer(visit(), live_site, "pies")
    employer.begin()
    employer.fill(company("4703070400", COMPANY), vacancy(1, POST, more=False), person("pies"))
    employer.send()

    specialist = Mouse(staff("specialist"))
    # The board itself shows the ten that wait longest.
    expect(desk_of(specialist).main.get_by_role("region", name="Новые заявки")).to_be_visible()
    specialist.page.goto(f"/cms/placement/requests/?q={COMPANY}")
    specialist.follow(COMPANY)
    specialist.follow("Зарегистрировать")
    specialist.press("Зарегистрировать")
    specialist.sees("Зарегистрирована")
    publish(specialist)

    reader = Mouse(visit(js=False))
    reader.page.goto("/vacancies/")
    reader.do(Select("Профессия", "Кондитер"))
    reader.press("Показать")
    reader.follow(POST)
    reader.sees(COMPANY)
    expect(reader.main).not_to_contain_text("Кадрова")


@pytest.mark.req("P-2.2a")
def test_a_contact_is_recorded_and_the_promise_comes_to_the_desk(staff: Staff):
    specialist = Mouse(staff("specialist"))
    specialist.page.goto("/cms/placement/employers/")
    specialist.do(Type("Название, ИНН", "типография"))
    specialist.press("Показать")
    rows = specialist.main.locator("tbody tr")
    expect(rows).to_have_count(1)
    name = rows.get_by_role("link").first.inner_text()
    specialist.follow(name)
    specialist.follow("Записать контакт")
    # Nothing typed is lost when something is missing.
    specialist.press("Записать")
    specialist.do(Type("О чём договорились", SPOKEN))
    today = specialist.field(Type("День", "")).input_value()
    specialist.do(Type("Связаться снова", today))
    specialist.press("Записать")
    specialist.sees(SPOKEN)
    assert waiting(specialist, "Обещали связаться", name) == 1
    specialist.follow(name)
    specialist.press("Выполнено")
    specialist.sees("Выполнено:")
    assert waiting(specialist, "Обещали связаться", name) == 0


@pytest.mark.req("P-2.4b")
def test_an_employer_answers_by_the_mailed_link_and_the_vacancy_is_back_on_the_site(
    visit: Visit, live_site: LiveSite, staff: Staff
):
    letter = live_site.letter(SILENT, "Актуальны ли ваши вакансии")
    page = visit()
    employer = Mouse(page)
    specialist = Mouse(staff("specialist"))
    page.goto(letter.links[0])
    title = re.search("«(.+)»", page.get_by_role("heading", level=1).inner_text())
    assert title
    assert faults_of(page) == []
    assert waiting(specialist, "Не подтверждены в срок", title[1]) == 1

    employer.press("Ответить")
    employer.sees("Выберите")
    employer.do(Tick("Актуальна"))
    employer.press("Ответить")
    employer.sees("Спасибо, ответ записан")
    assert waiting(specialist, "Не подтверждены в срок", title[1]) == 0
    page.goto("/vacancies/?q=" + title[1])
    expect(employer.main.get_by_role("link", name=title[1]).first).to_be_visible()


@pytest.mark.req("X-1")
def test_the_specialists_pages_fit_a_telephone(staff: Staff):
    page = staff("specialist")
    places = ("employers/", "vacancies/", "requests/", "statistics/")
    faults = []
    for address in ("/cms/", *(f"/cms/placement/{place}" for place in places)):
        page.goto(address)
        faults += faults_of(page)
    assert faults == []
