"""Complaints of participants about marks and decisions, and the answers to them."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from contest.complaints.lifecycle import ComplaintState
from core import clock
from core.models import SealedTextField

if TYPE_CHECKING:
    from core.models import PersonKey


class Complaint(models.Model):
    """What a participant complains of, under a number, and what was answered.

    Text, file and answer lie under the participant's key and end with their data; the number and
    the instants stay.
    """

    entry = models.ForeignKey(
        "contest.Entry", verbose_name="заявка", on_delete=models.PROTECT, related_name="complaints"
    )
    number = models.OneToOneField(
        "core.JournalEntry", verbose_name="номер", on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(
        "состояние", max_length=10, choices=ComplaintState, default=ComplaintState.RECEIVED
    )
    received_at = models.DateTimeField("поступила")
    text = SealedTextField("на что жалоба")
    file = models.OneToOneField(
        "core.PrivateFile",
        verbose_name="приложенный файл",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    answer = SealedTextField("ответ", blank=True)
    signed_by = models.CharField("кто подписал ответ", max_length=255, blank=True)
    answered_at = models.DateTimeField("ответ дан", null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто внёс ответ",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "жалоба"
        verbose_name_plural = "жалобы"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(state=ComplaintState.RECEIVED),
                name="one_open_complaint",
                violation_error_message="Ваша прежняя жалоба ещё ждёт ответа.",
            ),
            models.CheckConstraint(
                condition=Q(state=ComplaintState.ANSWERED)
                & Q(answered_at__isnull=False, answered_by__isnull=False)
                & ~Q(signed_by="")
                | ~Q(state=ComplaintState.ANSWERED)
                & Q(answered_at=None, answered_by=None, signed_by=""),
                name="complaint_answered_by",
                violation_error_message="У ответа должны быть время, подпись и тот, кто его внёс.",
            ),
        ]

    def __str__(self) -> str:
        return f"Жалоба № {self.number.label}"

    @property
    def key(self) -> "PersonKey":
        """Under which text, file and answer lie."""
        key: PersonKey = self.entry.submission.key
        return key

    @property
    def tz(self) -> clock.TimeZone:
        """The contest's own time zone."""
        return self.entry.contest.tz

    @property
    def is_open(self) -> bool:
        """Whether it waits for its answer."""
        return self.state == ComplaintState.RECEIVED
