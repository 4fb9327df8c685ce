"""When the videos of stage I are taken, in words (C-13)."""

from contest.setup.models import Contest
from core.clock import format_date, format_deadline


def stage_one_words(contest: Contest) -> str:
    """«Видеообращения принимаются с … до конца дня …», or where the dates will stand."""
    window = contest.stage_one()
    if window is None:
        return "Сроки I этапа появятся на странице конкурса."
    first_day = format_date(window.opens_at.astimezone(contest.tz).date())
    return (
        f"Видеообращения принимаются с {first_day} {format_deadline(window.closes_at, contest.tz)}."
    )
