"""How many presses the commonest work takes: a press is a click that loads or submits (X-4)."""

import re

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.employer import Employer, company, person, vacancy
from tests.browser.examine import faults_of
from tests.browser.hands import Mouse, Staff, Visit
from tests.browser.live_site import LiveSite

pytestmark = pytest.mark.req("X-4")
COMPANY = "ООО «Блинная (проба)»"
POSTS = ("Помощник блинника", "Раздатчик блинов")
# A demonstration application that nobody has registered yet.
APPLICANT = "Подснежникова Яна Глебовна"


class Presses:
    """Counts what a page loads or submits from now on, each with all that it leads on to."""

    def __init__(self, page: Page) -> None:
        self.number = 0
        self.page = page
        page.on("request", self._count)

    def _count(self, request: Request) -> None:
        is_page = request.is_navigation_request() and request.frame == self.page.main_frame
        if is_page and request.redirected_from is None:
            self.number += 1


def at_the_board(page: Page) -> tuple[Mouse, Presses]:
    page.goto("/cms/")
    return Mouse(page), Presses(page)


@pytest.mark.req("P-1", "P-2.4b")
def test_a_request_with_two_vacancies_is_public_after_six_presses_at_most(
    visit: Visit, live_site: LiveSite, staff: Staff
):
    employer = Employer(visit(), live_site, "blini")
    employer.begin()
    employer.fill(
        company("4703070418", COMPANY),
        vacancy(1, POSTS[0], more=True),
        vacancy(2, POSTS[1], more=False),
        person("blini"),
    )
    employer.send()

    specialist, presses = at_the_board(staff("specialist"))
    specialist.follow(COMPANY)
    specialist.follow("Зарегистрировать и принять в реестр")
    specialist.press("Зарегистрировать и принять в реестр")
    for post in POSTS:
        field = specialist.main.get_by_label(f"Профессия из перечня для «{post}»")
        field.select_option(label="Кондитер")
    specialist.press("Опубликовать отмеченные")
    specialist.sees("Опубликовано вакансий: 2.")
    assert presses.number == 4

    reader = Mouse(visit(js=False))
    reader.page.goto("/vacancies/?q=блин")
    for post in POSTS:
        expect(reader.main.get_by_role("link", name=post).first).to_be_visible()


@pytest.mark.req("C-11", "C-K6")
def test_an_application_is_admitted_after_five_presses_at_most(staff: Staff):
    secretary, presses = at_the_board(staff("secretary"))
    secretary.follow(APPLICANT)
    secretary.follow("Зарегистрировать и допустить")
    secretary.press("Зарегистрировать и допустить")
    secretary.sees("Допущена")
    assert presses.number == 3
    # What the press has said fades in, which axe would take for pale letters.
    secretary.page.reload()
    assert faults_of(secretary.page) == []


@pytest.mark.req("X-1")
@pytest.mark.parametrize("js", [True, False])
def test_a_promise_is_kept_from_the_board_with_and_without_scripts(
    staff: Staff, visit: Visit, staff_states: dict[str, object], js: bool
):
    staff("specialist")
    page = visit(js=js, storage_state=staff_states["specialist"])
    specialist, presses = at_the_board(page)
    region = specialist.main.get_by_role("region", name="Обещали связаться")
    name = region.get_by_role("row").nth(1).get_by_role("link").first.inner_text()
    region.get_by_role("row").nth(1).get_by_role("button").dblclick()
    said = re.compile("Отмечено как выполненное|Уже отмечено")
    expect(specialist.main.get_by_text(said).first).to_be_visible()
    expect(region.get_by_role("link", name=name)).to_have_count(0)
    assert presses.number <= 2
