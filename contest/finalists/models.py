"""Who takes part in stage II: the commission's decision, not recomputed once told (C-15)."""

from django.conf import settings
from django.db import models

from forms_app.lifecycle import State


class FinalistQuerySet(models.QuerySet["Finalist"]):
    """Sets of finalists."""

    def in_contest(self) -> "FinalistQuerySet":
        """Those who have not withdrawn."""
        return self.filter(entry__submission__state=State.ACCEPTED)

    def appeared(self) -> "FinalistQuerySet":
        """Those of them who came to stage II."""
        return self.in_contest().filter(attended=True)


class Finalist(models.Model):
    """A participant admitted to stage II; ``draw_number`` is their turn in the role play (C-16).

    ``attended`` is None until the attendance list is filled in.
    """

    contest = models.ForeignKey(
        "contest.Contest",
        verbose_name="конкурс",
        on_delete=models.PROTECT,
        related_name="finalists",
    )
    entry = models.OneToOneField(
        "contest.Entry", verbose_name="заявка", on_delete=models.PROTECT, related_name="finalist"
    )
    # Admitted in the place of somebody who withdrew, while replacements are still possible.
    is_replacement = models.BooleanField("вместо выбывшего", default=False)
    admitted_at = models.DateTimeField("допущен")
    admitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто внёс",
        on_delete=models.PROTECT,
        related_name="+",
    )
    draw_number = models.PositiveSmallIntegerField("номер по жребию", null=True)
    attended = models.BooleanField("явился", null=True)
    objects = FinalistQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "участник II этапа"
        verbose_name_plural = "участники II этапа"
        ordering = ["contest", "draw_number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "draw_number"],
                name="draw_number_once",
                violation_error_message="Этот номер по жребию уже занят.",
            ),
        ]

    def __str__(self) -> str:
        return self.entry.full_name
