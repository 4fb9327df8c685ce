"""The contest's row is the lock of its scoring: a mark and a closing never pass each other."""

from contest.setup.models import Contest, Part
from contest.setup.rules.deadlines import Window
from core import clock
from core.errors import Refused

NO_WINDOW = "Сроки оценки не заданы: их указывает секретарь в настройках конкурса."


def locked(contest: Contest | int) -> Contest:
    """The contest, locked until the transaction ends."""
    pk = contest.pk if isinstance(contest, Contest) else contest
    row: Contest = Contest.objects.select_for_update().get(pk=pk)
    return row


def refuse_outside_window(contest: Contest, part: str = Part.VIDEO) -> None:
    """Refuse what is possible only while the scoring of the part is open."""
    dates, window = contest.scoring_dates(part), contest.scoring_window(part)
    if dates is None:
        raise Refused(NO_WINDOW)
    if window is Window.BEFORE:
        opens = clock.format_instant(dates.opens_at, contest.tz)
        raise Refused(f"Оценка ещё не началась: она начнётся {opens}.")
    if window is Window.CLOSED:
        closed = clock.format_deadline(dates.closes_at, contest.tz)
        raise Refused(f"Оценка закрыта: она шла {closed}. Изменить оценки уже нельзя.")
