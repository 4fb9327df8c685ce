"""Recommendations to workplace mentors about a graduate: a sheet and its parts (P-F7)."""

import json

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.model_fields import StampField
from core.models import PersonKey, SealedTextField
from placement.employers.models import Employer
from placement.graduates.models import Graduate
from placement.mentors.lifecycle import SheetState

# Who writes about the person, by the name of the field; the two of the social part share it.
PLACES = ("psychologist", "social_pedagogue", "educator", "pedagogue")


def _writer(post: str) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=post,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )


class Recommendations(models.Model):
    """One sheet of the approved form; one of a person is open at a time.

    It holds health data in its parts: those are sealed under the graduate's key.
    """

    class ReadBy(models.TextChoices):
        PAGE = "page", "на своей странице"
        PAPER = "paper", "на бумаге"

    graduate = models.ForeignKey(
        Graduate,
        verbose_name="выпускник",
        on_delete=models.PROTECT,
        related_name="recommendations",
    )
    # «группы 00.00 – ПП 00000 «Наименование группы, модуля»».
    heading = models.CharField("группа и программа", max_length=255)
    state = models.CharField(
        "состояние",
        max_length=12,
        choices=SheetState.choices,
        default=SheetState.FILLING,
        editable=False,
    )
    psychologist = _writer("психолог")
    social_pedagogue = _writer("социальный педагог")
    educator = _writer("воспитатель")
    pedagogue = _writer("педагог")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    created_at = StampField("начаты", auto_now_add=True)
    # When and how the person has read the signed sheet: without that no employer gets it.
    read_at = models.DateTimeField("прочитаны человеком", null=True, editable=False)
    read_by = models.CharField(max_length=8, choices=ReadBy.choices, blank=True, editable=False)
    # Who of the deputies has looked at words of the conclusions that may speak of health.
    screened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    screened_at = models.DateTimeField(null=True, editable=False)
    is_demo = models.BooleanField("вымышленное", default=False, editable=False)

    class Meta:
        verbose_name = "рекомендации наставнику"
        verbose_name_plural = "рекомендации наставникам"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["graduate"],
                condition=~Q(state=SheetState.CLOSED),
                name="recommendations_open_once",
                violation_error_message="Рекомендации об этом человеке уже есть: откройте их.",
            ),
            models.CheckConstraint(
                condition=Q(screened_at=None, screened_by=None)
                | Q(screened_at__isnull=False, screened_by__isnull=False),
                name="recommendations_screened_by",
                violation_error_message="У проверки слов есть день и проверивший.",
            ),
        ]
        indexes = [models.Index(fields=["state", "-created_at"], name="recommendations_list")]
        permissions = [
            ("fill_psychologist", "Заполнять раздел психолога в рекомендациях наставникам"),
            ("fill_social", "Заполнять раздел о социальном развитии в рекомендациях"),
            ("sign_social", "Подписывать раздел о социальном развитии в рекомендациях"),
            ("fill_pedagogue", "Заполнять раздел педагога в рекомендациях наставникам"),
        ]

    def __str__(self) -> str:
        return f"Рекомендации: {self.graduate.short_name}"

    @property
    def is_open(self) -> bool:
        """Whether it is still in use."""
        return self.state != SheetState.CLOSED


class Part(models.Model):
    """One part of a sheet: who wrote it when, and whose signature stands under it.

    ``content`` is the JSON of its rows by code (``placement.mentors.rules.parts``), sealed.
    """

    class Kind(models.TextChoices):
        GENERAL = "general", "Общие сведения"
        PSYCHOLOGIST = "psychologist", "Личностные и поведенческие особенности"
        SOCIAL = "social", "Особенности социального развития"
        PEDAGOGUE = "pedagogue", "Особенности учебной деятельности"
        CONCLUSIONS = "conclusions", "Выводы"

    sheet = models.ForeignKey(Recommendations, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField("раздел", max_length=12, choices=Kind.choices)
    order = models.PositiveSmallIntegerField()
    content = SealedTextField("содержание", blank=True, editable=False)
    filled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    filled_at = models.DateTimeField("заполнен", null=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField("подписан", null=True)

    class Meta:
        verbose_name = "раздел рекомендаций"
        verbose_name_plural = "разделы рекомендаций"
        ordering = ["sheet", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "kind"],
                name="recommendations_part_once",
                violation_error_message="Такой раздел уже есть.",
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None)
                | Q(signed_at__isnull=False, signed_by__isnull=False, filled_at__isnull=False),
                name="recommendations_part_signed_by",
                violation_error_message="Подписать можно заполненный раздел.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def key(self) -> PersonKey:
        """What seals the part: the graduate's key."""
        return self.sheet.graduate.key

    @property
    def values(self) -> dict[str, str]:
        """The rows by code; of destroyed data none."""
        return json.loads(str(self.content)) if self.content else {}


# Who of those whom a sheet names writes which part; of the others whoever leads the person.
WRITERS: dict[str, tuple[str, ...]] = {
    Part.Kind.PSYCHOLOGIST: ("psychologist",),
    Part.Kind.SOCIAL: ("social_pedagogue", "educator"),
    Part.Kind.PEDAGOGUE: ("pedagogue",),
}


class SheetTransfer(models.Model):
    """A sheet, or its conclusions alone, printed for an employer: who received what (P-F7)."""

    class Scope(models.TextChoices):
        WHOLE = "whole", "Рекомендации целиком"
        CONCLUSIONS = "conclusions", "Только выводы"

    sheet = models.ForeignKey(Recommendations, on_delete=models.PROTECT, related_name="handovers")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="recommendations")
    scope = models.CharField("что", max_length=12, choices=Scope.choices)
    at = StampField("передано", auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "передача рекомендаций"
        verbose_name_plural = "передачи рекомендаций"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_scope_display()}: {self.employer}, {self.at:%d.%m.%Y}"
