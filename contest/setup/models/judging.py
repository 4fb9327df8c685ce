"""What is marked, how, and among whom: rows of a contest, fixed once marking begins (C-14…C-17)."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from contest.setup.rules import choices
from core.errors import Refused

RULES_STAY = (
    "Оценка началась: критерии, шкалы, группы и правила подсчёта этого конкурса изменить нельзя."
)
PART_LABELS = {
    choices.Part.VIDEO: "видеообращение",
    choices.Part.TEST: "тест",
    choices.Part.ROLE_PLAY: "ролевая игра",
}


class Part(models.TextChoices):
    """A part of the contest that members mark by criteria."""

    VIDEO = choices.Part.VIDEO, PART_LABELS[choices.Part.VIDEO]
    ROLE_PLAY = choices.Part.ROLE_PLAY, PART_LABELS[choices.Part.ROLE_PLAY]


# Of what the scoring is.
OF_PART: dict[str, str] = {Part.VIDEO: "видеообращений", Part.ROLE_PLAY: "ролевых игр"}


class Joining(models.TextChoices):
    """How the parts make the total."""

    SUM = choices.Joining.SUM, "видеообращение + тест + ролевая игра (0–30 баллов)"
    STAGES = choices.Joining.STAGES, "I этап + среднее за тест и ролевую игру (0–20 баллов)"


class Majority(models.TextChoices):
    """Of whom more than half have to vote for a decision."""

    PRESENT = choices.Majority.PRESENT, "большинство присутствующих на заседании"
    ALL = choices.Majority.ALL, "большинство от общего числа членов комиссии"


class TiedVote(models.TextChoices):
    """What equal votes mean."""

    CHAIR = choices.TiedVote.CHAIR, "решает голос председательствующего"
    NOT_PASSED = choices.TiedVote.NOT_PASSED, "решение не принято"


class RuleRow(Orderable):
    """A row by which a contest is judged: it cannot change once marking has begun."""

    class Meta(Orderable.Meta):
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; Refused once marking has begun, unless nothing would change."""
        if self._is_locked() and not self._is_stored():
            raise Refused(RULES_STAY)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Delete; Refused once marking has begun."""
        if self._is_locked():
            raise Refused(RULES_STAY)
        return super().delete(*args, **kwargs)

    def _is_locked(self) -> bool:
        locked: bool = self.contest.is_locked()  # type: ignore[attr-defined]
        return locked

    def _is_stored(self) -> bool:
        """Whether the row stands in the database just so: a contest's form saves all of its rows."""
        values = {
            field.attname: getattr(self, field.attname) for field in self._meta.concrete_fields
        }
        rows = type(self)._default_manager  # noqa: SLF001 - Django documents it as open
        return bool(self.pk) and rows.filter(**values).exists()


class RankedGroup(RuleRow):
    """Participants who are ranked together into stage II (C-2, C-15); by default those of a role."""

    contest = ParentalKey(
        "contest.Contest", verbose_name="конкурс", on_delete=models.CASCADE, related_name="groups"
    )
    title = models.CharField("название", max_length=255)

    class Meta(RuleRow.Meta):
        verbose_name = "группа рейтинга"
        verbose_name_plural = "группы рейтинга"

    def __str__(self) -> str:
        return self.title


class Criterion(RuleRow):
    """What a member of the commission marks, from 0 to the maximum in whole steps (C-14, C-16)."""

    contest = ParentalKey(
        "contest.Contest", verbose_name="конкурс", on_delete=models.CASCADE, related_name="criteria"
    )
    part = models.CharField("что оценивается", max_length=10, choices=Part, default=Part.VIDEO)
    title = models.CharField("критерий", max_length=255)
    meaning = models.TextField("что он значит", blank=True)
    maximum = models.DecimalField(
        "наибольший балл",
        max_digits=5,
        decimal_places=2,
        default=Decimal(10),
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    step = models.DecimalField(
        "шаг",
        max_digits=5,
        decimal_places=2,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal("0.01"))],
        help_text="Целый балл – 1, половина – 0,5.",
    )

    class Meta(RuleRow.Meta):
        verbose_name = "критерий оценки"
        verbose_name_plural = "критерии оценки"
        constraints = [
            models.CheckConstraint(
                condition=Q(maximum__gt=0) & Q(step__gt=0) & Q(step__lte=models.F("maximum")),
                name="criterion_scale",
                violation_error_message="Шаг и наибольший балл больше нуля, шаг не больше балла.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """The maximum is reached by whole steps."""
        super().clean()
        if self.step and self.maximum and self.step > 0 and self.maximum % self.step:
            raise ValidationError({"step": "Наибольший балл должен делиться на шаг без остатка."})

    @property
    def exact_step(self) -> Fraction:
        """What one step is worth."""
        return Fraction(self.step)

    @property
    def most_steps(self) -> int:
        """How many steps make the maximum."""
        return int(Fraction(self.maximum) / self.exact_step)
