"""Names in the dative: proposed, never trusted (C-15)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.certificates.rules.names import Name, Sex, corrections, dative, fault_of, sex_of

LETTERS = st.text("абвгдежзиклмнопрстуфхцчшщэюя", min_size=2, max_size=12).map(str.capitalize)


@pytest.mark.parametrize(
    ("name", "sex"),
    [
        (("Гремитских", "Ольга", "Петровна"), Sex.FEMALE),
        (("Гремитских", "Никита", "Кузьмич"), Sex.MALE),
        (("Алиев", "Эльдар", "Мамед оглы"), Sex.MALE),
        (("Алиева", "Севда", "Мамед кызы"), Sex.FEMALE),
        # Some men's names look like women's: the patronymic has the last word.
        (("Кочерга", "Саша", "Ильич"), Sex.MALE),
        (("Пак", "Мария", ""), Sex.FEMALE),
    ],
)
def test_the_sex_is_guessed_from_the_patronymic(name, sex):
    assert sex_of(Name(*name)) is sex


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (("Осадчий", "Пётр", "Ильич"), "Осадчему Петру Ильичу"),
        (("Гремитских", "Ольга", "Петровна"), "Гремитских Ольге Петровне"),
        (("Иванова-Петрова", "Любовь", ""), "Ивановой-Петровой Любови"),
        (("Алиев", "Эльдар", "Мамед оглы"), "Алиеву Эльдару Мамед оглы"),
    ],
)
def test_a_name_is_declined(name, expected):
    assert dative(Name(*name), {}) == expected


def test_of_an_unknown_sex_the_name_stays_as_it_is():
    assert dative(Name("X", "Y"), {}) == "X Y"


def test_the_rules_err_and_a_correction_is_proposed_next_time_to_that_sex_only():
    name = Name("Непомнящая", "Анна", "Ивановна")
    assert dative(name, {}) != "Непомнящей Анне Ивановне"
    learned = corrections(name, "Непомнящей Анне Ивановне")
    assert learned == {"непомнящая": "Непомнящей"}
    known = {("f", word): right for word, right in learned.items()}
    assert dative(Name("Непомнящая", "Ольга", "Петровна"), known) == "Непомнящей Ольге Петровне"
    assert "Непомнящей" not in dative(Name("Непомнящая", "Олег", "Петрович"), known)


def test_a_name_of_other_words_teaches_nothing():
    assert corrections(Name("Ким", "Анна", "Ивановна"), "Ким Анне") == {}


@given(LETTERS, LETTERS, st.sampled_from(["", "Ивановна", "Ильич"]))
def test_any_name_gets_a_proposal_of_as_many_words_and_what_was_proposed_teaches_nothing(
    last, first, middle
):
    name = Name(last, first, middle)
    proposed = dative(name, {})
    assert len(proposed.split()) == len(name.full.split())
    assert corrections(name, proposed) == {}


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("О’Нил Анне", True),
        ("Римской-Корсаковой А. И.", True),
        ("Белову А.И.", True),
        ("Анне", False),
        ("А1 Б", False),
        ("- -", False),
        (". .", False),
        ("Беловой -", False),
        (f"{'А' * 40} Анне", True),
        (f"{'А' * 41} Анне", False),
        ("Абвгдежзи " * 14 + "Абвгдежзик", True),
        ("Абвгдежзи " * 14 + "Абвгдежзикл", False),
    ],
)
def test_what_a_name_consists_of(text, accepted):
    assert (fault_of(text) == "") is accepted
