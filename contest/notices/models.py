"""Letters to the participants about a decision of the commission: prepared, then released at once."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from contest.meetings.models import DecisionEntry
from contest.notices.lifecycle import ReleaseState

_OPEN = [ReleaseState.PREPARED, ReleaseState.RELEASED]


class Verdict(models.TextChoices):
    """What a participant is told."""

    ADMITTED = "admitted", "Допущен ко II этапу"
    REPLACEMENT = "replacement", "Допущен ко II этапу вместо выбывшего"
    NOT_ADMITTED = "not-admitted", "Не допущен ко II этапу"
    WINNER = "winner", "Победитель конкурса"
    PRIZE = "prize", "Призёр конкурса"
    TOOK_PART = "took-part", "Участник II этапа, без призового места"
    NO_SHOW = "no-show", "Не явился на II этап, без места"

    @property
    def event(self) -> str:
        """The event of the journey whose letter says so."""
        return f"{'results' if self.is_outcome else 'stage-two'}-{self.value}"

    @property
    def is_outcome(self) -> bool:
        """Whether it tells how the contest ended for the participant, not who goes on."""
        return self.is_placed or self in {Verdict.TOOK_PART, Verdict.NO_SHOW}

    @property
    def is_placed(self) -> bool:
        """Whether it tells of a place."""
        return self in {Verdict.WINNER, Verdict.PRIZE}


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Sets of releases."""

    def prepared(self) -> "ReleaseQuerySet":
        """Those that wait for a second person."""
        return self.filter(state=ReleaseState.PREPARED)

    def released(self) -> "ReleaseQuerySet":
        """Those that participants were told of."""
        return self.filter(state=ReleaseState.RELEASED)


class Release(models.Model):
    """The letters about one decision of a signed protocol; another person releases them.

    The wording of the decision lies under its meeting's key, the letters under the participants'.
    """

    contest = models.ForeignKey(
        "contest.Contest", verbose_name="конкурс", on_delete=models.PROTECT, related_name="releases"
    )
    decision = models.ForeignKey(
        "contest.Decision",
        verbose_name="решение",
        on_delete=models.PROTECT,
        related_name="releases",
    )
    state = models.CharField(
        "состояние", max_length=10, choices=ReleaseState, default=ReleaseState.PREPARED
    )
    prepared_at = models.DateTimeField("подготовлены")
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто подготовил",
        on_delete=models.PROTECT,
        related_name="+",
    )
    released_at = models.DateTimeField("отправлены", null=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто отправил",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    objects = ReleaseQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "письма о решении"
        verbose_name_plural = "письма о решениях"
        ordering = ["-prepared_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(state__in=_OPEN),
                name="one_release_per_decision",
                violation_error_message="Письма об этом решении уже подготовлены.",
            ),
            models.CheckConstraint(
                condition=Q(state=ReleaseState.RELEASED)
                & Q(released_at__isnull=False, released_by__isnull=False)
                & ~Q(released_by=F("prepared_by"))
                | ~Q(state=ReleaseState.RELEASED) & Q(released_at=None, released_by=None),
                name="release_by_another",
                violation_error_message="Письма отправляет другой человек, не тот, кто их подготовил.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision.item.get_kind_display()}: письма участникам"

    @property
    def tz(self) -> Any:
        """The contest's own time zone."""
        return self.contest.tz


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Sets of notices."""

    def told(self) -> "NoticeQuerySet":
        """Those whose letters were released."""
        return self.filter(release__state=ReleaseState.RELEASED)

    def with_places(self) -> "NoticeQuerySet":
        """Each with ``place``: what the decision gave the participant, None of whoever has none."""
        named = DecisionEntry.objects.filter(
            decision=OuterRef("release__decision"), entry=OuterRef("entry")
        )
        return self.annotate(place=Subquery(named.values("place")[:1]))


class Notice(models.Model):
    """What one participant is told of a decision: one letter, or a call where none can go."""

    release = models.ForeignKey(
        Release, verbose_name="письма", on_delete=models.CASCADE, related_name="notices"
    )
    entry = models.ForeignKey(
        "contest.Entry", verbose_name="заявка", on_delete=models.PROTECT, related_name="notices"
    )
    verdict = models.CharField("что сообщается", max_length=16, choices=Verdict)
    letter = models.ForeignKey(
        "core.Letter", verbose_name="письмо", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    objects = NoticeQuerySet.as_manager()
    wagtail_reference_index_ignore = True
    # Annotated by ``with_places``.
    place: int | None

    class Meta:
        verbose_name = "письмо участнику"
        verbose_name_plural = "письма участникам"
        ordering = ["verdict", "entry__submission__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "entry"],
                name="one_notice_per_participant",
                violation_error_message="Этому участнику письмо уже подготовлено.",
            ),
        ]

    def __str__(self) -> str:
        return f"Письмо участнику {self.pk}"

    @property
    def said(self) -> Verdict:
        """The verdict with its words and its letter."""
        return Verdict(self.verdict)
