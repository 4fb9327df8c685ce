"""What people do to a form: press twice, go back, open two tabs, come too late, send rubbish."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.examine import faults_of
from tests.browser.participant import FORM, Participant
from tests.browser.script import SLOTS, Type
from tests.browser.secretary import Secretary
from tests.core.file_samples import BAD

# What `tick` does a day after the draft's term.
EXPIRE = """
import datetime
from core import clock
from forms_app.models import Draft
from forms_app.tasks import expire_drafts
past = clock.now() - datetime.timedelta(days=1)
assert Draft.objects.filter(number="%s").update(expires_at=past) == 1
expire_drafts(clock.now())
"""
Make = Callable[..., Participant]


def ready_to_send(me: Participant) -> Participant:
    me.begin()
    me.fill()
    me.page.goto(f"{FORM}uploads/")
    me.attach_all()
    me.hand.press("Дальше")
    me.is_at("send")
    return me


def received(me: Participant) -> list[str]:
    """Subjects of the letters that say that something was received."""
    me.site.letter(me.person.email, "Получено")
    letters = me.site.letters(me.person.email)
    return [letter.subject for letter in letters if letter.subject.startswith("Получено")]


@pytest.mark.req("X-2", "X-3")
def test_double_click_reload_and_back_leave_one_submission(participant: Make, secretary: Secretary):
    me = ready_to_send(participant("Двукликова", "double"))
    me.hand.main.get_by_role("button", name="Отправить").dblclick()
    me.is_at("done")
    me.hand.sees("Номер заявки")
    for _ in range(2):
        me.page.reload()
        me.is_at("done")
    me.page.go_back()
    me.page.goto(f"{FORM}send/")
    me.is_at("done")
    me.page.goto(f"{FORM}passport/")
    me.is_at("done")
    expect(secretary.search(me.person.surname.lower())).to_have_count(1)
    assert len(received(me)) == 1


@pytest.mark.req("X-2")
def test_a_second_tab_overwrites_nothing_and_keeps_what_is_typed_in_it(participant: Make):
    me = participant("Вкладкина", "tabs")
    me.begin()
    me.fill(last="consent")
    first, second = me.page, me.page.context.new_page()
    other = Participant(second, me.site, me.person)
    second.goto(first.url)
    me.fill_step("participant")
    other.fill_step("participant")
    other.hand.do(Type("Фамилия", "Другая"))
    me.hand.press("Продолжить")
    me.is_at("passport")

    other.hand.press("Продолжить")
    other.hand.sees("Эта заявка изменилась в другом окне")
    expect(other.hand.field(Type("Фамилия"))).to_have_value("Другая")
    assert faults_of(second) == []
    first.goto(f"{FORM}participant/")
    expect(me.hand.field(Type("Фамилия"))).to_have_value(me.person.surname)

    other.hand.press("Продолжить")
    other.is_at("passport")
    first.reload()
    expect(me.hand.field(Type("Фамилия"))).to_have_value("Другая")


@pytest.mark.req("X-2")
def test_a_tab_of_an_earlier_draft_does_not_write_into_the_new_one(participant: Make):
    me = participant("Прежняя", "other")
    me.begin()
    me.fill(last="consent")
    me.fill_step("participant")
    second = me.page.context.new_page()
    second.goto(f"{FORM}?anew=1")
    other = Participant(second, me.site, me.person)
    other.begin()
    me.hand.press("Продолжить")
    me.hand.sees("другая")
    me.hand.sees(me.person.surname)
    assert faults_of(me.page) == []
    second.goto(f"{FORM}participant/")
    other.is_at("eligibility")


@pytest.mark.req("X-2")
def test_after_the_back_button_an_answer_can_be_changed_once_more(participant: Make):
    me = participant("Назадова", "back")
    me.begin()
    me.fill(last="participant")
    me.page.go_back()
    me.is_at("participant")
    expect(me.hand.field(Type("Фамилия"))).to_have_value(me.person.surname)
    me.correct(Type("Фамилия", "Вперёдова"))
    me.is_at("passport")
    me.page.goto(f"{FORM}participant/")
    expect(me.hand.field(Type("Фамилия"))).to_have_value("Вперёдова")


@pytest.mark.req("X-2")
def test_text_typed_after_the_session_is_gone_comes_back_with_the_link(participant: Make):
    me = participant("Забытова", "session")
    me.begin()
    me.fill(last="consent")
    me.fill_step("participant")
    me.page.context.clear_cookies(name="sessionid")
    me.hand.press("Продолжить")
    me.hand.sees("Сеанс закончился")
    me.hand.sees("тоже не пропало")
    assert faults_of(me.page) == []
    me.page.goto(me.site.letter(me.person.email, "Ссылка на вашу заявку").links[0])
    me.hand.sees("Мы сохранили и то, что вы ввели на последней странице")
    me.page.goto(f"{FORM}participant/")
    expect(me.hand.field(Type("Фамилия"))).to_have_value(me.person.surname)


@pytest.mark.req("X-2", "X-7")
def test_altered_and_finished_links_open_nothing(participant: Make, visit: Callable[..., Page]):
    me = ready_to_send(participant("Ссылкина", "links"))
    link = me.site.letter(me.person.email, "Ссылка на вашу заявку").links[0]
    stranger = visit()
    altered = link[:-2] + ("0" if link[-2] != "0" else "1") + "/"
    answer = stranger.goto(altered)
    assert answer is not None
    assert answer.status == 404
    expect(stranger.get_by_role("main")).not_to_contain_text(me.person.surname)

    me.send()
    answer = stranger.goto(link)
    assert answer is not None
    assert answer.status == 410
    expect(stranger.get_by_role("main")).to_contain_text("Эта заявка уже отправлена")
    stranger.goto(f"{FORM}check/")
    expect(stranger).to_have_url(f"{me.site.url}{FORM}")


@pytest.mark.req("X-5")
def test_the_link_to_an_expired_draft_says_that_its_data_are_destroyed(participant: Make):
    me = participant("Забвеньева", "expired")
    me.begin()
    me.fill(last="participant")
    link = me.site.letter(me.person.email, "Ссылка на вашу").links[0]
    me.site.manage("shell", "--no-imports", "--command", EXPIRE % me.number)
    answer = me.page.goto(link)
    assert answer is not None
    assert answer.status == 410
    me.hand.sees("Черновик не был отправлен вовремя и уничтожен")
    assert faults_of(me.page) == []
    me.hand.follow("Начать новую")
    expect(me.page).to_have_url(re.compile(f"{FORM}$"))


def wrong_files() -> dict[str, tuple[dict[str, Any], str]]:
    """What is wrong → the file as the browser sends it, and what the page answers."""
    pdf = {"mimeType": "application/pdf"}
    return {
        "a program behind a paper's name": (
            {"name": "заявка.pdf", "buffer": BAD["exe"], **pdf},
            "заявка.pdf",
        ),
        "a page behind a paper's name": (
            {"name": "анкета.pdf", "buffer": BAD["html"], **pdf},
            "анкета.pdf",
        ),
        "0 bytes": ({"name": "пусто.pdf", "buffer": b"", **pdf}, "пуст"),
    }


@pytest.mark.req("C-11")
@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_a_file_that_is_not_what_it_says_is_refused_with_a_reason(
    js: bool, live_site, visit: Callable[..., Page], participant: Make
):
    me = Participant(visit(js=js), live_site, participant("Файлова", f"files-{js}".lower()).person)
    me.begin()
    me.fill()
    me.page.goto(f"{FORM}uploads/")
    for file, said in wrong_files().values():
        me.hand.attach(SLOTS["certificate"], [file])
        expect(me.hand.main.get_by_role("alert")).to_contain_text(re.compile(said))
        expect(me.page.locator("#slot-certificate")).to_contain_text("нужно приложить")
    me.hand.press("Дальше")
    me.hand.sees("Осталось сделать")
    expect(me.hand.main.get_by_role("button", name="Отправить")).to_have_count(0)
