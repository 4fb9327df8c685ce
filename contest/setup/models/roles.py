"""Roles, their state services and questionnaire indicators: rows of a contest (C-2)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from core.errors import Refused

from .judging import RULES_STAY, RankedGroup


class ContestRole(ClusterableModel):
    """A role that a participant stands for; picks the questionnaire (C-2, C-A2…C-A4)."""

    contest = models.ForeignKey(
        "contest.Contest", verbose_name="конкурс", on_delete=models.CASCADE, related_name="roles"
    )
    code = models.SlugField("код", max_length=32)
    title = models.CharField("название", max_length=255)
    definition = models.TextField("определение", blank=True)
    appendix = models.PositiveSmallIntegerField("номер приложения с анкетой")
    served_label = models.CharField(
        "подпись строки 5",
        max_length=255,
        help_text="Официальная подпись строки 5 анкеты: работодателям или гражданам.",
    )
    order = models.PositiveSmallIntegerField("порядок", default=0)

    class Meta:
        verbose_name = "роль участника"
        verbose_name_plural = "роли участников"
        ordering = ["contest", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "code"],
                name="role_code_once",
                violation_error_message="Роль с таким кодом в этом конкурсе уже есть.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class StateService(models.Model):
    """A state service that a role provides; the application names one.

    Its ``group`` is who its participants are ranked among; left blank, the group of the role.
    """

    role = ParentalKey(
        ContestRole, verbose_name="роль", on_delete=models.CASCADE, related_name="services"
    )
    title = models.CharField("название", max_length=500)
    group = models.ForeignKey(
        RankedGroup,
        verbose_name="группа рейтинга",
        blank=True,
        on_delete=models.PROTECT,
        related_name="services",
        help_text="С кем сравнивают участников этой услуги. Пусто – со всеми участниками роли.",
    )
    order = models.PositiveSmallIntegerField("порядок", default=0)

    class Meta:
        verbose_name = "государственная услуга"
        verbose_name_plural = "государственные услуги"
        ordering = ["role", "order"]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, in the role's group by default; Refused for another group once marking has begun."""
        contest = self.role.contest
        if not self.group_id:
            self.group = self._group_of_role()
        elif self.group.contest_id != contest.pk:
            raise Refused("Эта группа – другого конкурса.", field="group")
        stored = StateService.objects.filter(pk=self.pk).first() if self.pk else None
        moves = stored is not None and stored.group_id != self.group_id
        if moves and contest.is_locked():
            raise Refused(RULES_STAY, field="group")
        super().save(*args, **kwargs)

    def _group_of_role(self) -> RankedGroup:
        role = self.role
        ranked = RankedGroup.objects.filter(services__role=role).order_by("services__order")
        return ranked.first() or RankedGroup.objects.create(
            contest=role.contest, title=role.title, sort_order=role.order
        )


class Indicator(models.Model):
    """A row 9.x of a role's questionnaire: number, label, unit, bounds.

    ``may_be_absent`` offers «услуга не оказывалась», which differs from 0.
    """

    class Unit(models.TextChoices):
        PERCENT = "percent", "%"
        DAYS = "days", "дни"
        COUNT = "count", "ед."

    role = ParentalKey(
        ContestRole, verbose_name="роль", on_delete=models.CASCADE, related_name="indicators"
    )
    number = models.CharField("номер", max_length=8)
    label = models.TextField("официальная подпись")
    help_text = models.TextField("простыми словами", blank=True)
    unit = models.CharField("единица", max_length=8, choices=Unit)
    minimum = models.DecimalField("не меньше", max_digits=9, decimal_places=2, default=0)
    maximum = models.DecimalField(
        "не больше", max_digits=9, decimal_places=2, null=True, blank=True
    )
    may_be_absent = models.BooleanField("услуга могла не оказываться", default=True)
    order = models.PositiveSmallIntegerField("порядок", default=0)

    class Meta:
        verbose_name = "показатель анкеты"
        verbose_name_plural = "показатели анкеты"
        ordering = ["role", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "number"],
                name="indicator_number_once",
                violation_error_message="Показатель с таким номером у этой роли уже есть.",
            ),
            models.CheckConstraint(
                condition=Q(maximum__isnull=True) | Q(minimum__lte=F("maximum")),
                name="indicator_bounds",
                violation_error_message="Наименьшее значение не может быть больше наибольшего.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.label[:60]}"

    def clean(self) -> None:
        """A percentage stays within 0–100."""
        super().clean()
        if self.unit == self.Unit.PERCENT and (self.minimum < 0 or (self.maximum or 101) > 100):
            raise ValidationError("Проценты лежат в пределах от 0 до 100.")
