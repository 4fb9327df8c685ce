"""From the published contest to a decision: each role, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.participant import CONTEST, FORM, PHOTO, SCAN, Participant
from tests.browser.script import PAPERS, PASSPORT, PHONE, ROLES, SLOTS, Entry, Person, Type, steps
from tests.browser.secretary import Secretary

WITH_AND_WITHOUT_JS = pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
PHONE_SHOWN, PHONE_MASKED = "123-45-67", re.compile(r"••-67")


def person(role: str, *, js: bool) -> Person:
    surnames = {"recruitment": "Ёлкин", "career": "Щукин", "vocational": "Жукова-Цой"}
    return Person(surnames[role] + ("а" if js else "ева"), f"{role}-{js}".lower(), ROLES[role])


def finish(me: Participant) -> str:
    """From «check your answers» to the reference number."""
    me.is_at("check")
    me.hand.sees(me.person.full_name)
    me.hand.follow("Всё верно")
    me.is_at("papers")
    check_papers(me)
    me.hand.follow("Дальше")
    me.attach_all()
    me.hand.press("Дальше")
    return me.send()


def check_papers(me: Participant) -> None:
    """Every paper carries the name, the number and the digest that the page shows."""
    shown = {
        item.get_by_role("link").inner_text(): item.locator(".nowrap").inner_text()
        for item in me.hand.main.get_by_role("listitem").filter(has_text="Отметка").all()
    }
    papers = me.papers()
    assert [title.split()[0] for title in papers] == list(PAPERS)
    for title, text in papers.items():
        for words in (me.person.full_name, me.number, shown[title]):
            assert "".join(words.split()) in text


def check_tracking(me: Participant) -> None:
    """The page of the link says how things stand and shows nobody's identity data."""
    me.hand.sees(me.reference)
    me.hand.sees("Поступила")
    me.hand.sees(PHONE_MASKED)
    said = me.hand.main.inner_text()
    for secret in (PHONE_SHOWN, me.person.email, PASSPORT.replace(" ", ""), "ул. Горького"):
        assert secret not in said


def follow_letter(me: Participant, page: Page, subject: str) -> None:
    """Open the link of a letter in this page."""
    page.goto(me.site.letter(me.person.email, subject).links[0])


@pytest.mark.req("C-2", "C-7", "C-8", "C-11", "C-A1", "C-A2", "C-A5", "X-2", "X-3")
@WITH_AND_WITHOUT_JS
def test_recruitment_consultant_comes_back_by_the_mailed_link_and_is_admitted(
    js, live_site, visit, secretary: Secretary
):
    me = Participant(visit(js=js), live_site, person("recruitment", js=js))
    me.page.goto("/")
    me.hand.follow("Узнать о конкурсе")
    expect(me.page).to_have_url(CONTEST)
    me.hand.follow("Подать заявку")
    me.begin()
    me.fill(last="participant")
    half_typed = steps(me.person)["passport"][:2]
    for entry in half_typed:
        me.hand.do(entry)
    me.hand.press("Сохранить и выйти")
    me.hand.sees("Всё введённое сохранено")

    # Days later, on another device.
    me = Participant(visit(js=js), live_site, me.person)
    follow_letter(me, me.page, "Ссылка на вашу заявку")
    me.is_at("passport")
    # The link alone may have come to somebody else: what was typed waits for the owner's answer.
    for entry in half_typed:
        expect(me.hand.field(entry)).to_have_value("")
    me.hand.follow("Подтвердите, что это вы")
    me.hand.do(Type("Телефон, который вы указали", PHONE))
    me.hand.press("Подтвердить")
    me.is_at("passport")
    for entry in half_typed:
        expect(me.hand.field(entry)).to_have_value(entry.text)
    me.fill(first="passport")
    finish(me)
    me.hand.follow("Следить за заявкой")
    check_tracking(me)
    live_site.letter(
        me.person.email, f"Получено: Заявка на участие в конкурсе, номер {me.reference}"
    )

    secretary.open_from_queue(me.person.full_name)
    secretary.sees(me.reference)
    secretary.act("Зарегистрировать", "Зарегистрировать")
    secretary.sees("Зарегистрировано.")
    number = secretary.registration_number()
    secretary.act("Допустить", "Допустить")
    secretary.sees("Допущена")

    assert number in live_site.letter(me.person.email, "Зарегистрировано").text
    admitted = live_site.letter(me.person.email, f"Вы участник конкурса, заявка {me.reference}")
    assert me.page.url in admitted.links
    me.page.reload()
    me.hand.sees("Вы допущены к участию")
    me.hand.sees(number)


