"""How dates, instants and deadlines are said."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.utils import timezone

from core import checks, clock, crypto, tick
from core.model_fields import StampField
from core.models import RegularWork

NSK = "Asia/Novosibirsk"
# Packages of this project.
OURS = {"core", "forms_app", "home", "contest", "placement"}
# What its abstract models stamp.
OF_WAGTAIL = {"core.CustomDocument.created_at", "core.CustomImage.created_at"}
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


def test_rewriting_the_file_moves_the_clock(settings, tmp_path):
    file = tmp_path / "clock"
    settings.CLOCK_FILE = str(file)
    assert abs(clock.now() - timezone.now()) < timedelta(minutes=1)
    for days in (30, 45):
        file.write_text(str(days * 24 * 3600))
        assert abs(clock.now() - timezone.now() - timedelta(days=days)) < timedelta(minutes=1)


@pytest.mark.django_db
def test_regular_work_and_stamps_of_rows_go_by_the_moved_clock(settings, tmp_path):
    tick.run_due()
    work = RegularWork.objects.order_by("-due_at").first()
    settings.CLOCK_FILE = str(tmp_path / "clock")
    (tmp_path / "clock").write_text(str(400 * 24 * 3600))
    assert work.name in tick.run_due()
    assert crypto.new_key().created_at - timezone.now() > timedelta(days=399)


@pytest.mark.django_db
def test_content_written_as_of_an_instant_is_stamped_with_it_and_nothing_after():
    with clock.at(clock.in_zone(INSTANT, NSK)):
        assert clock.now() == INSTANT
        assert crypto.new_key().created_at == INSTANT
    assert clock.now() > INSTANT


def test_every_stamp_of_a_row_is_taken_from_the_clock():
    ours = [model for model in apps.get_models() if model.__module__.split(".")[0] in OURS]
    fields = [field for model in ours for field in model._meta.local_fields]
    stamped = [
        field
        for field in fields
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    ]
    assert stamped
    others = {str(field) for field in stamped if not isinstance(field, StampField)}
    assert others == OF_WAGTAIL


def test_a_real_installation_does_not_move_its_clock(settings):
    settings.CLOCK_FILE, settings.DEMO_ACCOUNTS = "/tmp/clock", False
    assert [message.id for message in checks.only_a_demonstration_moves_its_clock()] == [
        "core.E003"
    ]
    settings.DEMO_ACCOUNTS = True
    assert checks.only_a_demonstration_moves_its_clock() == []
