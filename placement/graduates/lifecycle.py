"""The states of a graduate's card and who may move it where (invariant 1)."""

from django.db import models

from core.lifecycle import STAFF, SYSTEM, Lifecycle


class GraduateState(models.TextChoices):
    """From the first word of a person to the destruction of the data."""

    CLAIMED = "claimed", "Не подтверждён"
    CONFIRMED = "confirmed", "Подтверждён"
    MERGED = "merged", "Объединён с другой карточкой"
    DESTROYED = "destroyed", "Данные уничтожены"


CURRENT = [GraduateState.CLAIMED, GraduateState.CONFIRMED]

GRADUATE = Lifecycle(
    "graduate",
    GraduateState,
    tones={
        GraduateState.CLAIMED: "waiting",
        GraduateState.CONFIRMED: "ok",
        GraduateState.MERGED: "withdrawn",
        GraduateState.DESTROYED: "withdrawn",
    },
)
# Staff have looked: this is a student or a graduate of the institution.
GRADUATE.allow(
    "confirm", sources=[GraduateState.CLAIMED], target=GraduateState.CONFIRMED, who=[STAFF]
)
GRADUATE.allow("merge", sources=CURRENT, target=GraduateState.MERGED, who=[STAFF])
# Two cards that were no repeats after all; each is what it was before the merge.
GRADUATE.allow("part", sources=[GraduateState.MERGED], target=GraduateState.CONFIRMED, who=[STAFF])
GRADUATE.allow(
    "part-claimed", sources=[GraduateState.MERGED], target=GraduateState.CLAIMED, who=[STAFF]
)
GRADUATE.allow(
    "destroy",
    sources=[*CURRENT, GraduateState.MERGED],
    target=GraduateState.DESTROYED,
    who=[SYSTEM],
)
