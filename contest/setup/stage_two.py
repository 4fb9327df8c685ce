"""When and where stage II is, in words (C-12, C-16)."""

from contest.setup.models import Contest
from core.clock import format_instant


def stage_two_words(contest: Contest) -> str:
    """«21 июня 2024 года в 10:00 …, г. Новосибирск, …», or where it will stand."""
    if contest.stage_two_starts_at is None or not contest.stage_two_place:
        return "Время и место II этапа появятся на странице конкурса."
    when = format_instant(contest.stage_two_starts_at, contest.tz)
    return f"{when}, {contest.stage_two_place}"
