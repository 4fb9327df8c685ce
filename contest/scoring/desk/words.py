"""What the screens of the scoring say of a window, a state, a mark."""

from contest.commission.models import CommissionMember
from contest.scoring.rules import kinship
from contest.scoring.rules.progress import Progress
from contest.scoring.rules.shown import plain
from contest.setup.models import Contest, Criterion, Part
from contest.setup.models.judging import OF_PART
from contest.setup.rules.deadlines import Window
from core import clock

PROGRESS = {
    Progress.UNTOUCHED: "не начато",
    Progress.PARTIAL: "оценено не всё",
    Progress.COMPLETE: "оценено",
    Progress.RECUSED: "вы не оцениваете",
    Progress.EXCUSED: "вы освобождены",
}
TONES = {
    Progress.UNTOUCHED: "waiting",
    Progress.PARTIAL: "warning",
    Progress.COMPLETE: "ok",
    Progress.RECUSED: "withdrawn",
    Progress.EXCUSED: "withdrawn",
}
_COMMON = {
    kinship.SAME_SURNAME: "одна фамилия",
    kinship.SAME_EMPLOYER: "один работодатель",
    kinship.SIGNED: "общее имя в подписи (бумаги участника подписал человек с тем же именем)",
}


def common_words(member: CommissionMember, *, surname: str, employer: str, signed_by: str) -> str:
    """What may be a conflict of interest of the member with an entry; empty where nothing is."""
    codes = kinship.suggestions(
        member_surname=member.last_name,
        post=member.post,
        surname=surname,
        employer=employer,
        member=member.full_name,
        signed_by=signed_by,
    )
    return ", ".join(_COMMON[code] for code in codes)


def window_words(contest: Contest, part: str = Part.VIDEO) -> str:
    """Where the scoring of a part is now, with its instant."""
    dates, window = contest.scoring_dates(part), contest.scoring_window(part)
    of_what = "" if part == Part.VIDEO else f" {OF_PART[part]}"
    if dates is None:
        return f"сроки оценки{of_what} не заданы"
    closes = clock.format_deadline(dates.closes_at, contest.tz)
    if window is Window.BEFORE:
        opens = clock.format_instant(dates.opens_at, contest.tz)
        return f"оценка{of_what} начнётся {opens}, продлится {closes}"
    state = "идёт" if window is Window.OPEN else "закрыта, шла"
    return f"оценка{of_what} {state} {closes}"


def part_of_today(contest: Contest) -> str:
    """What is being marked: the videos until the scoring of the role plays begins."""
    has_begun = contest.scoring_window(Part.ROLE_PLAY) in (Window.OPEN, Window.CLOSED)
    return Part.ROLE_PLAY if has_begun else Part.VIDEO


def scale_values(criterion: Criterion) -> list[tuple[int, str]]:
    """The marks that may be chosen: steps, and how they are written."""
    step = criterion.exact_step
    return [(steps, plain(step * steps)) for steps in range(criterion.most_steps + 1)]


def mark_text(criterion: Criterion, steps: int | None) -> str:
    """A mark as it is written; a dash for none, which differs from 0."""
    return "–" if steps is None else plain(criterion.exact_step * steps)
