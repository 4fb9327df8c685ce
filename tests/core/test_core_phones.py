"""Telephone numbers: extensions stay, letters are not dialled, one number is one number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.phones import LETTERS, NOT_WHOLE, SEVERAL, WrongPhone, parse_phone, phone_link, phone_text

KEPT = "+78132223344"


@pytest.mark.parametrize(
    "typed",
    [
        "8 (813) 222-33-44 доб. 12",
        "8 813 222-33-44 (доб.12)",
        "+7 813 222‑33‑44, вн. 12",
        "8 813 222-33-44 внутр. 12",
        "88132223344#12",
        "88132223344 ext 12",
        "88132223344 доб № 12",
        "8 813 222-33-44, 12",
        f"{KEPT};ext=12",
    ],
)
def test_an_extension_is_kept_shown_and_dialled(typed):
    kept = parse_phone(typed)
    assert kept == f"{KEPT};ext=12"
    assert phone_text(kept) == "+7 813 222-33-44, доб. 12"
    assert phone_link(kept) == f"tel:{KEPT},12"


@pytest.mark.parametrize(
    "typed",
    ["8 (813) 222-33-44", "тел.: 8 813 222 33 44", "моб. +7 813 222‑33‑44", "\u200b88132223344 "],
)
def test_a_number_is_kept_as_one_text(typed):
    assert parse_phone(typed) == KEPT
    assert phone_text(KEPT) == "+7 813 222-33-44"
    assert phone_link(KEPT) == f"tel:{KEPT}"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("8 913 OOO-12-34", LETTERS),
        ("8-800-FLOWERS", LETTERS),
        ("8 913 ООО-12-34", LETTERS),
        ("8 813 222-33-44 Анна", LETTERS),
        ("8 813 222-33-44, 8 921 000-00-00", SEVERAL),
        ("8 813 222-33-44 и 8 921 000-00-00", SEVERAL),
        ("8 813 222-33-44 8 921 000-00-00", SEVERAL),
        ("8 813 222-33-44/45", SEVERAL),
        ("8 (81370) 2-00-01; 2-00-02", SEVERAL),
        ("222-33-44", NOT_WHOLE),
        ("112", NOT_WHOLE),
        ("", NOT_WHOLE),
        ("9" * 5000, NOT_WHOLE),
    ],
)
def test_what_is_no_number_is_said(typed, words):
    with pytest.raises(WrongPhone) as refused:
        parse_phone(typed)
    assert str(refused.value) == words


def test_what_was_never_a_number_is_shown_as_it_is_and_not_dialled():
    assert phone_text("спросить у вахтёра") == "спросить у вахтёра"
    assert phone_link("спросить у вахтёра") == ""
    assert phone_link("8 (813) 222-33-44") == f"tel:{KEPT}"
    assert phone_link("") == ""


def test_what_is_not_a_whole_number_is_dialled_as_it_stands():
    assert phone_link("112") == "tel:112"
    assert phone_link("2-00-07 доб. 5") == "tel:20007,5"


@given(st.integers(9_000_000_000, 9_999_999_999), st.from_regex(r"[0-9]{0,7}", fullmatch=True))
def test_what_is_shown_is_read_back(number, extension):
    kept = f"+7{number}" + (f";ext={extension}" if extension else "")
    try:
        parse_phone(f"+7{number}")
    except WrongPhone:
        return
    assert parse_phone(kept) == kept
    assert parse_phone(phone_text(kept)) == kept


@given(st.text(max_size=20) | st.text(alphabet="0123456789+()-, доб.#xO", max_size=30))
def test_any_text_is_a_number_or_is_refused_and_no_digit_is_lost(typed):
    try:
        kept = parse_phone(typed)
    except WrongPhone:
        return
    digits = [c for c in typed if c in "0123456789"]
    assert [c for c in kept if c in "0123456789"][-9:] == digits[-9:]