@pytest.mark.req("C-2", "C-11", "C-A1", "C-A3", "C-A5", "X-3")
@WITH_AND_WITHOUT_JS
def test_career_consultant_corrects_exactly_what_was_returned(
    js, live_site, visit, secretary: Secretary
):
    me = Participant(visit(js=js), live_site, person("career", js=js))
    me.begin()
    me.fill()
    finish(me)

    secretary.open_found(me.reference, me.person.full_name)
    secretary.act("Зарегистрировать", "Зарегистрировать")
    secretary.act(
        "Вернуть на доработку",
        "Вернуть с замечаниями",
        **{
            "Анкета:_опыт_и_курсы": "Часы наставничества не сходятся с приказом.",
            "Справка_кадровой_службы": "В справке нет печати.",
        },
    )
    secretary.sees("Возвращено на доработку")

    me = Participant(visit(js=js), live_site, me.person)
    letter = live_site.letter(me.person.email, "Нужно исправить")
    assert "В справке нет печати." in letter.text
    me.page.goto(letter.links[0])
    me.hand.follow("Исправить")
    me.hand.sees("Часы наставничества не сходятся с приказом.")
    me.hand.press("Начать исправление")
    correct_what_is_named(me)

    secretary.open_found(me.person.surname.lower(), me.person.full_name)
    secretary.sees("Версия 2")
    secretary.sees("24,5")
    secretary.act("Допустить", "Допустить")
    live_site.letter(me.person.email, "Исправления получены")
    live_site.letter(me.person.email, "Вы участник конкурса")


def prove(me: Participant) -> None:
    """Answer what only the owner knows: nothing is saved by a link or a code alone."""
    me.is_at("confirm")
    me.hand.do(Type("Ваша дата рождения", "05.03.1990"))
    me.hand.press("Подтвердить")


def correct_what_is_named(me: Participant) -> None:
    """Only the named step and document are open; a changed answer voids the signed paper."""
    me.is_at("training")
    me.hand.sees("Часы наставничества не сходятся с приказом.")
    me.page.goto(f"{FORM}passport/")
    me.is_at("check")
    me.hand.sees("Этот шаг не возвращён на исправление")
    assert PASSPORT.replace(" ", "") not in me.hand.main.inner_text()
    me.page.goto(f"{FORM}training/")
    me.correct(Type("Сколько часов", "24,5"))
    prove(me)
    # What was typed before the proof is there.
    me.is_at("training")
    me.hand.press("Продолжить")
    me.is_at("check")
    me.hand.follow("Всё верно")
    me.hand.follow("Дальше")
    slots = {code: me.page.locator(f"#slot-{code}") for code in SLOTS}
    expect(slots["certificate"]).to_contain_text("В справке нет печати.")
    expect(slots["questionnaire"]).to_contain_text("Документ устарел")
    for closed in ("application", "consent", "reference"):
        expect(slots[closed]).to_contain_text("Этот документ принят")
    me.hand.attach(SLOTS["questionnaire"], [SCAN])
    me.hand.attach(SLOTS["certificate"], [PHOTO])
    me.hand.press("Дальше")
    me.send()
    me.hand.sees("Исправления отправлены")


@pytest.mark.req("C-2", "C-11", "C-A1", "C-A4", "C-A5", "C-K6", "X-2", "X-3")
@WITH_AND_WITHOUT_JS
def test_vocational_consultant_comes_back_by_number_and_code_and_is_rejected(
    js, live_site, visit, secretary: Secretary
):
    me = Participant(visit(js=js), live_site, person("vocational", js=js))
    code = me.begin(by_email=False)
    number = me.number
    me.fill(last="questionnaire")

    me = Participant(visit(js=js), live_site, me.person)
    me.page.goto(FORM)
    me.hand.follow("Продолжить по номеру и коду")
    me.hand.do(Entry("Номер", number.lower()))
    me.hand.do(Entry("Код", code.replace("-", " ")))
    me.hand.press("Открыть")
    me.hand.press("Продолжить")
    prove(me)
    me.fill(first="service")
    assert finish(me) == number

    secretary.open_from_queue(me.person.full_name)
    secretary.act("Зарегистрировать", "Зарегистрировать")
    secretary.act(
        "Отклонить",
        "Отклонить",
        Пункт_положения="11",
        Причина="Анкету подписал не руководитель.",
    )
    secretary.sees("Отклонено")

    me.page.goto("/track/")
    me.hand.do(Entry("Номер", number))
    me.hand.do(Entry("Код", code))
    me.hand.press("Открыть")
    me.hand.sees("Заявка отклонена")
    me.hand.sees("Анкету подписал не руководитель.")
