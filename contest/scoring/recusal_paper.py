"""The print of a recorded conflict of interest, to be signed and filed (C-14)."""

from contest.scoring.models import Recusal
from core import clock, paper


def recusal(row: Recusal) -> paper.Paper:
    """Who does not mark whom, why, who recorded it; it replaces no notification of a civil servant."""
    contest = row.entry.contest
    registration = row.entry.submission.registration
    context = {
        "row": row,
        "member": row.member,
        "entry": row.entry,
        "contest": contest,
        "number": registration.label if registration else row.entry.submission.reference,
        "recorded": clock.format_instant(row.recorded_at, contest.tz),
        "ended": clock.format_instant(row.ended_at, contest.tz) if row.ended_at else "",
    }
    title = f"Конфликт интересов – {row.member.full_name}"
    return paper.render(
        "contest/scoring/papers/recusal.html", context, title=title, made_at=row.recorded_at
    )
