"""Whether, when and how large a video is taken (C-13, C-A6)."""

import datetime as dt

from django.conf import settings

from contest.applications.models import Entry
from contest.video import rules
from core import clock, long_files
from core.errors import Refused
from forms_app import limits
from forms_app.lifecycle import State

# Files of one participant within an hour.
PER_HOUR = 30


class TooLarge(Refused):
    """The file is larger than the site takes."""


class Closed(Refused):
    """No video of this participant is taken at this instant."""


def closed_because(entry: Entry, at: dt.datetime) -> str:
    """Why no video of this participant is taken at this instant; empty while it is."""
    contest = entry.contest
    window = contest.stage_one()
    if entry.submission.state != State.ACCEPTED:
        return "Видеообращение присылают участники, допущенные к конкурсу: эта заявка не допущена."
    if window is None:
        return "Сроки I этапа ещё не назначены. Они появятся на странице конкурса."
    if at < window.opens_at:
        return f"Приём видеообращений начнётся {clock.format_instant(window.opens_at, contest.tz)}."
    if window.is_late(at):
        until = clock.format_deadline(window.closes_at, contest.tz)
        return f"Приём видеообращений закончен: они принимались {until} (пункты 12 и 13 положения)."
    return ""


def check_open(entry: Entry, at: dt.datetime) -> None:
    """Refuse a video that comes before or after stage I, or from nobody who takes part."""
    if reason := closed_because(entry, at):
        raise Closed(reason, clause="13")


def check_size(size: int) -> None:
    """Refuse what is empty, larger than the site takes, or than there is room for."""
    if size <= 0:
        raise Refused("Файл пуст (0 байт). Проверьте его и выберите ещё раз.")
    if size > settings.VIDEO_MAX_SIZE:
        raise TooLarge(
            f"Файл слишком велик: {rules.size_words(size)}. Принимаются видео не больше"
            f" {rules.size_words(settings.VIDEO_MAX_SIZE)}: снимите в меньшем разрешении или"
            " сожмите файл."
        )
    long_files.refuse_without_room(size)


def count_file(entry: Entry) -> None:
    """Count a file that a participant sends; Refused beyond a number that nobody needs."""
    limits.count("video", str(entry.pk), limit=PER_HOUR)
