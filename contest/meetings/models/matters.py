"""What members found or propose, carried by a question of the agenda into the protocol (C-K5)."""

from typing import TYPE_CHECKING

from django.db import models

from contest.meetings.lifecycle import MeetingState
from core.models import SealedTextField

from .agenda import AgendaItem

if TYPE_CHECKING:
    from core.models import PersonKey


class MatterQuerySet(models.QuerySet["Matter"]):
    """Sets of what questions carry."""

    def in_protocols(self) -> "MatterQuerySet":
        """Those of closed meetings: what they say stands in a numbered protocol."""
        states = (MeetingState.HELD, MeetingState.FILED, MeetingState.SIGNED)
        return self.filter(item__meeting__state__in=states)


class Matter(models.Model):
    """A member's finding or proposal that a question carries.

    ``text`` is what the protocol says of it, from the closing of the meeting on: it lies under the
    meeting's key and outlives the participant's data, as the protocol does. Empty of one that was
    withdrawn, or set aside by a conflict of interest.
    """

    item = models.ForeignKey(
        AgendaItem, verbose_name="вопрос", on_delete=models.CASCADE, related_name="matters"
    )
    finding = models.ForeignKey(
        "contest.Finding",
        verbose_name="заключение или предложение",
        on_delete=models.PROTECT,
        related_name="matters",
    )
    text = SealedTextField("как сказано в протоколе", blank=True)
    objects = MatterQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "заключение в повестке"
        verbose_name_plural = "заключения в повестке"
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "finding"],
                name="matter_once",
                violation_error_message="Это уже внесено в вопрос.",
            ),
        ]

    def __str__(self) -> str:
        return f"Заключение в повестке {self.pk}"

    @property
    def key(self) -> "PersonKey":
        """Under which the text lies."""
        return self.item.key
