"""Who takes part in stage II: the commission's decision, not recomputed once told (C-15)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.models import Endable
from forms_app.lifecycle import State


class FinalistQuerySet(models.QuerySet["Finalist"]):
    """Sets of finalists."""

    def in_contest(self) -> "FinalistQuerySet":
        """Those who have not withdrawn."""
        return self.filter(entry__submission__state=State.ACCEPTED)

    def appeared(self) -> "FinalistQuerySet":
        """Those of them who came to stage II and take part in it."""
        return self.in_contest().filter(attended=True).exclude(pk__in=self._no_shows())

    def expected(self) -> "FinalistQuerySet":
        """Those in the contest of whom no decision says that they did not appear."""
        return self.in_contest().exclude(pk__in=self._no_shows())

    def _no_shows(self) -> models.QuerySet:
        return NoShow.objects.in_force().values("finalist")


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


class NoShow(Endable):
    """A decision that a finalist did not appear: no place, and the ranking goes on without them (C-14).

    It is taken back by another decision, with a reason.
    """

    finalist = models.ForeignKey(
        Finalist, verbose_name="участник", on_delete=models.PROTECT, related_name="no_shows"
    )
    number = models.CharField("номер решения", max_length=64)
    decided_on = models.DateField("дата решения")
    ended_number = models.CharField("номер решения об отмене", max_length=64, blank=True)
    ended_on = models.DateField("дата решения об отмене", null=True)

    class Meta:
        verbose_name = "неявка"
        verbose_name_plural = "неявки"
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["finalist"],
                condition=Q(ended_at=None),
                name="one_no_show_in_force",
                violation_error_message="Неявка этого участника уже записана.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, ended_on=None, ended_number="")
                | (
                    Q(ended_at__isnull=False, ended_by__isnull=False, ended_on__isnull=False)
                    & ~Q(ended_number="")
                ),
                name="no_show_ended_by_decision",
                violation_error_message="Неявку отменяют решением: нужны его номер и дата.",
            ),
        ]

    def __str__(self) -> str:
        return f"Неявка {self.pk}"
