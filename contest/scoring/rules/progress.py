"""How far a member is with an entry."""

from enum import StrEnum


class Progress(StrEnum):
    """Where a member stands with one entry; a recusal comes before everything else."""

    UNTOUCHED = "untouched"
    PARTIAL = "partial"
    COMPLETE = "complete"
    RECUSED = "recused"
    EXCUSED = "excused"

    @property
    def is_awaited(self) -> bool:
        """Whether the member still has to mark the entry."""
        return self in (Progress.UNTOUCHED, Progress.PARTIAL)


def progress(*, given: int, criteria: int, is_recused: bool, is_excused: bool) -> Progress:
    """The state of one member's sheet; ``given`` is the number of marks on it."""
    if is_recused:
        return Progress.RECUSED
    if criteria and given >= criteria:
        return Progress.COMPLETE
    if is_excused:
        return Progress.EXCUSED
    return Progress.PARTIAL if given else Progress.UNTOUCHED
