"""Dates: whatever way people write a day, that day; nothing guessed."""

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates import NO_SUCH_DAY, UNREADABLE, WrongDate, parse_date

MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
FORMATS = (
    "{d:%d.%m.%Y}",
    "{d:%d%m%Y}",
    "{d:%d-%m-%Y}",
    "{d:%d/%m/%Y}",
    "{d:%d,%m,%Y}",
    " {d:%d %m %Y} ",
    "{d:%Y-%m-%d}",
    "{d.day}.{d.month}.{d:%Y}",
    "{d:%d.%m.%Y} г.",
    "{d:%d.%m.%Y}г",
    "{d.day} {month} {d:%Y}",
    "{d.day} {month} {d:%Y} года",
    "«{d:%d}» {month} {d:%Y} г.",
    "{d:%d}\u00a0{month}\u202f{d:%Y}",
    "{d:%d}‑{d:%m}–{d:%Y}",
)


@given(st.dates(min_value=dt.date(1000, 1, 1)), st.sampled_from(FORMATS))
def test_a_day_is_read_in_every_way_of_writing_it(day, pattern):
    assert parse_date(pattern.format(d=day, month=MONTHS[day.month - 1])) == day


@pytest.mark.parametrize(
    "typed", ["27 мая 2024", "27 май 2024", "27 MAЯ 2024", "27 maя 2024", "27 мая 2024 г."]
)
def test_months_in_words(typed):
    assert parse_date(typed) == dt.date(2024, 5, 27)


@pytest.mark.parametrize(("word", "month"), [("янв.", 1), ("сент.", 9), ("мар", 3), ("июл", 7)])
def test_months_shortened(word, month):
    assert parse_date(f"01 {word} 2024").month == month


@given(st.text(max_size=20) | st.text(alphabet="0123456789.-/ гмая«»", max_size=14))
def test_any_text_is_a_day_or_is_refused_in_words(typed):
    # Any other error fails the test.
    with suppress(WrongDate):
        assert parse_date(typed).year >= 1


@given(
    st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31)),
    st.sampled_from(["{d:%d.%m.%y}", "{d:%d%m%y}", "{d:%d-%m-%y}", "{d.day} {month} {d:%y} г."]),
)
def test_a_year_of_two_digits_is_asked_about(day, pattern):
    with pytest.raises(WrongDate, match="год"):
        parse_date(pattern.format(d=day, month=MONTHS[day.month - 1]))


@pytest.mark.parametrize(
    ("typed", "latest", "words"),
    [
        ("27.05.24", 9999, "Уточните год: 1924 или 2024? Напишите его четырьмя цифрами."),
        ("27.05.85", 2026, "Напишите год четырьмя цифрами: 1985."),
        ("31.02.2024", 9999, NO_SUCH_DAY),
        ("05/27/2024", 9999, NO_SUCH_DAY),
        ("00000000", 9999, NO_SUCH_DAY),
        ("27 ма 2024", 9999, UNREADABLE),
        ("27 мая", 9999, UNREADABLE),
        ("вчера", 9999, UNREADABLE),
        ("27.05.2024, 28.05.2024", 9999, UNREADABLE),
        ("٢٧.٠٥.٢٠٢٤", 9999, UNREADABLE),
        ("", 9999, UNREADABLE),
    ],
)
def test_what_is_no_day_is_said(typed, latest, words):
    with pytest.raises(WrongDate) as refused:
        parse_date(typed, latest_year=latest)
    assert str(refused.value) == words
