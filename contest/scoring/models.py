"""What members of the commission gave, and who of them gives nothing to whom (C-14)."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from contest.setup.models import Part
from core.models import Endable, SealedTextField

if TYPE_CHECKING:
    from core.models import PersonKey


class ScoreSheet(models.Model):
    """What one member has on one entry in one part of the contest: marks, and a comment.

    The comment lies encrypted under the participant's key and ends with their data; the marks stay.
    """

    entry = models.ForeignKey(
        "contest.Entry", verbose_name="заявка", on_delete=models.PROTECT, related_name="sheets"
    )
    member = models.ForeignKey(
        "contest.CommissionMember",
        verbose_name="член комиссии",
        on_delete=models.PROTECT,
        related_name="sheets",
    )
    part = models.CharField("что оценивается", max_length=10, choices=Part)
    comment = SealedTextField("комментарий", blank=True)
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "оценочный лист"
        verbose_name_plural = "оценочные листы"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "member", "part"],
                name="one_sheet_per_member",
                violation_error_message="Оценочный лист этого члена комиссии уже есть.",
            ),
        ]
        permissions = [
            ("score_entries", "Оценивать заявки своего конкурса"),
            ("run_scoring", "Вести оценку: сроки, напоминания, отсутствие"),
        ]

    def __str__(self) -> str:
        return f"Оценочный лист {self.pk}"

    @property
    def comment_text(self) -> str:
        """The comment as it was written."""
        return str(self.comment)

    @property
    def key(self) -> "PersonKey":
        """Under which the comment lies."""
        key: PersonKey = self.entry.submission.key
        return key


class Mark(models.Model):
    """A mark: whole steps of the criterion's scale; 0 is a mark, and no row is none."""

    sheet = models.ForeignKey(
        ScoreSheet, verbose_name="оценочный лист", on_delete=models.PROTECT, related_name="marks"
    )
    criterion = models.ForeignKey(
        "contest.Criterion", verbose_name="критерий", on_delete=models.PROTECT, related_name="+"
    )
    steps = models.PositiveSmallIntegerField("шагов шкалы")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "оценка"
        verbose_name_plural = "оценки"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "criterion"],
                name="one_mark_per_criterion",
                violation_error_message="Оценка по этому критерию уже есть.",
            ),
        ]
        # Sheets are summed from the index alone.
        indexes = [models.Index(fields=["sheet", "criterion", "steps"], name="marks_of_a_sheet")]

    def __str__(self) -> str:
        return f"Оценка {self.pk}"


class MarkChange(models.Model):
    """A mark given or changed: who, when, from, to. Nobody else sees it before the closing."""

    sheet = models.ForeignKey(
        ScoreSheet, verbose_name="оценочный лист", on_delete=models.PROTECT, related_name="changes"
    )
    criterion = models.ForeignKey(
        "contest.Criterion", verbose_name="критерий", on_delete=models.PROTECT, related_name="+"
    )
    before = models.PositiveSmallIntegerField("было шагов", null=True)
    after = models.PositiveSmallIntegerField("стало шагов")
    at = models.DateTimeField("когда")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="кто", on_delete=models.PROTECT, related_name="+"
    )
    # What the mark was taken from, where the member did not give it on the site.
    paper = models.ForeignKey(
        "contest.PaperSheet",
        verbose_name="с бумажного листа",
        null=True,
        on_delete=models.PROTECT,
        related_name="changes",
    )
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "изменение оценки"
        verbose_name_plural = "изменения оценок"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"Изменение оценки {self.pk}"


class Recusal(Endable):
    """A conflict of interest: this member does not mark this entry, and their marks do not count.

    It is lifted by a person other than who recorded it and the member.
    """

    entry = models.ForeignKey(
        "contest.Entry", verbose_name="заявка", on_delete=models.PROTECT, related_name="recusals"
    )
    member = models.ForeignKey(
        "contest.CommissionMember",
        verbose_name="член комиссии",
        on_delete=models.PROTECT,
        related_name="recusals",
    )

    class Meta:
        verbose_name = "конфликт интересов"
        verbose_name_plural = "конфликты интересов"
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "member"],
                condition=Q(ended_at=None),
                name="one_recusal_in_force",
                violation_error_message="Конфликт интересов по этой заявке уже записан.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_by=F("recorded_by")),
                name="recusal_lifted_by_another",
                violation_error_message="Снять может только другой человек.",
            ),
        ]

    def __str__(self) -> str:
        return f"Конфликт интересов {self.pk}"


class Absence(Endable):
    """A decision by which a member is excused from all entries of a part not yet marked (C-14)."""

    member = models.ForeignKey(
        "contest.CommissionMember",
        verbose_name="член комиссии",
        on_delete=models.PROTECT,
        related_name="absences",
    )
    part = models.CharField("что не оценивает", max_length=10, choices=Part, default=Part.VIDEO)
    number = models.CharField("номер решения", max_length=64)
    decided_on = models.DateField("дата решения")

    class Meta:
        verbose_name = "отсутствие члена комиссии"
        verbose_name_plural = "отсутствия членов комиссии"
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "part"],
                condition=Q(ended_at=None),
                name="one_absence_in_force",
                violation_error_message="Отсутствие этого члена комиссии уже записано.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="absence_ended_by_somebody",
                violation_error_message="Не сказано, кто отменил решение.",
            ),
        ]

    def __str__(self) -> str:
        return f"Решение № {self.number}"


class WindowDecision(models.Model):
    """A decision to close the scoring early, to let it go on, or to open it again."""

    class Kind(models.TextChoices):
        CLOSE = "close", "оценка закрыта досрочно"
        PROLONG = "prolong", "оценка продлена"
        REOPEN = "reopen", "оценка открыта снова"

    contest = models.ForeignKey(
        "contest.Contest",
        verbose_name="конкурс",
        on_delete=models.PROTECT,
        related_name="window_decisions",
    )
    part = models.CharField("оценка чего", max_length=10, choices=Part, default=Part.VIDEO)
    kind = models.CharField("что решено", max_length=8, choices=Kind)
    was_to_close_at = models.DateTimeField("была до")
    closes_at = models.DateTimeField("стала до")
    reason = models.TextField("причина")
    recorded_at = models.DateTimeField("записано")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="записал", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "решение о сроке оценки"
        verbose_name_plural = "решения о сроке оценки"
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return self.get_kind_display()
