"""Versions beside each other: every question once, in the form's order, with what changed."""

import dataclasses

import pytest

from forms_app.answers import Answer
from forms_app.comparing import by_section, pairs


def answer(code: str, text: str = "", *, step: str = "person", section: str = "О вас") -> Answer:
    return Answer(code, step, section, code, text, text)


def codes(found: list) -> list[str]:
    return [pair.either.code for pair in found]


def test_a_changed_answer_stands_beside_the_earlier_one():
    [same, changed] = pairs(
        [answer("name", "Анна"), answer("phone", "1")],
        [answer("name", "Анна"), answer("phone", "2")],
    )
    assert not same.is_changed
    assert changed.is_changed
    assert (changed.old.text, changed.new.text) == ("1", "2")


def test_what_is_asked_only_once_is_a_change_and_stands_where_it_was():
    found = pairs(
        [answer("a"), answer("gone"), answer("b")], [answer("a"), answer("b"), answer("more")]
    )
    assert codes(found) == ["a", "gone", "b", "more"]
    assert [pair.is_changed for pair in found] == [False, True, False, True]
    assert found[1].new is None
    assert found[3].old is None


def test_questions_in_another_order_stand_once_in_the_newer_one():
    found = pairs([answer("a"), answer("b"), answer("c")], [answer("c"), answer("a"), answer("b")])
    assert codes(found) == ["c", "a", "b"]
    assert not any(pair.is_changed for pair in found)


def test_the_same_code_of_two_steps_is_two_questions():
    old = [answer("title", "Повар"), answer("title", "Швея", step="vacancy-2")]
    new = [answer("title", "Повар"), answer("title", "Портной", step="vacancy-2")]
    assert [pair.is_changed for pair in pairs(old, new)] == [False, True]


@pytest.mark.parametrize("empty", [True, False])
def test_headings_are_those_of_the_form(empty):
    new = [answer("a"), answer("b", section="Работа"), answer("c", section="Работа")]
    old = [] if empty else [dataclasses.replace(one) for one in new]
    sections = by_section(pairs(old, new))
    assert [(title, codes(rows)) for title, rows in sections] == [
        ("О вас", ["a"]),
        ("Работа", ["b", "c"]),
    ]
