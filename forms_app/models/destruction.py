"""Destruction before its time, and acts of destruction: proof that data are gone (invariant 10)."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from forms_app.lifecycle import PlanState

_OPEN = [PlanState.PROPOSED, PlanState.ANNOUNCED]


class Ground(models.TextChoices):
    """Why data are destroyed."""

    TERM = "term", "истёк срок хранения"
    WITHDRAWN = "withdrawn", "отзыв заявителем или отзыв согласия"
    REQUEST = "request", "просьба человека, которого касаются данные"
    STAFF = "staff", "решение работников оператора"


def _person(label: str, **options: Any) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=label,
        on_delete=models.PROTECT,
        related_name="+",
        **options,
    )


class PlanQuerySet(models.QuerySet["PlannedDestruction"]):
    """Sets of planned destructions."""

    def open(self) -> "PlanQuerySet":
        """What waits for a second person or for its day."""
        return self.filter(state__in=_OPEN)


class PlannedDestruction(models.Model):
    """A destruction of a submission's data before the end of their term (X-5).

    At the person's request, or proposed by one member of staff and confirmed by another; announced
    to the applicant, it waits until ``due_at``. ``reason`` goes with the data: the act keeps it.
    """

    submission = models.ForeignKey(
        "forms_app.Submission", on_delete=models.PROTECT, related_name="planned_destructions"
    )
    state = models.CharField("состояние", max_length=16, choices=PlanState)
    ground = models.CharField(
        "основание",
        max_length=16,
        choices=[(g.value, g.label) for g in (Ground.REQUEST, Ground.STAFF)],
    )
    reason = models.CharField("причина", max_length=300)
    proposed_by = _person("кто записал просьбу или предложил")
    proposed_at = models.DateTimeField("когда")
    confirmed_by = _person("кто подтвердил", null=True, blank=True)
    due_at = models.DateTimeField("уничтожить не раньше", null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "досрочное уничтожение данных"
        verbose_name_plural = "досрочные уничтожения данных"
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(state__in=_OPEN),
                name="one_planned_destruction",
                violation_error_message="Уничтожение этих данных уже запланировано.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")),
                name="destruction_confirmed_by_another",
                violation_error_message="Подтверждает не тот, кто предложил.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PlanState.ANNOUNCED, PlanState.CARRIED_OUT])
                | Q(due_at__isnull=False)
                & (Q(ground=Ground.REQUEST) | Q(confirmed_by__isnull=False)),
                name="destruction_announced_has_day",
                violation_error_message="У объявленного уничтожения нет дня или второго лица.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_ground_display()}, {self.get_state_display()}"

    @property
    def is_announced(self) -> bool:
        """Whether it waits for its day."""
        return self.state == PlanState.ANNOUNCED

    @property
    def may_be_stopped_by_applicant(self) -> bool:
        """Whether the applicant's own link stops it: staff alone wanted it."""
        return self.is_announced and self.ground == Ground.STAFF


class DestructionAct(models.Model):
    """Operator, whose data, what, by whom, how, why and when; kept 3 years (FACTS: 152-ФЗ)."""

    number = models.PositiveIntegerField("номер", unique=True)
    operator = models.ForeignKey("core.Organisation", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField("субъект данных", max_length=255)
    data_list = models.TextField("перечень уничтоженных данных")
    system_name = models.CharField("информационная система", max_length=255)
    ground = models.CharField("основание", max_length=16, choices=Ground, default=Ground.TERM)
    reason = models.CharField("причина", max_length=500)
    method = models.CharField("способ", max_length=500)
    destroyed_at = models.DateTimeField("уничтожено")
    destroyed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    destroyed_by_label = models.CharField("кто уничтожил", max_length=255)
    submission = models.ForeignKey(
        "forms_app.Submission", null=True, on_delete=models.PROTECT, related_name="acts"
    )

    class Meta:
        verbose_name = "акт об уничтожении"
        verbose_name_plural = "акты об уничтожении"
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"Акт № {self.number}"
