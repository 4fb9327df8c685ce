"""Questions of a meeting and what was decided: rows with what they decided, not texts (C-K7)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from contest.meetings.lifecycle import MeetingState
from contest.meetings.rules import questions, votes
from contest.setup.models import Contest
from contest.setup.rules.choices import Part
from core.models import SealedTextField

from .meeting import Meeting

if TYPE_CHECKING:
    from contest.commission.models import CommissionMember
    from core.models import PersonKey

PART_LABELS = {
    Part.VIDEO: "видеообращения",
    Part.TEST: "тест",
    Part.ROLE_PLAY: "ролевые игры",
}


class AgendaItem(models.Model):
    """A question of the agenda, with the kind of decision that it asks for."""

    class Kind(models.TextChoices):
        ADMISSION = questions.Kind.ADMISSION, "О допуске ко II этапу"
        TIE_STAGE_TWO = questions.Kind.TIE_STAGE_TWO, "О равных баллах на границе II этапа"
        TIE_PRIZE = questions.Kind.TIE_PRIZE, "О равных баллах на призовых местах"
        RESULTS = questions.Kind.RESULTS, "Об итогах конкурса"
        NOMINEE = questions.Kind.NOMINEE, "О кандидате на федеральный этап"
        ABSENCE = questions.Kind.ABSENCE, "Об отсутствии члена комиссии"
        NO_SHOW = questions.Kind.NO_SHOW, "О неявке на II этап"
        OTHER = questions.Kind.OTHER, "Иной вопрос"

    meeting = models.ForeignKey(
        Meeting, verbose_name="заседание", on_delete=models.CASCADE, related_name="items"
    )
    ordinal = models.PositiveSmallIntegerField("номер по порядку")
    kind = models.CharField("что решается", max_length=16, choices=Kind)
    subject = models.TextField("вопрос")
    speaker = models.CharField("докладчик", max_length=255, blank=True)
    entries = models.ManyToManyField(
        "contest.Entry", verbose_name="о ком", blank=True, related_name="+"
    )
    # Members in the room who have a conflict of interest with one of these; set by ``sitting_of``.
    recused_in_room: "Sequence[CommissionMember]" = ()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "вопрос повестки"
        verbose_name_plural = "вопросы повестки"
        ordering = ["meeting", "ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "ordinal"],
                name="agenda_ordinal_once",
                violation_error_message="Вопрос с таким номером в повестке уже есть.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ordinal}. {self.subject}"

    @property
    def key(self) -> "PersonKey":
        """Under which reasons and wording lie."""
        return self.meeting.key


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Sets of decisions."""

    def adopted(self) -> "DecisionQuerySet":
        """Those that the commission took."""
        return self.exclude(outcome=votes.Outcome.REJECTED)

    def signed(self) -> "DecisionQuerySet":
        """Those that a signed protocol holds."""
        return self.filter(item__meeting__state=MeetingState.SIGNED)

    def holding(self, *kinds: str) -> "DecisionQuerySet":
        """The taken ones of these kinds that signed protocols hold."""
        return self.adopted().signed().filter(item__kind__in=kinds)

    def in_force(self, contest: Contest, *kinds: str) -> "DecisionQuerySet":
        """Those of one contest, the newest first: a later meeting may decide the same anew."""
        rows = self.holding(*kinds).filter(item__meeting__contest=contest)
        return rows.order_by("-recorded_at", "-pk")


class Decision(models.Model):
    """What was put to the vote on a question, and what became of it."""

    class Outcome(models.TextChoices):
        ADOPTED = votes.Outcome.ADOPTED, "Принято"
        ADOPTED_BY_CHAIR = (
            votes.Outcome.ADOPTED_BY_CHAIR,
            "Принято решающим голосом председательствующего",
        )
        REJECTED = votes.Outcome.REJECTED, "Не принято"

    item = models.OneToOneField(
        AgendaItem, verbose_name="вопрос", on_delete=models.PROTECT, related_name="decision"
    )
    outcome = models.CharField("итог голосования", max_length=20, choices=Outcome)
    wording = SealedTextField("решение", blank=True)
    # At the cut of stage II: all who are tied go on, which departs from clause 15.
    admits_all = models.BooleanField("допустить всех", default=False)
    # Of a decision on a member's absence: whose, and from what they are excused.
    member = models.ForeignKey(
        "contest.CommissionMember",
        verbose_name="член комиссии",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    part = models.CharField(
        "что не оценивает", max_length=10, choices=list(PART_LABELS.items()), blank=True
    )
    # What it made of a signed decision on absence.
    absences = models.ManyToManyField(
        "contest.Absence", verbose_name="отсутствия", blank=True, related_name="decisions"
    )
    recorded_at = models.DateTimeField("записано")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто записал",
        on_delete=models.PROTECT,
        related_name="+",
    )
    objects = DecisionQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "решение комиссии"
        verbose_name_plural = "решения комиссии"
        ordering = ["item"]
        constraints = [
            models.CheckConstraint(
                condition=Q(member=None, part="") | Q(member__isnull=False),
                name="decision_of_absence",
                violation_error_message="Что не оценивают, указывают только вместе с членом комиссии.",
            ),
        ]

    def __str__(self) -> str:
        return f"Решение {self.pk}"

    @property
    def key(self) -> "PersonKey":
        """Under which the wording lies."""
        return self.item.key

    @property
    def is_adopted(self) -> bool:
        """Whether the commission took it."""
        return self.outcome != votes.Outcome.REJECTED


class DecisionEntry(models.Model):
    """A participant whom a decision names: among the tied, or chosen, in the order of the places."""

    decision = models.ForeignKey(
        Decision, verbose_name="решение", on_delete=models.CASCADE, related_name="entries"
    )
    entry = models.ForeignKey(
        "contest.Entry", verbose_name="участник", on_delete=models.PROTECT, related_name="+"
    )
    # From 1 in the order of the places; None of one that was tied and not chosen.
    place = models.PositiveSmallIntegerField("по порядку", null=True)
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "участник в решении"
        verbose_name_plural = "участники в решении"
        ordering = [models.F("place").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "entry"],
                name="decision_entry_once",
                violation_error_message="Этот участник в решении уже назван.",
            ),
            models.UniqueConstraint(
                fields=["decision", "place"],
                name="decision_place_once",
                violation_error_message="Это место в решении уже занято.",
            ),
        ]

    def __str__(self) -> str:
        return f"Участник в решении {self.pk}"
