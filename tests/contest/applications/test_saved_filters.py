"""Choices of filters kept under a name: one's own, on the list and on the board (X-4)."""

import re

import pytest

from core.models import SavedFilter
from core.saved_filters import MOST, save_filter
from tests.contest.desk import LIST
from tests.queries import page_queries

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-4")]
PAGE = f"{LIST}filters/"
CHOICE = "?state=registered&received_from=01.09.2026"


@pytest.fixture(autouse=True)
def _commits(monkeypatch):
    """What waits for the commit is done at once: a test's own transaction never commits."""
    from django.db import transaction

    monkeypatch.setattr(transaction, "on_commit", lambda work, **_: work())


def keep(browser, name: str, query: str = CHOICE):
    return browser.post(f"{PAGE}{query}", {"name": name})


def kept_on(page: str) -> list[str]:
    found = re.search(r'<nav class="desk-saved".*?</nav>', page, re.DOTALL)
    return re.findall(r'<a href="([^"]+)"', found[0]) if found else []


def test_a_choice_is_kept_under_a_name_and_leads_back_to_the_same_list(browser_of, application):
    browser = browser_of("secretary")
    page = browser.get(f"{LIST}{CHOICE}").content.decode()
    [address] = kept_on(page)
    assert address.startswith(PAGE)
    form = browser.get(address.replace("&amp;", "&")).content.decode()
    assert "Зарегистрирована" in form
    assert "с 01.09.2026" in form
    answer = browser.post(address.replace("&amp;", "&"), {"name": "  Мои  новые "})
    assert answer.status_code == 302
    page = browser.get(LIST).content.decode()
    assert ">Мои новые</a>" in page
    target = kept_on(page)[0].replace("&amp;", "&")
    listed = browser.get(target).context["listing"]
    assert listed.chosen == {"state": "registered", "received_from": "01.09.2026"}
    assert 'aria-current="true">Мои новые' in browser.get(target).content.decode()
    assert "Мои новые" in browser.get("/cms/").content.decode()


def test_words_searched_for_and_unknown_parameters_are_not_kept(browser_of, application):
    browser = browser_of("secretary")
    keep(browser, "Отбор", "?state=received&q=8+913+123-45-67&evil=1&p=3&o=-who&role=unknown")
    assert SavedFilter.objects.get().query == "state=received&o=-who"


@pytest.mark.req("X-7")
def test_nobody_sees_uses_or_deletes_the_choices_of_others(browser_of, application):
    keep(browser_of("secretary"), "Мой отбор")
    row = SavedFilter.objects.get()
    other = browser_of("staff")
    assert "Мой отбор" not in other.get(LIST).content.decode() + other.get("/cms/").content.decode()
    other.post(PAGE, {"drop": row.pk})
    assert SavedFilter.objects.exists()
    browser_of("secretary").post(PAGE, {"drop": row.pk})
    assert not SavedFilter.objects.exists()
    assert "Мой отбор" not in browser_of("secretary").get(LIST).content.decode()


def test_a_name_is_taken_once_and_what_was_typed_stays(browser_of, application):
    browser = browser_of("secretary")
    keep(browser, "Отбор")
    page = keep(browser, "Отбор", "?state=received")
    assert page.status_code == 200
    assert "Отбор с таким названием у вас уже есть." in page.content.decode()
    assert 'value="Отбор"' in page.content.decode()
    assert keep(browser_of("staff"), "Отбор").status_code == 302
    assert SavedFilter.objects.count() == 2


def test_there_is_no_end_of_choices_only_up_to_the_limit(browser_of, application, people):
    for number in range(MOST):
        save_filter(
            actor=people["secretary"], desk="contest/applications", name=f"№ {number}", query="a=1"
        )
    page = keep(browser_of("secretary"), "Ещё один").content.decode()
    assert "Удалите тот, который не нужен" in page
    assert SavedFilter.objects.count() == MOST


def test_nothing_chosen_is_nothing_to_keep(browser_of, application):
    browser = browser_of("secretary")
    assert "Сначала выберите" in keep(browser, "Пусто", "?q=королева").content.decode()
    assert not SavedFilter.objects.exists()
    assert kept_on(browser.get(f"{LIST}?q=королева").content.decode()) == []


@pytest.mark.req("X-7")
@pytest.mark.parametrize("who", ["administrator", "editor"])
def test_who_sees_no_list_keeps_nothing(who, browser_of, application):
    assert keep(browser_of(who), "Отбор").status_code == 404


def test_kept_choices_cost_the_list_and_the_board_no_query(browser_of, application):
    browser = browser_of("secretary")
    few = page_queries(browser, LIST), page_queries(browser, "/cms/")
    keep(browser, "Отбор")
    keep(browser, "Другой", "?state=received")
    assert (page_queries(browser, LIST), page_queries(browser, "/cms/")) == few
    assert few[0] <= 15
