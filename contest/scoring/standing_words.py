"""What is said of a place, of the cut, and of a tie at it (C-15)."""

from collections.abc import Collection, Sequence

from contest.scoring.rules.places import Tie
from contest.scoring.rules.shown import Shown
from contest.scoring.standing import GroupStanding, Line
from core.text import plural


def place_words(line: Line) -> str:
    """«1», «2–3» for a shared place, a dash while there are none."""
    level = line.level
    if level is None:
        return "–"
    return f"{level.first}" if level.first == level.last else f"{level.first}–{level.last}"


def verdict_words(line: Line, group: GroupStanding | None) -> str:
    """Whether the entry goes on to stage II."""
    cut = group.allotment if group else None
    if cut is None:
        return ""
    if line.entry.pk in cut.seats:
        return "во II этап"
    is_tied = any(line.entry.pk in tie.entries for tie in cut.ties)
    return "решает комиссия" if is_tied else ""


def closed_last(lines: Sequence[Line], closed: Collection[int]) -> list[Line]:
    """The lines in their order, those that this person does not see into at the end by name.

    Where they stand would tell their place.
    """
    unseen = [line for line in lines if line.entry.pk in closed]
    return [
        *(line for line in lines if line.entry.pk not in closed),
        *sorted(unseen, key=lambda line: line.entry.full_name),
    ]


def tie_words(tie: Tie, group: GroupStanding, shown: Shown, closed: Collection[int]) -> str:
    """Who shares a mark at the cut, and that the commission decides; no names among ``closed``."""
    if not tie.entries.isdisjoint(closed):
        return "На границе II этапа равные баллы: кто допущен, решает комиссия на заседании."
    tied = [line for line in group.lines if line.entry.pk in tie.entries]
    names = ", ".join(line.entry.full_name for line in tied)
    places = plural(tie.places_left, "место", "места", "мест")
    return (
        f"По {shown.text(tied[0].mark.value)} балла: {names}. На них приходится {places} во II этап:"
        " кто допущен, решает комиссия на заседании."
    )
