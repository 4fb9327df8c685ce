"""How dates, instants and deadlines are said."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from core import clock

NSK = "Asia/Novosibirsk"
# 27.05.2024 18:00 in Novosibirsk.
INSTANT = datetime(2024, 5, 27, 11, 0, tzinfo=UTC)


def test_the_day_is_the_installations_whatever_zone_its_reader_has_chosen():
    evening = datetime(2024, 5, 27, 15, 0, tzinfo=UTC)
    with timezone.override("Asia/Vladivostok"):
        assert clock.local_day(evening) == date(2024, 5, 27)


def test_a_date_has_its_month_in_words():
    assert clock.format_date(date(2024, 5, 27)) == "27 мая 2024 года"
    assert clock.format_date(date(2026, 1, 1)) == "1 января 2026 года"
    assert clock.format_date(date(2026, 12, 31)) == "31 декабря 2026 года"


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        (NSK, "27 мая 2024 года, 18:00 (новосибирское время, UTC+7)"),
        ("Europe/Moscow", "27 мая 2024 года, 14:00 (московское время, UTC+3)"),
        ("Asia/Kamchatka", "27 мая 2024 года, 23:00 (камчатское время, UTC+12)"),
        ("Asia/Kolkata", "27 мая 2024 года, 16:30 (UTC+5:30)"),
        ("America/New_York", "27 мая 2024 года, 07:00 (UTC−4)"),
        ("UTC", "27 мая 2024 года, 11:00 (UTC)"),
    ],
)
def test_an_instant_has_hour_and_zone(zone, text):
    assert clock.format_instant(INSTANT, zone) == text
    assert clock.format_instant(INSTANT, ZoneInfo(zone)) == text


def test_midnight_is_the_end_of_the_day_before():
    midnight = clock.at_local(date(2024, 5, 28), time(), NSK)
    said = "до конца дня 27 мая 2024 года (новосибирское время, UTC+7)"
    assert clock.format_deadline(midnight, NSK) == said


def test_midnight_is_that_of_the_deadlines_own_zone():
    moscow_midnight = clock.at_local(date(2024, 6, 1), time(), "Europe/Moscow")
    said = "до 1 июня 2024 года, 04:00 (новосибирское время, UTC+7)"
    assert clock.format_deadline(moscow_midnight, NSK) == said


def test_the_first_midnight_of_a_year_is_said_by_the_last_day_of_the_one_before():
    midnight = clock.at_local(date(2027, 1, 1), time(), NSK)
    assert clock.format_deadline(midnight, NSK).startswith("до конца дня 31 декабря 2026 года")


def test_another_hour_is_said_as_it_is():
    said = "до 27 мая 2024 года, 18:00 (новосибирское время, UTC+7)"
    assert clock.format_deadline(INSTANT, NSK) == said


def test_local_time_and_zone_make_an_instant():
    made = clock.at_local(date(2024, 5, 27), time(18, 0), NSK)
    assert made == INSTANT
    assert clock.in_zone(INSTANT, NSK).hour == 18


def test_now_is_aware():
    assert clock.now().tzinfo is not None
