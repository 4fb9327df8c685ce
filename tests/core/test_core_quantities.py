"""Numbers as people write them."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.quantities import WrongNumber, parse_number

DAYS = ("день", "дня", "дней", "дн")


@pytest.mark.parametrize(
    ("typed", "units", "places", "number"),
    [
        ("12 дней", DAYS, 2, 12),
        ("12 дн.", DAYS, 2, 12),
        ("12дн", DAYS, 2, 12),
        ("3,5 дня", DAYS, 2, "3.5"),
        ("12 %", ("%",), 2, 12),
        ("60 000,00", (), 0, 60000),
        ("60\u00a0000\u202fруб.", ("руб",), 0, 60000),
        ("1.234,56", (), 2, "1234.56"),
        ("1,234.5", (), 2, "1234.5"),
        ("1.234.567", (), 0, 1234567),
        ("0,125", (), 3, "0.125"),
        ("12,500", (), 3, "12.5"),
        ("−5", (), 0, -5),
        (",5", (), 2, "0.5"),
        ("5.", (), 2, 5),
    ],
)
def test_a_number_with_its_unit(typed, units, places, number):
    assert parse_number(typed, units=units, places=places) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("60.000", "60 000 или 60?"),
        ("12,500", "12 500 или 12?"),
        ("12,5", "целое"),
        ("12 часов", "цифрами"),
        ("двенадцать", "цифрами"),
        ("1O", "цифрами"),
        ("12 5", "цифрами"),
        ("12 дней 5", "цифрами"),
        ("дней", "цифрами"),
        (".", "цифрами"),
        ("1e9", "цифрами"),
        ("٣", "цифрами"),
        ("9" * 5000, "цифрами"),
    ],
)
def test_anything_else_is_refused_in_words(typed, words):
    with pytest.raises(WrongNumber, match=words):
        parse_number(typed, units=DAYS, places=0)


@given(st.text(max_size=12) | st.text(alphabet="0123456789 .,-+дн%", max_size=12))
def test_any_text_is_a_number_or_refused(typed):
    with contextlib.suppress(WrongNumber):
        assert parse_number(typed, units=("%", "дн")).is_finite()


@given(st.decimals(-999_999_999, 999_999_999, places=2))
def test_a_number_is_read_as_it_is_shown(number):
    shown = f"{number:,.2f}".replace(",", "\u00a0").replace(".", ",")
    assert parse_number(f"{shown} руб.", units=("руб",), places=2) == number
