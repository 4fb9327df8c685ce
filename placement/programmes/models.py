"""What the institution teaches."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Q

from core.text import search_key


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Sets of programmes."""

    def taught_in(self, year: int | OuterRef) -> "ProgrammeQuerySet":
        """Programmes whose graduates of ``year`` are reported."""
        return self.filter(Q(first_year__lte=year), Q(last_year=None) | Q(last_year__gte=year))


class Programme(models.Model):
    """A programme of the institution: secondary vocational, vocational training or adapted.

    Adapted training programmes may have no code of the federal list.
    """

    class Kind(models.TextChoices):
        SECONDARY = "secondary", "Среднее профессиональное образование"
        TRAINING = "training", "Профессиональное обучение"
        ADAPTED = "adapted", "Адаптированная программа профессионального обучения"

    code = models.CharField("код", max_length=32, blank=True)
    name = models.CharField("профессия, специальность", max_length=255)
    education_programme = models.CharField(
        "образовательная программа",
        max_length=500,
        blank=True,
        help_text="Направленность, профиль; можно оставить пустым.",
    )
    kind = models.CharField("вид", max_length=16, choices=Kind.choices)
    first_year = models.PositiveSmallIntegerField(
        "первый год выпуска", help_text="Год окончания, например 2024."
    )
    last_year = models.PositiveSmallIntegerField(
        "последний год выпуска", null=True, blank=True, help_text="Пусто – выпускает и сейчас."
    )
    # Code, name and programme as they are compared: no case, no punctuation.
    key = models.CharField(max_length=800, unique=True, editable=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = "образовательная программа"
        verbose_name_plural = "образовательные программы"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year=None) | Q(last_year__gte=F("first_year")),
                name="programme_years_in_order",
                violation_error_message="Последний год выпуска раньше первого.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()

    def save(self, *args: object, **kwargs: object) -> None:
        """Save with the key that tells two programmes apart."""
        self.set_key()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def set_key(self) -> None:
        """Compute the key."""
        self.key = key_of(self.code, self.name, self.education_programme)

    def clean(self) -> None:
        """Say in words what the constraint would refuse."""
        if self.last_year is not None and self.last_year < self.first_year:
            raise ValidationError({"last_year": "Последний год выпуска раньше первого."})


def key_of(code: str, name: str, education_programme: str) -> str:
    """How a programme is recognised in a table, whatever the letter case and the spaces."""
    return "|".join(search_key(part) for part in (code, name, education_programme))
