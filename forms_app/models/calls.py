"""Calls: what a person has to be told by telephone, because no letter brings it (X-3, X-6)."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Replace

from core.models import Letter

from .submissions import Submission

# The submission that a letter is about, as databases compare keys: with or without hyphens.
_SUBMISSION = Cast(Replace(F("object_id"), Value("-"), Value("")), output_field=models.UUIDField())


class CallQuerySet(models.QuerySet):
    """Calls about submissions."""

    def due(self) -> "CallQuerySet":
        """Those that nobody has made yet."""
        return self.filter(called_on=None)


class Call(models.Model):
    """One piece of news for a submission's applicant: due until somebody has called.

    ``letter_code`` names the letter that would have brought it. One is due where there is no
    address to write to; a letter that could not be sent asks for one too, and is kept here once
    it was made.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="calls")
    letter_code = models.CharField("о чём", max_length=100)
    due_at = models.DateTimeField("нужно позвонить с")
    called_on = models.DateField("когда позвонили", null=True, blank=True)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто позвонил",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    note = models.TextField("что сказали и что ответил человек", blank=True)
    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = "звонок"
        verbose_name_plural = "звонки"
        ordering = ["due_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(called_on=None, called_by=None)
                | Q(called_on__isnull=False, called_by__isnull=False),
                name="call_made_by_somebody",
                violation_error_message="Укажите и день звонка, и того, кто звонил.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission.reference}: {self.letter_code}"


def failed_letters() -> models.QuerySet[Letter]:
    """Letters about submissions that could not be sent; a call that tells their news ends them."""
    about = ContentType.objects.get_for_model(Submission)
    return Letter.objects.filter(state=Letter.State.FAILED, content_type=about)


def to_be_called(rows: models.QuerySet[Submission]) -> models.QuerySet[Submission]:
    """Of these submissions those whose applicant no letter has reached."""
    due = Call.objects.due().values("submission")
    failed = failed_letters().order_by().values(submission_key=_SUBMISSION)
    return rows.filter(Q(pk__in=due) | Q(pk__in=failed))
