"""Cards that may be of one person are told at every place where somebody can look (P-2.1)."""

import datetime as dt

import pytest

from placement.graduates import services
from placement.graduates.lifecycle import GraduateState
from placement.graduates.likeness import later_doubles
from placement.graduates.models import Graduate
from placement.graduates.rules import names
from placement.graduates.rules.doubles import Facts, reason
from tests.placement.graduates.factories import GraduateFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-2.1")]
DAY, OTHER_DAY = dt.date(2005, 5, 5), dt.date(2006, 6, 6)


def facts(name: str, born_on=None, *contacts: str) -> Facts:
    _, first, *middle = name.split()
    return Facts(name, first, " ".join(middle), born_on, frozenset(contacts))


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (facts("пробнова анна", DAY), facts("пробнова анна", DAY), "та же дата"),
        (facts("пробнова анна", DAY), facts("пробнова анна"), "то же имя"),
        (facts("пробнова анна", DAY), facts("пробнова анна", OTHER_DAY), ""),
        (facts("пробнова наталья", DAY), facts("пробнова наталия", DAY), "похожее имя"),
        (facts("пробнова наталья", DAY), facts("пробнова наталия"), ""),
        (facts("пробнова анна ивановна", DAY), facts("иная анна ивановна", DAY), "другая фамилия"),
        (facts("пробнова анна", DAY), facts("иная анна", DAY), ""),
        (facts("пробнова анна", None, "a"), facts("иная анна", None, "a", "b"), "телефон"),
        (facts("пробнова анна", None, "a"), facts("иная ольга", None, "a"), ""),
    ],
)
def test_what_makes_two_cards_alike(one, other, words):
    for pair in ((one, other), (other, one)):
        assert words in reason(*pair)
        assert bool(words) == bool(reason(*pair))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Пробнова Мария", ("Пробнова", "Мария", "", "")),
        ("12) ПРОБНОВ-ИНОЙ ПЁТР ИВАНОВИЧ", ("Пробнов-Иной", "Пётр", "Иванович", "")),
        ("Пробнова (Иная) Мария Ивановна", ("Пробнова", "Мария", "Ивановна", "Иная")),
        ("Мамедов Али Рашид оглы", ("Мамедов", "Али", "Рашид оглы", "")),
        ("Пробнова М.И.", None),
        ("Пробнова", None),
        ("", None),
    ],
)
def test_a_name_is_told_apart(text, parts):
    name = names.split(text)
    assert (name and (name.last, name.first, name.middle, name.earlier)) == parts


def pair(**other) -> Graduate:
    """A card, and a later one that is alike."""
    told = {"last_name": "Пробнова", "first_name": "Анна", "middle_name": "Ильинична"}
    GraduateFactory(**told, born_on=DAY)
    return GraduateFactory(**{**told, "born_on": DAY, **other})


@pytest.mark.parametrize(
    "other", [{}, {"born_on": None}, {"last_name": "Замужняя"}, {"state": GraduateState.CLAIMED}]
)
def test_the_later_card_of_a_pair_is_a_possible_double(other):
    later = pair(**other)
    assert later_doubles() == [later.pk]


@pytest.mark.parametrize(
    "other",
    [{"born_on": OTHER_DAY}, {"is_demo": True}, {"last_name": "Иная", "middle_name": "Петровна"}],
)
def test_namesakes_and_the_invented_are_no_doubles(other):
    pair(**other)
    assert later_doubles() == []


def test_who_was_told_apart_or_linked_is_not_shown_again(specialist):
    later = pair()
    first = Graduate.objects.exclude(pk=later.pk).get()
    services.tell_apart(graduate=first, other=later, actor=specialist)
    assert later_doubles() == []
    later.different_from.clear()
    services.merge_graduates(keep=first, merge=later, actor=specialist)
    assert later_doubles() == []


def test_the_board_and_the_list_lead_to_cards_that_are_alike(visitor, browser_of):
    pair()
    GraduateFactory(last_name="Одинокий")
    board = visitor.get("/cms/").content.decode()
    assert "Похожие карточки выпускников" in board
    assert board.count("Пробнова Анна Ильинична") == 1
    page = visitor.get("/cms/placement/graduates/?alike=yes").content.decode()
    assert "Пробнова" in page
    assert "Одинокий" not in page
    assert "Пробнова" not in browser_of("director").get("/cms/").content.decode()
