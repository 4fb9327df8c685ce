"""The states of a complaint (invariant 1)."""

from django.db import models

from core.lifecycle import STAFF, Lifecycle


class ComplaintState(models.TextChoices):
    """Received by the link, then answered."""

    RECEIVED = "received", "Ждёт ответа"
    ANSWERED = "answered", "Ответ дан"


COMPLAINT = Lifecycle(
    "complaint",
    ComplaintState,
    begins="receive",
    tones={ComplaintState.RECEIVED: "warning", ComplaintState.ANSWERED: "accepted"},
)
COMPLAINT.allow(
    "answer", sources=[ComplaintState.RECEIVED], target=ComplaintState.ANSWERED, who=[STAFF]
)
