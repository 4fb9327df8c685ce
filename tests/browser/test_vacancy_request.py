"""An employer asks for workers in a browser, and asks again (P-F2, X-1, X-2)."""

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.employer import FORM, Employer, company, person, vacancy
from tests.browser.examine import NARROW, faults_of
from tests.browser.keyboard import Keyboard
from tests.browser.script import Tick, Type


@pytest.mark.req("P-F2", "X-2")
@pytest.mark.parametrize("js", [True, False])
def test_a_new_employer_asks_for_two_kinds_of_workers_and_repeats_it(visit, live_site, js):
    page = visit(js=js)
    mailbox = f"canteen{int(js)}"
    employer = Employer(page, live_site, mailbox)
    employer.begin()
    employer.fill(
        company(("4703070009", "4703070016")[js], f"ООО «Столовая {int(js)} (проба)»"),
        vacancy(1, "Помощник кондитера", more=True),
        vacancy(2, "Мойщик посуды", more=False),
        person(mailbox),
    )
    employer.is_at("check")
    employer.hand.sees("Вакансия 2. Описание вакантной должности")
    link = employer.hand.main.get_by_role("link", name=re.compile("напечатайте документы"))
    link.click()
    employer.is_at("papers")
    employer.hand.sees("Печатать и подписывать их не обязательно")
    paper = employer.hand.main.get_by_role("link", name=re.compile("PDF")).first
    made = page.request.get(live_site.url + str(paper.get_attribute("href")))
    pages = PdfReader(io.BytesIO(made.body())).pages
    assert [("Мойщик" in p.extract_text()) for p in pages] == [False, True]
    page.goto(f"{FORM}check/")
    reference = employer.send()
    letter = live_site.letter(employer.email, "Получено")
    assert reference in letter.text
    repeat = next(one for one in letter.links if "/forms/repeat/" in one)
    again = visit(js=js)
    again.goto(repeat)
    # Axe is a script itself.
    assert not js or faults_of(again) == []
    _repeat(again, live_site, mailbox)


def _repeat(page, live_site, mailbox):
    again = Employer(page, live_site, mailbox)
    again.hand.sees("Мойщик посуды")
    expect(again.hand.main).not_to_contain_text("Кадрова")
    again.hand.do(Tick("Даю согласие на хранение черновика"))
    page.get_by_role("checkbox", name="Даю согласие", exact=True).check()
    again.hand.press("Повторить заявку")
    assert again.send()


@pytest.mark.req("P-F2", "X-5")
def test_a_known_employer_confirms_masked_data(visit, live_site):
    page = visit()
    employer = Employer(page, live_site, "bakery")
    employer.begin()
    # A demonstration employer.
    employer.hand.do(Type("ИНН предприятия", "9900000017"))
    employer.hand.press("Продолжить")
    employer.is_at("company")
    employer.hand.sees("Что знает о вас центр")
    expect(employer.hand.main).not_to_contain_text("Пекарня")
    assert faults_of(page) == []
    employer.hand.do(Tick("Данные верны"))
    employer.hand.press("Продолжить")
    employer.is_at("vacancy-1")


@pytest.mark.req("P-F2")
def test_a_forbidden_wording_is_pointed_out_where_it_is_typed(visit, live_site):
    page = visit()
    page.set_viewport_size(NARROW)
    employer = Employer(page, live_site, "cafe")
    employer.begin()
    employer.fill(company("4703070104", "ООО «Кафе (проба)»"))
    employer.hand.do(Type("Наименование должности", "Официант"))
    employer.hand.do(Type("Другая профессия", "Официант"))
    employer.hand.do(Type("Что нужно делать", "Девушка до 35 лет, молодой коллектив"))
    employer.hand.press("Продолжить")
    employer.is_at("vacancy-1")
    employer.hand.sees("«Девушка», «до 35 лет»")
    assert faults_of(page) == []
    page.set_viewport_size(NARROW)
    employer.hand.do(Type("Что нужно делать", "Обслуживать гостей, молодой коллектив"))
    employer.hand.press("Продолжить")
    employer.is_at("conditions-1")


@pytest.mark.req("P-F2", "X-1")
def test_the_request_is_made_with_the_keyboard_alone(visit, live_site):
    employer = Employer(visit(), live_site, "keyboard", hand=Keyboard)
    employer.begin()
    employer.fill(
        company("4703070200", "ООО «Клавиша (проба)»"),
        vacancy(1, "Наборщик", more=False),
        person("keyboard"),
    )
    assert employer.send()


@pytest.mark.req("X-1", "P-F2")
def test_every_page_passes_axe_and_fits_320_px(visit, live_site):
    page = visit()
    employer = Employer(page, live_site, "axe")
    employer.begin()
    found = []
    scripts = {
        **company("4703070305", "ООО «Проверка (проба)»"),
        **vacancy(1, "Проверяющий", more=False),
        **person("axe"),
    }
    for code, entries in scripts.items():
        employer.is_at(code)
        found += faults_of(page)
        employer.fill({code: entries})
    for place in ("check", "papers", "uploads", "send"):
        page.goto(f"{FORM}{place}/")
        found += faults_of(page)
    page.goto(f"{FORM}check/")
    employer.send()
    found += faults_of(page)
    assert found == []
