"""The states of a paper sheet, from the typing to the second person's word (invariant 1)."""

from django.db import models

from core.lifecycle import STAFF, Lifecycle


class PaperState(models.TextChoices):
    """How far it got."""

    TYPED = "typed", "вносится"
    HANDED_OVER = "handed-over", "ждёт проверки"
    CONFIRMED = "confirmed", "подтверждён"


PAPER = Lifecycle(
    "paper-sheet",
    PaperState,
    begins="enter-paper",
    tones={
        PaperState.TYPED: "warning",
        PaperState.HANDED_OVER: "waiting",
        PaperState.CONFIRMED: "ok",
    },
)
PAPER.allow(
    "hand-over-paper", sources=[PaperState.TYPED], target=PaperState.HANDED_OVER, who=[STAFF]
)
# By another person than the one who has typed it.
PAPER.allow(
    "confirm-paper", sources=[PaperState.HANDED_OVER], target=PaperState.CONFIRMED, who=[STAFF]
)
PAPER.allow(
    "send-back-paper", sources=[PaperState.HANDED_OVER], target=PaperState.TYPED, who=[STAFF]
)
