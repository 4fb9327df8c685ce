"""What keeps letters back is said to nobody of a participant whom they do not mark (ADR 16)."""

from collections.abc import Sequence

from contest.applications.models import Entry
from contest.scoring.entries import recused_entries
from contest.setup.models import Contest
from core.models import User

NOT_YOURS = (
    "Есть и то, что касается участника, которого вы не оцениваете: его имени и баллов вам не видно,"
    " этим займётся коллега."
)


def readable(lines: Sequence[str], *, contest: Contest, user: User) -> list[str]:
    """The lines without those that name somebody with whom this person has a conflict of interest.

    One sentence says instead that there is more: a line tells who passes by the points.
    """
    if not lines:
        return []
    hidden = Entry.objects.filter(contest=contest, pk__in=recused_entries(user))
    names = {entry.full_name for entry in hidden} - {""}
    kept = [line for line in lines if not any(name in line for name in names)]
    return kept if len(kept) == len(lines) else [*kept, NOT_YOURS]
