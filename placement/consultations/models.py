"""Consultations that the centre gives: one row for a person, or for a group (P-2.2e)."""

from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from core.model_fields import StampField
from core.text import search_key
from placement.graduates.models import Graduate


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    """Sets of consultations."""

    def totals(self) -> list[tuple[str, int, int]]:
        """Of each topic: its words, how many consultations, how many people at them."""
        rows = self.order_by().values("topic")
        counts = {
            row["topic"]: (row["held"], row["people"])
            for row in rows.annotate(
                held=models.Count("pk"), people=Sum(Coalesce("people_count", 1))
            )
        }
        topics = Consultation.Topic
        return [(one.label, *counts[one.value]) for one in topics if one.value in counts]


class Consultation(models.Model):
    """One consultation: when, in which form, about what, and for whom.

    Of a person whose data were destroyed the row stays as a number: one person, no name, no note.
    """

    class Form(models.TextChoices):
        IN_PERSON = "in-person", "Личная встреча"
        CALL = "call", "Звонок"
        MESSAGE = "message", "Переписка"

    class Topic(models.TextChoices):
        VACANCIES = "vacancies", "Подбор вакансий"
        RESUME = "resume", "Резюме"
        INTERVIEW = "interview", "Подготовка к собеседованию"
        RIGHTS = "rights", "Права и льготы при трудоустройстве"
        TRAINING = "training", "Дальнейшее обучение"
        CAREER = "career", "Выбор профессии и места работы"
        WORKPLACE = "workplace", "Вопросы на рабочем месте"
        OTHER = "other", "Другое"

    held_on = models.DateField("день")
    form = models.CharField("форма", max_length=12, choices=Form.choices, default=Form.IN_PERSON)
    topic = models.CharField("о чём", max_length=12, choices=Topic.choices)
    graduate = models.ForeignKey(
        Graduate,
        verbose_name="с кем",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="consultations",
    )
    group = models.CharField("группа", max_length=100, blank=True)
    people_count = models.PositiveSmallIntegerField(
        "сколько человек", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    note = models.CharField("заметка", max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто провёл",
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = StampField("записана", auto_now_add=True)
    search_key = models.CharField(max_length=100, editable=False)
    is_demo = models.BooleanField("вымышленное", default=False, editable=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = "консультация"
        verbose_name_plural = "консультации"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(graduate__isnull=False, people_count=None, group="")
                | Q(graduate=None, people_count__isnull=False, people_count__gte=1),
                name="consultation_of_one_or_many",
                violation_error_message="Назовите человека – или группу и сколько в ней человек.",
            )
        ]
        indexes = [models.Index(fields=["-held_on", "-id"], name="consultation_list")]

    def __str__(self) -> str:
        return f"{self.get_topic_display()}, {self.held_on:%d.%m.%Y}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the key that a group is found by."""
        self.search_key = search_key(self.group)
        super().save(*args, **kwargs)

    @property
    def whom(self) -> str:
        """«Иванова М. П.», or «ПК-21, 12 чел.»."""
        if self.graduate is not None:
            return self.graduate.short_name
        return ", ".join(filter(None, (self.group, f"{self.people_count} чел.")))
