"""Graduate employment from the XLSX table to the public page and its correction, as three roles."""

import pytest
from playwright.sync_api import Page, expect

from placement.programmes.tables import TABLE as PROGRAMMES
from placement.statistics.rules import figures as rules
from placement.statistics.tables import TABLE as FIGURES
from tests.browser.examine import faults_of
from tests.browser.hands import Staff, Visit, beginning
from tests.browser.live_site import LiveSite
from tests.placement.statistics.helpers import xlsx

ADDRESS = "/sveden/education/"
DESK = "/cms/placement/statistics/"
# A year that the demonstration does not have.
YEAR = 2022
WHY = "Один выпускник показан дважды."
ROW = ["90001", "Оператор связи", "", 8]
PROGRAMME = ["90001", "Оператор связи", "", "Профессиональное обучение", YEAR, YEAR]


def attach(page: Page, rows: list[list[object]], header: list[str]) -> None:
    """Choose a table and look it through."""
    table = {
        "name": "таблица.xlsx",
        "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "buffer": xlsx(rows, header).getvalue(),
    }
    page.get_by_label(beginning("Файл с таблицей")).set_input_files([table])  # type: ignore[list-item]
    press(page, "Просмотреть")


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()


def sees(page: Page, text: str) -> None:
    expect(page.locator("body")).to_contain_text(text)


def figures(employed: int, seeking: int) -> list[object]:
    """A row of the federal form with these two numbers."""
    numbers = {"employed": employed, "will_be_employed": seeking}
    return [*ROW[:3], employed + seeking, *(numbers.get(c.code, 0) for c in rules.CATEGORIES)]


def shown(page: Page) -> list[list[str]]:
    """The marked cells of the public table."""
    rows = page.locator("tr[itemprop=graduateJob]")
    return [row.locator("[itemprop]").all_inner_texts() for row in rows.all()]


def start_year(specialist: Page) -> str:
    """A programme and a draft with its figures, both out of tables; the draft's address."""
    specialist.goto("/cms/placement/programmes/import/")
    attach(specialist, [list(PROGRAMME)], PROGRAMMES.headings)
    press(specialist, "Внести всё (1)")
    specialist.goto(DESK)
    follow(specialist, "Новый год")
    specialist.get_by_label(beginning("Год выпуска")).fill(str(YEAR))
    specialist.get_by_label(beginning("По состоянию на")).fill(f"01.09.{YEAR}")
    specialist.get_by_label(beginning("Откуда сведения")).fill("ежегодная таблица центра")
    press(specialist, "Начать")
    # A wrong sum is told before anything is taken.
    follow(specialist, "Внести из таблицы")
    wrong = figures(5, 3)
    wrong[3] = 9
    attach(specialist, [wrong], FIGURES.headings)
    sees(specialist, "не распределено 1")
    expect(specialist.get_by_role("button", name="Внести всё")).to_have_count(0)
    attach(specialist, [figures(5, 3)], FIGURES.headings)
    press(specialist, "Внести всё (1)")
    sees(specialist, "Внесено строк: 1")
    return specialist.url


def type_correction(specialist: Page, inspect: str) -> str:
    """A correction typed by hand, with the sums counted on the way; the new draft's address."""
    specialist.goto(inspect)
    follow(specialist, "Внести исправление")
    specialist.get_by_label(beginning("Что и почему исправлено")).fill(WHY)
    press(specialist, "Начать исправление")
    follow(specialist, "90001 Оператор связи")
    specialist.get_by_label(beginning("Выпускников, всего")).fill("7")
    sees(specialist, "Распределено 8 из 7; лишних 1.")
    specialist.get_by_label(beginning("Трудоустроены по договору")).fill("4")
    sees(specialist, "Распределено 7 из 7: сумма сходится.")
    press(specialist, "Сохранить числа")
    sees(specialist, "Числа сохранены.")
    return specialist.url


def act(page: Page, address: str, action: str) -> None:
    """Open the figures, choose the action and confirm it."""
    page.goto(address)
    follow(page, action)
    press(page, action)


@pytest.mark.req("P-2.4d", "X-7")
def test_from_the_table_to_the_published_page_and_its_correction(
    live_site: LiveSite, staff: Staff, visit: Visit
):
    specialist, director, deputy = staff("specialist"), staff("director"), staff("deputy-director")
    first = start_year(specialist)
    act(director, first, "Утвердить")
    act(deputy, first, "Опубликовать")
    reader = visit()
    reader.goto(f"{ADDRESS}?year={YEAR}")
    assert shown(reader) == [["90001", "Оператор связи", "отсутствует", "8", "5"]]

    correction = type_correction(specialist, first)
    act(deputy, correction, "Утвердить")
    act(director, correction, "Опубликовать")
    reader.reload()
    assert shown(reader) == [["90001", "Оператор связи", "отсутствует", "7", "4"]]
    sees(reader, WHY)


@pytest.mark.req("P-2.1", "P-2.4d")
def test_the_page_stands_axe_and_a_narrow_screen_and_draws_its_charts(
    live_site: LiveSite, visit: Visit
):
    page = visit()
    page.goto("/")
    page.get_by_role("main").get_by_role(
        "link", name=beginning("Трудоустройство выпускников")
    ).click()
    assert faults_of(page) == []
    drawn = page.locator(".employment-chart img")
    expect(drawn).to_have_count(3)
    for picture in drawn.all():
        picture.scroll_into_view_if_needed()
        assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 0
    # A wide table scrolls inside its own frame, by the keyboard too.
    page.set_viewport_size({"width": 320, "height": 900})
    frame = page.get_by_role("region", name="Таблица: трудоустройство по программам")
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.scrollLeft > 0")
    page.goto("/sveden/")
    assert faults_of(page) == []
