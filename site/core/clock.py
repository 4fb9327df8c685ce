"""The installation's clock, and how instants are said: always with hour and zone (invariant 4)."""

import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

MONTHS = (
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
)
# The words of the time zones of Russia; others are said by their offset alone.
ZONE_WORDS = {
    "Europe/Kaliningrad": "калининградское",
    "Europe/Moscow": "московское",
    "Europe/Simferopol": "московское",
    "Europe/Kirov": "московское",
    "Europe/Volgograd": "московское",
    "Europe/Samara": "самарское",
    "Europe/Astrakhan": "астраханское",
    "Europe/Saratov": "саратовское",
    "Europe/Ulyanovsk": "ульяновское",
    "Asia/Yekaterinburg": "екатеринбургское",
    "Asia/Omsk": "омское",
    "Asia/Novosibirsk": "новосибирское",
    "Asia/Barnaul": "барнаульское",
    "Asia/Tomsk": "томское",
    "Asia/Novokuznetsk": "новокузнецкое",
    "Asia/Krasnoyarsk": "красноярское",
    "Asia/Irkutsk": "иркутское",
    "Asia/Chita": "читинское",
    "Asia/Yakutsk": "якутское",
    "Asia/Vladivostok": "владивостокское",
    "Asia/Magadan": "магаданское",
    "Asia/Sakhalin": "сахалинское",
    "Asia/Kamchatka": "камчатское",
}

TimeZone = str | zoneinfo.ZoneInfo

_as_of: ContextVar[datetime | None] = ContextVar("core.clock.as_of", default=None)


def now() -> datetime:
    """The present instant, aware: everything that asks the time asks here."""
    as_of = _as_of.get()
    if as_of is not None:
        return as_of
    return of_machine() + _offset() if settings.CLOCK_FILE else of_machine()


def of_machine() -> datetime:
    """The machine's own instant, for comparing with what the system or a library has stamped."""
    return timezone.now()  # noqa: TID251 – the one place that asks


def _offset() -> timedelta:
    """How far CLOCK_FILE moves this process: whole seconds, or nothing while there is no file."""
    try:
        return timedelta(seconds=int(Path(settings.CLOCK_FILE).read_text(encoding="ascii")))
    except FileNotFoundError:
        return timedelta()


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Write demonstration content as of ``instant``: to the end of the block the clock stands there.

    Only for commands that load invented content: history and journals say what they are told.
    """
    token = _as_of.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _as_of.reset(token)


def zone(tz: TimeZone) -> zoneinfo.ZoneInfo:
    """The time zone by its name, or as it is."""
    return zoneinfo.ZoneInfo(tz) if isinstance(tz, str) else tz


def in_zone(dt: datetime, tz: TimeZone) -> datetime:
    """The same instant on the clock of ``tz``."""
    return dt.astimezone(zone(tz))


def at_local(day: date, moment: time, tz: TimeZone) -> datetime:
    """The instant when the clock of ``tz`` shows this date and time."""
    return datetime.combine(day, moment.replace(tzinfo=None), tzinfo=zone(tz))


def local_day(at: datetime) -> date:
    """The day on the clock of the installation, whatever zone its reader has chosen."""
    return in_zone(at, timezone.get_default_timezone_name()).date()


def day_begins(day: date) -> datetime:
    """The first instant of a day on the clock of the installation: what is kept until it ends then."""
    return at_local(day, time(), timezone.get_default_timezone_name())


def format_date(day: date) -> str:
    """«27 мая 2024 года»."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year} года"


def format_zone(dt: datetime, tz: TimeZone) -> str:
    """«новосибирское время, UTC+7»: the zone as it is at this instant."""
    utc = format_offset(dt, tz)
    words = ZONE_WORDS.get(zone(tz).key)
    return f"{words} время, {utc}" if words else utc


def format_offset(dt: datetime, tz: TimeZone) -> str:
    """«UTC+7»: how far the zone is from UTC at this instant."""
    offset = in_zone(dt, tz).utcoffset() or timedelta()
    sign = "−" if offset < timedelta() else "+"
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    return f"UTC{sign}{hours}" + (f":{minutes:02d}" if minutes else "") if offset else "UTC"


def format_short(dt: datetime, tz: TimeZone) -> str:
    """«27.05.2024 18:00 (UTC+7)», for the cells of lists."""
    return f"{in_zone(dt, tz):%d.%m.%Y %H:%M} ({format_offset(dt, tz)})"


def format_instant(dt: datetime, tz: TimeZone) -> str:
    """«27 мая 2024 года, 18:00 (новосибирское время, UTC+7)»."""
    local = in_zone(dt, tz)
    return f"{format_date(local)}, {local:%H:%M} ({format_zone(dt, tz)})"


def format_deadline(dt: datetime, tz: TimeZone) -> str:
    """A deadline that excludes its own instant.

    Midnight is said as the end of the day before: «до конца дня 27 мая 2024 года
    (новосибирское время, UTC+7)»; otherwise «до 27 мая 2024 года, 18:00 (…)».
    """
    local = in_zone(dt, tz)
    if local.time() == time():
        day = format_date(local.date() - timedelta(days=1))
        return f"до конца дня {day} ({format_zone(dt, tz)})"
    return f"до {format_instant(dt, tz)}"
