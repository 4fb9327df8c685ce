"""A meeting, and what of the contest bears upon it: the chair's absence, reminders (C-K4, C-K8)."""

import datetime as dt
import zoneinfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from contest.commission.models import CommissionMember
from contest.meetings.lifecycle import MeetingState
from core import clock
from core.models import JournalEntry, PersonKey, PrivateFile

_STATE = MeetingState
_WITH_PROTOCOL = [_STATE.HELD, _STATE.FILED, _STATE.SIGNED]
_FILED = [_STATE.FILED, _STATE.SIGNED]


class Meeting(models.Model):
    """One meeting in person; the regulation knows no other («присутствует», clause 7)."""

    contest = models.ForeignKey(
        "contest.Contest", verbose_name="конкурс", on_delete=models.PROTECT, related_name="meetings"
    )
    starts_at = models.DateTimeField("дата и время")
    place = models.CharField("место", max_length=500)
    state = models.CharField(
        "состояние", max_length=12, choices=MeetingState, default=MeetingState.PLANNED
    )
    # Under it lie wording, reasons and the scan: they outlive the participants' applications.
    key = models.OneToOneField(
        PersonKey, verbose_name="ключ", on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField("повестка утверждена", null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто утвердил",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # The seat that gave the power: the deputy approves while the chair's absence is recorded.
    approved_seat = models.CharField("кем утверждена", max_length=10, blank=True)
    convened_at = models.DateTimeField("созвано", null=True)
    number = models.OneToOneField(
        JournalEntry,
        verbose_name="номер протокола",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    signed_on = models.DateField("протокол подписан", null=True)
    scan = models.OneToOneField(
        PrivateFile,
        verbose_name="скан протокола",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # Of the facts that the signed protocol repeats.
    digest = models.CharField("контрольная сумма протокола", max_length=64, blank=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто внёс",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    confirmed_at = models.DateTimeField("подписание подтверждено", null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто подтвердил",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "заседание комиссии"
        verbose_name_plural = "заседания комиссии"
        ordering = ["-starts_at", "-pk"]
        permissions = [("run_meetings", "Готовить и вести заседания комиссии")]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None, approved_seat="")
                | (Q(approved_at__isnull=False, approved_by__isnull=False) & ~Q(approved_seat="")),
                name="meeting_approved_by",
                violation_error_message="У утверждённой повестки должны быть время и тот, кто её утвердил.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_WITH_PROTOCOL) | Q(number__isnull=False),
                name="meeting_has_number",
                violation_error_message="У проведённого заседания должен быть номер протокола.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_FILED, signed_on__isnull=False, filed_by__isnull=False)
                & Q(scan__isnull=False)
                & ~Q(digest="")
                | ~Q(state__in=_FILED) & Q(signed_on=None, filed_by=None, scan=None, digest=""),
                name="meeting_filed",
                violation_error_message="У внесённого протокола должны быть дата подписания, скан и тот, кто его внёс.",
            ),
            models.CheckConstraint(
                condition=Q(state=_STATE.SIGNED)
                & Q(confirmed_at__isnull=False, confirmed_by__isnull=False)
                & ~Q(confirmed_by=F("filed_by"))
                | ~Q(state=_STATE.SIGNED) & Q(confirmed_at=None, confirmed_by=None),
                name="meeting_confirmed_by_another",
                violation_error_message="Подписание протокола подтверждает другой человек, не тот, кто его внёс.",
            ),
        ]

    def __str__(self) -> str:
        return f"Заседание {self.day:%d.%m.%Y}"

    @property
    def tz(self) -> zoneinfo.ZoneInfo:
        """The contest's own time zone."""
        return self.contest.tz

    @property
    def day(self) -> dt.date:
        """The day on the contest's clock."""
        return clock.in_zone(self.starts_at, self.tz).date()

    @property
    def when_text(self) -> str:
        """Day, hour and zone."""
        return clock.format_instant(self.starts_at, self.tz)

    @property
    def approved_seat_text(self) -> str:
        """«председатель комиссии»: by which seat the agenda was approved."""
        return str(CommissionMember.Seat(self.approved_seat).label) if self.approved_seat else ""

    @property
    def is_planned(self) -> bool:
        """Whether time, place and agenda may still change."""
        return self.state == MeetingState.PLANNED

    @property
    def is_closed(self) -> bool:
        """Whether its protocol has a number and is signed, or about to be."""
        return self.state in _WITH_PROTOCOL

    @property
    def is_running(self) -> bool:
        """Whether attendance, votes and decisions may be recorded: it is convened, its day has come."""
        today = clock.in_zone(clock.now(), self.tz).date()
        return self.state == MeetingState.CONVENED and self.day <= today


class ChairAbsence(models.Model):
    """A time in which the deputy holds all powers of the chair (clause 4)."""

    contest = models.ForeignKey(
        "contest.Contest",
        verbose_name="конкурс",
        on_delete=models.PROTECT,
        related_name="chair_absences",
    )
    starts_on = models.DateField("отсутствует с")
    ends_on = models.DateField("отсутствует по")
    reason = models.CharField("основание", max_length=500)
    recorded_at = models.DateTimeField("записано")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто записал",
        on_delete=models.PROTECT,
        related_name="+",
    )
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "отсутствие председателя"
        verbose_name_plural = "отсутствия председателя"
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="chair_absence_in_order",
                violation_error_message="Отсутствие не может закончиться раньше, чем началось.",
            ),
        ]

    def __str__(self) -> str:
        return f"Председатель отсутствует с {self.starts_on:%d.%m.%Y} по {self.ends_on:%d.%m.%Y}"


class DeadlineReminder(models.Model):
    """The secretary was reminded of a deadline so many working days ahead: once (C-K8)."""

    contest = models.ForeignKey(
        "contest.Contest", verbose_name="конкурс", on_delete=models.CASCADE, related_name="+"
    )
    step = models.CharField("чего срок", max_length=10)
    due_on = models.DateField("срок")
    ahead = models.PositiveSmallIntegerField("за сколько рабочих дней")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "напоминание о сроке"
        verbose_name_plural = "напоминания о сроках"
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "step", "due_on", "ahead"],
                name="deadline_reminded_once",
                violation_error_message="Об этом сроке уже напомнили.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.due_on:%d.%m.%Y}, {self.ahead}"
