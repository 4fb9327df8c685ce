"""The order that approves a contest's results, and the results as they were frozen (C-18, C-19)."""

import zoneinfo
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from contest.results.lifecycle import OrderState
from contest.setup.models import Contest
from core.models import PersonKey, PrivateFile, SealedTextField

if TYPE_CHECKING:
    pass

_S = OrderState
_SIGNED = [_S.FILED, _S.PUBLISHED]


class ResultsOrderQuerySet(models.QuerySet["ResultsOrder"]):
    """Sets of orders."""

    def open(self) -> "ResultsOrderQuerySet":
        """Those at work: of a contest there is one at most."""
        return self.filter(state__in=[_S.DRAFT, _S.FILED])

    def published(self) -> "ResultsOrderQuerySet":
        """Those whose results were published, the one in force first."""
        return self.filter(state=_S.PUBLISHED).order_by("-version")

    def in_force(self, contest: Contest | int) -> "ResultsOrder | None":
        """The order whose results are in force; None before the first is published."""
        return self.published().filter(contest=contest).first()


class ResultsOrder(models.Model):
    """One order on the results of a contest; a later one corrects it, and both stay.

    ``checksum`` is of the facts that the draft prints. ``snapshot`` is the canonical text of the
    frozen results, without names, and ``digest`` its SHA-256 (ADR 20).
    """

    contest = models.ForeignKey(
        "contest.Contest",
        verbose_name="конкурс",
        on_delete=models.PROTECT,
        related_name="results_orders",
    )
    decision = models.ForeignKey(
        "contest.Decision",
        verbose_name="решение об итогах",
        on_delete=models.PROTECT,
        related_name="+",
    )
    state = models.CharField(
        "состояние", max_length=12, choices=OrderState, default=OrderState.DRAFT
    )
    # Under it lie the scan and the names: they outlive the participants' applications.
    key = models.OneToOneField(
        PersonKey, verbose_name="ключ", on_delete=models.PROTECT, related_name="+"
    )
    # From 1, once published; None before.
    version = models.PositiveSmallIntegerField("редакция итогов", null=True)
    why = models.CharField("что исправляет", max_length=500, blank=True)
    prepared_at = models.DateTimeField("проект подготовлен")
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто подготовил",
        on_delete=models.PROTECT,
        related_name="+",
    )
    number = models.CharField("номер приказа", max_length=64, blank=True)
    signed_on = models.DateField("дата приказа", null=True)
    scan = models.OneToOneField(
        PrivateFile,
        verbose_name="скан приказа",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто внёс",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    checksum = models.CharField("контрольная сумма проекта", max_length=64, blank=True)
    snapshot = models.TextField("снимок итогов", blank=True)
    digest = models.CharField("контрольная сумма снимка", max_length=64, blank=True)
    published_at = models.DateTimeField("опубликовано", null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто подтвердил",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    objects = ResultsOrderQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "приказ об итогах"
        verbose_name_plural = "приказы об итогах"
        ordering = ["-prepared_at", "-pk"]
        permissions = [("oversee_results", "Видеть и подтверждать итоги конкурсов организации")]
        constraints = [
            models.UniqueConstraint(
                fields=["contest"],
                condition=Q(state__in=[_S.DRAFT, _S.FILED]),
                name="one_open_results_order",
                violation_error_message="Приказ об итогах этого конкурса уже готовится.",
            ),
            models.UniqueConstraint(
                fields=["contest", "version"],
                name="results_version_once",
                violation_error_message="Такая редакция итогов уже опубликована.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_SIGNED, signed_on__isnull=False, scan__isnull=False)
                & Q(filed_by__isnull=False)
                & ~Q(number="")
                & ~Q(checksum="")
                & ~Q(digest="")
                | ~Q(state__in=_SIGNED)
                & Q(number="", signed_on=None, scan=None, filed_by=None, checksum="", digest=""),
                name="results_order_filed",
                violation_error_message="У внесённого приказа должны быть номер, дата, скан и тот, кто его внёс.",
            ),
            models.CheckConstraint(
                condition=Q(state=_S.PUBLISHED, published_at__isnull=False)
                & Q(version__isnull=False, confirmed_by__isnull=False)
                & ~Q(confirmed_by=F("filed_by"))
                | ~Q(state=_S.PUBLISHED) & Q(published_at=None, version=None, confirmed_by=None),
                name="results_published_by_another",
                violation_error_message="Публикацию подтверждает другой человек, не тот, кто внёс приказ.",
            ),
        ]

    def __str__(self) -> str:
        return self.title if self.number else f"Проект приказа об итогах: {self.contest}"

    @property
    def title(self) -> str:
        """«Приказ от 01.07.2026 № 12»."""
        return f"Приказ от {self.signed_on:%d.%m.%Y} № {self.number}" if self.signed_on else ""

    @property
    def tz(self) -> zoneinfo.ZoneInfo:
        """The contest's own time zone."""
        return self.contest.tz


class Nomination(models.Model):
    """What follows from a decision on the nominee: the stage's last day, or a written refusal (C-18).

    The refusal's paper lies under the key of the order on whose page it was brought.
    """

    decision = models.OneToOneField(
        "contest.Decision",
        verbose_name="решение о кандидате",
        on_delete=models.PROTECT,
        related_name="nomination",
    )
    ends_on = models.DateField("федеральный этап заканчивается", null=True)
    refused_on = models.DateField("отказ получен", null=True)
    paper = models.OneToOneField(
        PrivateFile,
        verbose_name="письменный отказ",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто записал отказ",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "выдвижение на федеральный этап"
        verbose_name_plural = "выдвижения на федеральный этап"
        constraints = [
            models.CheckConstraint(
                condition=Q(refused_on=None, paper=None, refused_by=None)
                | Q(refused_on__isnull=False, paper__isnull=False, refused_by__isnull=False),
                name="nominee_refused_in_writing",
                violation_error_message="У отказа должны быть дата, сам документ и тот, кто его внёс.",
            ),
        ]

    def __str__(self) -> str:
        return f"Выдвижение {self.pk}"


class ResultLine(models.Model):
    """A participant in the frozen results: ``place`` from 1, None of who took part in stage II only.

    Name and centre lie under the order's key; ``seed`` is what their marks in the snapshot are
    made of, so that a name can be compared with its mark and not guessed from it (ADR 20).
    """

    order = models.ForeignKey(
        ResultsOrder, verbose_name="приказ", on_delete=models.CASCADE, related_name="lines"
    )
    entry = models.ForeignKey(
        "contest.Entry", verbose_name="участник", on_delete=models.PROTECT, related_name="+"
    )
    ordinal = models.PositiveSmallIntegerField("по порядку")
    place = models.PositiveSmallIntegerField("место", null=True)
    role = models.CharField("роль", max_length=255)
    points = models.CharField("баллы", max_length=64, blank=True)
    name: Any = SealedTextField("имя")
    centre: Any = SealedTextField("центр занятости")
    seed: Any = SealedTextField("случайное число")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "строка итогов"
        verbose_name_plural = "строки итогов"
        ordering = ["order", "ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "entry"],
                name="result_entry_once",
                violation_error_message="Этот участник в итогах уже есть.",
            ),
            models.UniqueConstraint(
                fields=["order", "place"],
                name="result_place_once",
                violation_error_message="Это место в итогах уже занято.",
            ),
        ]

    def __str__(self) -> str:
        return f"Строка итогов {self.pk}"

    @property
    def key(self) -> PersonKey:
        """Under which the name lies."""
        return self.order.key
