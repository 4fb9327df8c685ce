"""Members at a meeting: called, present, away for a question, voting (C-K5, C-K7)."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from contest.meetings.rules import votes
from core.models import SealedTextField

from .agenda import AgendaItem
from .meeting import Meeting

if TYPE_CHECKING:
    from core.models import PersonKey


class Summons(models.Model):
    """A member who was called to a meeting: by letter, or by telephone where no letter can go."""

    meeting = models.ForeignKey(
        Meeting, verbose_name="заседание", on_delete=models.CASCADE, related_name="summonses"
    )
    member = models.ForeignKey(
        "contest.CommissionMember",
        verbose_name="член комиссии",
        on_delete=models.CASCADE,
        related_name="summonses",
    )
    letter = models.ForeignKey(
        "core.Letter", verbose_name="письмо", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    told_at = models.DateTimeField("сообщено", null=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто сообщил",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "вызов на заседание"
        verbose_name_plural = "вызовы на заседание"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "member"],
                name="summoned_once",
                violation_error_message="Этот член комиссии уже вызван на заседание.",
            ),
            models.CheckConstraint(
                condition=Q(told_at=None, told_by=None)
                | Q(told_at__isnull=False, told_by__isnull=False),
                name="summons_told_by",
                violation_error_message="У сообщённого по телефону должны быть время и тот, кто сообщил.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.member)


class Attendance(models.Model):
    """A member of the composition as it was at the meeting, present or not."""

    meeting = models.ForeignKey(
        Meeting, verbose_name="заседание", on_delete=models.CASCADE, related_name="attendance"
    )
    member = models.ForeignKey(
        "contest.CommissionMember",
        verbose_name="член комиссии",
        on_delete=models.PROTECT,
        related_name="attendance",
    )
    is_present = models.BooleanField("присутствует", default=False)
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "присутствие"
        verbose_name_plural = "присутствие"
        ordering = ["member__order", "member"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "member"],
                name="attendance_once",
                violation_error_message="Явка этого члена комиссии уже отмечена.",
            ),
        ]

    def __str__(self) -> str:
        return f"Присутствие {self.pk}"


class Leave(models.Model):
    """A member who is not in the room for one question: neither present nor a voter for it."""

    class Cause(models.TextChoices):
        CONFLICT = "conflict", "Конфликт интересов"
        AWAY = "away", "Отсутствовал при рассмотрении вопроса"

    item = models.ForeignKey(
        AgendaItem, verbose_name="вопрос", on_delete=models.CASCADE, related_name="leaves"
    )
    member = models.ForeignKey(
        "contest.CommissionMember",
        verbose_name="член комиссии",
        on_delete=models.PROTECT,
        related_name="leaves",
    )
    cause = models.CharField("почему", max_length=10, choices=Cause)
    reason = SealedTextField("в чём состоит", blank=True)
    recorded_at = models.DateTimeField("записано")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто записал",
        on_delete=models.PROTECT,
        related_name="+",
    )
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "выход из зала"
        verbose_name_plural = "выходы из зала"
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "member"],
                name="leave_once",
                violation_error_message="Для этого вопроса член комиссии уже отмечен вышедшим.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.member)

    @property
    def key(self) -> "PersonKey":
        """Under which the reason lies."""
        return self.item.key


class Vote(models.Model):
    """How a member voted on a question."""

    class Choice(models.TextChoices):
        FOR = votes.Choice.FOR, "за"
        AGAINST = votes.Choice.AGAINST, "против"
        ABSTAINED = votes.Choice.ABSTAINED, "воздержался"

    item = models.ForeignKey(
        AgendaItem, verbose_name="вопрос", on_delete=models.CASCADE, related_name="votes"
    )
    member = models.ForeignKey(
        "contest.CommissionMember",
        verbose_name="член комиссии",
        on_delete=models.PROTECT,
        related_name="votes",
    )
    choice = models.CharField("голос", max_length=10, choices=Choice)
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "голос"
        verbose_name_plural = "голоса"
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "member"],
                name="one_vote_per_member",
                violation_error_message="Голос этого члена комиссии уже записан.",
            ),
        ]

    def __str__(self) -> str:
        return f"Голос {self.pk}"
