"""A member's sheet on paper: typed by one, checked beside the scan by another (C-14)."""

import zoneinfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from contest.scoring.lifecycle import PaperState
from contest.setup.models import Contest, Part
from core.models import PersonKey, PrivateFile, SealedTextField


class PaperSheet(models.Model):
    """Sheets that a member has filled in on paper, with their scan.

    What was typed of them waits in ``PaperMark`` and counts for nothing before a second person has
    confirmed it: then it becomes the member's marks.
    """

    member = models.ForeignKey(
        "contest.CommissionMember",
        verbose_name="член комиссии",
        on_delete=models.PROTECT,
        related_name="paper_sheets",
    )
    part = models.CharField("что оценивается", max_length=10, choices=Part)
    state = models.CharField(
        "состояние", max_length=12, choices=PaperState, default=PaperState.TYPED
    )
    # The scan outlives the participants' applications, so it lies under a key of its own.
    key = models.OneToOneField(
        PersonKey, verbose_name="ключ", on_delete=models.PROTECT, related_name="+"
    )
    scan = models.OneToOneField(
        PrivateFile, verbose_name="скан", on_delete=models.PROTECT, related_name="+"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="внёс", on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField("внесён")
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="проверил",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    checked_at = models.DateTimeField("проверен", null=True)
    # Why it was sent back; it may repeat a mark and is shown to whoever typed it, not in the history.
    remark = SealedTextField("что не сошлось", blank=True)
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "бумажный оценочный лист"
        verbose_name_plural = "бумажные оценочные листы"
        ordering = ["-entered_at", "-pk"]
        permissions = [("handle_paper_sheets", "Вносить и проверять бумажные оценочные листы")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state=PaperState.CONFIRMED, checked_at__isnull=False, checked_by__isnull=False
                )
                & ~Q(checked_by=F("entered_by"))
                | ~Q(state=PaperState.CONFIRMED) & Q(checked_at=None, checked_by=None),
                name="paper_sheet_checked_by_another",
                violation_error_message="Лист подтверждает другой человек, не тот, кто его внёс.",
            ),
        ]

    def __str__(self) -> str:
        return f"Бумажный лист {self.pk}"

    @property
    def contest(self) -> Contest:
        """The member's contest."""
        contest: Contest = self.member.contest
        return contest

    @property
    def tz(self) -> zoneinfo.ZoneInfo:
        """The contest's own time zone."""
        return self.contest.tz


class PaperMark(models.Model):
    """A mark as it was typed from paper; nobody's mark yet."""

    sheet = models.ForeignKey(
        PaperSheet, verbose_name="лист", on_delete=models.CASCADE, related_name="marks"
    )
    entry = models.ForeignKey(
        "contest.Entry", verbose_name="заявка", on_delete=models.PROTECT, related_name="+"
    )
    criterion = models.ForeignKey(
        "contest.Criterion", verbose_name="критерий", on_delete=models.PROTECT, related_name="+"
    )
    steps = models.PositiveSmallIntegerField("шагов шкалы")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "оценка с бумажного листа"
        verbose_name_plural = "оценки с бумажных листов"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "entry", "criterion"],
                name="one_paper_mark_per_criterion",
                violation_error_message="Оценка по этому критерию уже внесена.",
            ),
        ]

    def __str__(self) -> str:
        return f"Оценка с бумажного листа {self.pk}"
