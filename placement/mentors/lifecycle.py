"""The states of a sheet of recommendations to mentors (invariant 1, P-F7)."""

from django.db import models

from core.lifecycle import STAFF, SYSTEM, Lifecycle


class SheetState(models.TextChoices):
    """From the first part to the end of its use."""

    FILLING = "filling", "Заполняется"
    READY = "ready", "Подписано"
    CLOSED = "closed", "Закрыто"


SHEET = Lifecycle(
    "recommendations",
    SheetState,
    tones={
        SheetState.FILLING: "waiting",
        SheetState.READY: "ok",
        SheetState.CLOSED: "withdrawn",
    },
)
# The last of the four signatures.
SHEET.allow("finish", sources=[SheetState.FILLING], target=SheetState.READY, who=[STAFF])
# One of them was taken back: its part is to be changed.
SHEET.allow("reopen", sources=[SheetState.READY], target=SheetState.FILLING, who=[STAFF])
# No longer needed, or the consent that it rests on has ended.
SHEET.allow(
    "close",
    sources=[SheetState.FILLING, SheetState.READY],
    target=SheetState.CLOSED,
    who=[STAFF, SYSTEM],
)
