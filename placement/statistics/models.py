"""Employment of a year's graduates as it is approved and published (P-2.4d)."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import Combinable

from core.errors import Refused
from core.models import HistoryRecord
from placement.statistics.lifecycle import SnapshotState
from placement.statistics.rules import figures as rules

# No institution has figures of earlier graduates in this form.
FIRST_YEAR = 2000
_FIXED = "Утверждённые сведения не меняются. Чтобы исправить опубликованное, внесите исправление."
_IN_WORK = [SnapshotState.DRAFT, SnapshotState.APPROVED]
_ONCE_PUBLISHED = [SnapshotState.PUBLISHED, SnapshotState.SUPERSEDED, SnapshotState.WITHDRAWN]
# What the history calls the actions that put figures in, change them or take them out.
ENTERING = ("start", "correct", "edit", "enter-row", "import", "remove-row")
_ROUNDS = [
    ("approved", [SnapshotState.APPROVED, *_ONCE_PUBLISHED]),
    ("published", _ONCE_PUBLISHED),
    ("superseded", [SnapshotState.SUPERSEDED]),
]


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    """Sets of snapshots."""

    def public(self) -> "SnapshotQuerySet":
        """What the public sees: one snapshot a year, the newest year first."""
        return self.filter(state=SnapshotState.PUBLISHED).order_by("-year")

    def in_work(self) -> "SnapshotQuerySet":
        """Drafts, and what is approved and waits for its publication."""
        return self.filter(state__in=_IN_WORK)

    def withdrawn(self) -> "SnapshotQuerySet":
        """What the public saw and sees no more: of years that have no published figures now."""
        published = Snapshot.objects.filter(year=OuterRef("year"), state=SnapshotState.PUBLISHED)
        rows = self.filter(~Exists(published), state=SnapshotState.WITHDRAWN)
        return rows.order_by("-year", "-version")

    def once_published(self) -> "SnapshotQuerySet":
        """What the public sees or saw before a correction or a withdrawal."""
        return self.filter(state__in=_ONCE_PUBLISHED)


def _person(label: str, **options: Any) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=label,
        on_delete=models.PROTECT,
        related_name="+",
        **options,
    )


def _paired(name: str, states: Sequence[str]) -> models.CheckConstraint:
    """Who and when are there exactly in ``states``."""
    at, by = f"{name}_at__isnull", f"{name}_by__isnull"
    return models.CheckConstraint(
        condition=Q(state__in=states, **{at: False, by: False})
        | (~Q(state__in=states) & Q(**{at: True, by: True})),
        name=f"snapshot_{name}_at_and_by",
        violation_error_message="Состояние не подходит к тому, кто и когда его изменил.",
    )


class Snapshot(models.Model):
    """The figures of one year's graduates; ``year`` is the calendar year of graduation.

    A published one never changes; a correction is the next version of the same year.
    """

    year = models.PositiveSmallIntegerField("год выпуска")
    version = models.PositiveSmallIntegerField("версия", default=1)
    state = models.CharField(
        "состояние",
        max_length=16,
        choices=SnapshotState.choices,
        default=SnapshotState.DRAFT,
        editable=False,
    )
    as_of = models.DateField("по состоянию на")
    source = models.CharField("откуда сведения", max_length=500)
    # Codes of the categories that count as employed, in the order of the form.
    counting_rule = models.JSONField("кто считается трудоустроенным", default=list)
    corrects = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="corrections", editable=False
    )
    correction = models.TextField("что и почему исправлено", blank=True)
    entered_by = _person("кто внёс")
    entered_at = models.DateTimeField("когда внесено")
    approved_by = _person("кто утвердил", null=True)
    approved_at = models.DateTimeField("когда утверждено", null=True)
    published_by = _person("кто опубликовал", null=True)
    published_at = models.DateTimeField("когда опубликовано", null=True)
    superseded_by = _person("кто заменил", null=True)
    superseded_at = models.DateTimeField("когда заменено", null=True)
    withdrawn_by = _person("кто снял с публикации", null=True)
    withdrawn_at = models.DateTimeField("когда снято с публикации", null=True)
    withdrawal = models.TextField("почему снято с публикации", blank=True)
    # SHA-256 over what was approved.
    digest = models.CharField(max_length=64, blank=True, editable=False)
    is_demo = models.BooleanField("вымышленные сведения", default=False, editable=False)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = "сведения о трудоустройстве"
        verbose_name_plural = "сведения о трудоустройстве"
        ordering = ["-year", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "version"],
                name="snapshot_version",
                violation_error_message="Эта версия сведений за год уже есть.",
            ),
            models.UniqueConstraint(
                fields=["year"],
                condition=Q(state=SnapshotState.PUBLISHED),
                name="one_published_snapshot_a_year",
                violation_error_message="Сведения за этот год уже опубликованы.",
            ),
            models.UniqueConstraint(
                fields=["year"],
                condition=Q(state__in=_IN_WORK),
                name="one_snapshot_in_work_a_year",
                violation_error_message="Сведения за этот год уже в работе.",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(correction=""),
                name="snapshot_correction_said",
                violation_error_message="Напишите, что и почему исправлено.",
            ),
            models.CheckConstraint(
                condition=~Q(state=SnapshotState.WITHDRAWN) | ~Q(withdrawal=""),
                name="snapshot_withdrawal_said",
                violation_error_message="Напишите, почему сведения сняты с публикации.",
            ),
            # Without anybody: what the site itself took off because its year was impossible.
            models.CheckConstraint(
                condition=Q(state=SnapshotState.WITHDRAWN, withdrawn_at__isnull=False)
                | (~Q(state=SnapshotState.WITHDRAWN) & Q(withdrawn_at=None, withdrawn_by=None)),
                name="snapshot_withdrawn_at",
                violation_error_message="У снятых с публикации сведений, и только у них, есть день"
                " снятия.",
            ),
            # What was withdrawn or superseded stays as it was published, a wrong year too.
            models.CheckConstraint(
                condition=Q(state__in=[SnapshotState.SUPERSEDED, SnapshotState.WITHDRAWN])
                | Q(year__gte=FIRST_YEAR, year__lte=F("as_of__year")),
                name="snapshot_year_is_possible",
                violation_error_message="Год выпуска – не раньше 2000 и не позже года, по"
                " состоянию на который внесены сведения.",
            ),
            *(_paired(name, states) for name, states in _ROUNDS),
        ]
        permissions = [
            ("enter_snapshots", "Вносить сведения о трудоустройстве"),
            ("approve_snapshots", "Утверждать сведения о трудоустройстве"),
            ("publish_snapshots", "Публиковать сведения о трудоустройстве"),
        ]

    def __str__(self) -> str:
        version = f", исправление {self.version - 1}" if self.version > 1 else ""
        return f"{self.academic_year} учебный год{version}"

    @property
    def academic_year(self) -> str:
        """«2024/25»."""
        return rules.academic_year(self.year)

    @property
    def is_draft(self) -> bool:
        """Whether the figures may still be changed."""
        return self.state == SnapshotState.DRAFT

    @property
    def is_published(self) -> bool:
        """Whether these are the figures that the public sees."""
        return self.state == SnapshotState.PUBLISHED

    @property
    def may_be_corrected(self) -> bool:
        """Whether a correction may begin: it is published, or withdrawn and the newest version."""
        if self.state != SnapshotState.WITHDRAWN:
            return self.is_published
        return not Snapshot.objects.filter(year=self.year, version__gt=self.version).exists()

    @property
    def rule_in_words(self) -> str:
        """Who counts as employed."""
        return rules.rule_in_words(self.counting_rule)

    def typists(self) -> set[int]:
        """Keys of the people whose figures stand here, or who changed or removed any.

        The frame names only the last of them: the history knows the others.
        """
        entered = HistoryRecord.objects.about(self).filter(action__in=ENTERING)
        return {
            self.entered_by_id,
            *self.rows.values_list("entered_by_id", flat=True),
            *entered.exclude(actor=None).values_list("actor_id", flat=True),
        }

    def compute_digest(self) -> str:
        """SHA-256 over the frame and all rows, in canonical JSON."""
        rows = [
            [row.place, *row.texts, row.graduates, row.t1, row.counts] for row in self.rows.all()
        ]
        frame = [self.year, self.version, self.as_of.isoformat(), self.source, self.counting_rule]
        content = json.dumps([frame, self.correction, rows], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()


def _total() -> Combinable:
    first, *others = (F(code) for code in rules.EXCLUSIVE)
    total: Combinable = first
    for code in others:
        total = total + code
    return total


class SnapshotRow(models.Model):
    """One programme in a snapshot, with the programme's words as they were.

    The columns of the form are integers of people; ``graduates`` is v1, ``t1`` follows from
    the snapshot's counting rule.
    """

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="rows")
    programme = models.ForeignKey(
        "placement.Programme", on_delete=models.PROTECT, related_name="rows"
    )
    place = models.PositiveSmallIntegerField("порядок", default=0)
    code = models.CharField("код", max_length=32, blank=True)
    name = models.CharField("профессия, специальность", max_length=255)
    education_programme = models.CharField("образовательная программа", max_length=500, blank=True)
    kind = models.CharField("вид", max_length=16)
    graduates = models.PositiveIntegerField("выпускников")
    t1 = models.PositiveIntegerField("трудоустроены")
    employed = models.PositiveIntegerField(default=0)
    in_profession = models.PositiveIntegerField(default=0)
    four_months = models.PositiveIntegerField(default=0)
    entrepreneur = models.PositiveIntegerField(default=0)
    self_employed = models.PositiveIntegerField(default=0)
    continued_education = models.PositiveIntegerField(default=0)
    conscripted = models.PositiveIntegerField(default=0)
    contract_service = models.PositiveIntegerField(default=0)
    child_care = models.PositiveIntegerField(default=0)
    informal = models.PositiveIntegerField(default=0)
    unemployed = models.PositiveIntegerField(default=0)
    no_motivation = models.PositiveIntegerField(default=0)
    other_risk = models.PositiveIntegerField(default=0)
    death_or_illness = models.PositiveIntegerField(default=0)
    under_sentence = models.PositiveIntegerField(default=0)
    left_country = models.PositiveIntegerField(default=0)
    family_care = models.PositiveIntegerField(default=0)
    foreigners = models.PositiveIntegerField(default=0)
    other = models.PositiveIntegerField(default=0)
    will_be_employed = models.PositiveIntegerField(default=0)
    will_be_entrepreneur = models.PositiveIntegerField(default=0)
    will_be_self_employed = models.PositiveIntegerField(default=0)
    will_be_conscripted = models.PositiveIntegerField(default=0)
    will_serve_by_contract = models.PositiveIntegerField(default=0)
    will_study = models.PositiveIntegerField(default=0)
    entered_by = _person("кто внёс")
    entered_at = models.DateTimeField("когда внесено")

    class Meta:
        verbose_name = "строка сведений"
        verbose_name_plural = "строки сведений"
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "programme"],
                name="row_of_programme",
                violation_error_message="Строка этой программы уже есть.",
            ),
            models.CheckConstraint(
                condition=Q(graduates=_total()),
                name="row_sum_is_right",
                violation_error_message="Сумма по графам не равна числу выпускников.",
            ),
            models.CheckConstraint(
                condition=Q(t1__lte=F("graduates")),
                name="row_t1_within_v1",
                violation_error_message="Трудоустроенных больше, чем выпускников.",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{code}__lte": F(rules.BY_CODE[code].part_of)}),
                    name=f"row_{code}_within",
                    violation_error_message=f"«{rules.BY_CODE[code].label}» больше, чем вся графа.",
                )
                for code in rules.PARTS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; Refused unless the snapshot is still a draft."""
        self._keep()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete; Refused unless the snapshot is still a draft."""
        self._keep()
        return super().delete(*args, **kwargs)

    @property
    def counts(self) -> dict[str, int]:
        """The numbers by category, in the order of the form."""
        return {category.code: getattr(self, category.code) for category in rules.CATEGORIES}

    @property
    def texts(self) -> list[str]:
        """Code, name, programme, kind."""
        return [self.code, self.name, self.education_programme, self.kind]

    def _keep(self) -> None:
        draft = Snapshot.objects.filter(pk=self.snapshot_id, state=SnapshotState.DRAFT)
        if not draft.exists():
            raise Refused(_FIXED)
