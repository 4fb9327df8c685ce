"""What stage II leaves behind: right answers of the test, and how long role plays took (C-16)."""

from fractions import Fraction

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from contest.scoring.rules.joining import mark_of_test
from contest.setup.models import Contest


class TestResult(models.Model):
    """How many answers of a finalist's test are right; it counts once another person has checked it."""

    # Not a test, whatever its name begins with.
    __test__ = False

    finalist = models.OneToOneField(
        "contest.Finalist",
        verbose_name="участник",
        on_delete=models.PROTECT,
        related_name="test_result",
    )
    right = models.PositiveSmallIntegerField("верных ответов")
    entered_at = models.DateTimeField("внесено")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="внёс", on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField("проверено", null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="проверил",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "результат теста"
        verbose_name_plural = "результаты теста"
        ordering = ["finalist"]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_at=None, checked_by=None)
                | Q(checked_at__isnull=False, checked_by__isnull=False)
                & ~Q(checked_by=F("entered_by")),
                name="test_checked_by_another",
                violation_error_message="Проверяет другой человек, не тот, кто внёс.",
            ),
        ]

    def __str__(self) -> str:
        return f"Результат теста {self.pk}"

    @property
    def is_checked(self) -> bool:
        """Whether a second person has compared it with the answer sheet."""
        return self.checked_at is not None

    def mark(self, contest: Contest) -> Fraction | None:
        """The share of right answers brought to 0–10; None while it does not count."""
        if not self.is_checked or not contest.test_questions:
            return None
        return mark_of_test(right=self.right, of=contest.test_questions)


class RolePlayRun(models.Model):
    """A role play as it was timed: at most the contest's minutes, pauses not counted (C-16)."""

    finalist = models.OneToOneField(
        "contest.Finalist", verbose_name="участник", on_delete=models.PROTECT, related_name="run"
    )
    started_at = models.DateTimeField("начало")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто начал",
        on_delete=models.PROTECT,
        related_name="+",
    )
    ended_at = models.DateTimeField("окончание", null=True)
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "ролевая игра"
        verbose_name_plural = "ролевые игры"
        ordering = ["started_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
                name="role_play_ends_after_start",
                violation_error_message="Ролевая игра не может закончиться раньше, чем началась.",
            ),
        ]

    def __str__(self) -> str:
        return f"Ролевая игра {self.pk}"


class RolePlayPause(models.Model):
    """An interruption of a role play, with its reason."""

    run = models.ForeignKey(
        RolePlayRun, verbose_name="ролевая игра", on_delete=models.CASCADE, related_name="pauses"
    )
    reason = models.CharField("причина", max_length=500)
    started_at = models.DateTimeField("начало")
    ended_at = models.DateTimeField("окончание", null=True)
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "пауза"
        verbose_name_plural = "паузы"
        ordering = ["started_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run"],
                condition=Q(ended_at=None),
                name="one_pause_at_a_time",
                violation_error_message="Пауза уже идёт.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
                name="pause_ends_after_start",
                violation_error_message="Пауза не может закончиться раньше, чем началась.",
            ),
        ]

    def __str__(self) -> str:
        return f"Пауза {self.pk}"
