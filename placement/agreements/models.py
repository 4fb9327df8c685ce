"""The register of agreements with employers and other partners (P-3.6, P-5.4)."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.crypto import keyed_digest
from core.model_fields import StampField
from core.models import JournalEntry, PersonKey, PrivateFile, SealedTextField
from core.records import record_of
from core.text import search_key
from placement.agreements.lifecycle import AgreementState
from placement.agreements.rules import Facts
from placement.employers.models import Employer

_OVER = [AgreementState.ENDED, AgreementState.TERMINATED]


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Sets of agreements."""

    def signed(self) -> "AgreementQuerySet":
        """Those in force."""
        return self.filter(state=AgreementState.SIGNED)

    def in_force(self, day: dt.date) -> "AgreementQuerySet":
        """Those that are signed and whose term holds on ``day``."""
        return self.signed().filter(starts_on__lte=day).exclude(ends_on__lt=day)

    def ending_by(self, day: dt.date) -> "AgreementQuerySet":
        """Those in force whose term ends on ``day`` or earlier."""
        return self.signed().filter(ends_on__lte=day)


class Agreement(models.Model):
    """One agreement from its draft to the end of its term."""

    class Kind(models.TextChoices):
        PARTNERSHIP = "partnership", "О сотрудничестве (партнёрстве)"
        TARGETED = "targeted", "Целевой профессиональной подготовки рабочего/служащего"
        FREE_TRAINING = (
            "free-training",
            (
                "Безвозмездного оказания услуг подготовки и обучения кандидата на замещение"
                " вакантной должности"
            ),
        )
        PRACTICE = "practice", "О практической подготовке (практике)"

    class Practice(models.TextChoices):
        EDUCATIONAL = "educational", "Учебная"
        INDUSTRIAL = "industrial", "Производственная"

    FOR_PERSONS = frozenset({Kind.TARGETED, Kind.FREE_TRAINING})

    kind = models.CharField("вид договора", max_length=16, choices=Kind.choices)
    practice_kind = models.CharField(
        "вид практики", max_length=16, choices=Practice.choices, blank=True
    )
    employer = models.ForeignKey(
        Employer, verbose_name="сторона", on_delete=models.PROTECT, related_name="agreements"
    )
    subject = models.TextField("предмет договора")
    starts_on = models.DateField("действует с")
    ends_on = models.DateField("действует по", null=True, blank=True)
    group = models.CharField("группа", max_length=64, blank=True)
    people_count = models.PositiveSmallIntegerField("сколько человек", null=True, blank=True)
    people_names = SealedTextField("кого касается", blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ответственный",
        on_delete=models.PROTECT,
        related_name="+",
    )
    duplicate_reason = models.CharField(
        "почему заключён ещё один такой договор", max_length=500, blank=True
    )
    key = models.OneToOneField(PersonKey, on_delete=models.PROTECT, related_name="+")
    # Keyed digests of the names: agreements are compared by people without being opened.
    people_digests = models.JSONField(default=list, editable=False)
    state = models.CharField(
        "состояние",
        max_length=16,
        choices=AgreementState.choices,
        default=AgreementState.DRAFT,
        editable=False,
    )
    number = models.OneToOneField(
        JournalEntry, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    # Of one that was brought in from an existing list: the number in the paper journal.
    paper_number = models.CharField(
        "номер в бумажном журнале", max_length=100, blank=True, editable=False
    )
    signed_on = models.DateField("подписан", null=True, editable=False)
    scan = models.OneToOneField(
        PrivateFile, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    ended_on = models.DateField("прекращён", null=True, editable=False)
    # The last reminder of the end of the term: so many days before it.
    reminded = models.PositiveSmallIntegerField(null=True, editable=False)
    created_at = StampField("внесён", auto_now_add=True)
    is_demo = models.BooleanField("вымышленный", default=False, editable=False)
    search_key = models.TextField(editable=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "договор"
        verbose_name_plural = "договоры"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="agreement_term_in_order",
            ),
            models.CheckConstraint(
                condition=Q(state=AgreementState.DRAFT, signed_on=None, number=None)
                | (~Q(state=AgreementState.DRAFT) & Q(signed_on__isnull=False)),
                name="agreement_signed_on",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_OVER, ended_on__isnull=False)
                | (~Q(state__in=_OVER) & Q(ended_on=None)),
                name="agreement_ended_on",
            ),
        ]
        indexes = [models.Index(fields=["state", "ends_on"], name="agreement_by_end")]
        permissions = [
            ("work_agreements", "Вести реестр договоров"),
            ("approve_agreements", "Менять шаблоны договоров и отменять регистрацию"),
            ("read_agreement_people", "Видеть, кого касаются договоры"),
        ]

    def __str__(self) -> str:
        if self.is_draft:
            return "Проект договора"
        return f"Договор № {self.number_text}" if self.number_text else "Договор без номера"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the keys that it is found and compared by."""
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self) -> None:
        """Compute the words that it is found by and the digests that it is compared by."""
        self.people_digests = [
            keyed_digest("placement.agreement-person", search_key(name)) for name in self.people
        ]
        others = (self.employer.search_key, self.number_text)
        self.search_key = record_of(type(self)).search_text(self, *others)

    @property
    def number_text(self) -> str:
        """Its number in the journal, or in the paper journal that came before."""
        return str(self.number or self.paper_number)

    @property
    def is_draft(self) -> bool:
        """Whether it is not registered."""
        return self.state == AgreementState.DRAFT

    @property
    def is_signed(self) -> bool:
        """Whether it is in force."""
        return self.state == AgreementState.SIGNED

    @property
    def people(self) -> list[str]:
        """Those whom it is made for, one name each."""
        return [name for line in str(self.people_names).splitlines() if (name := line.strip())]

    @property
    def term_text(self) -> str:
        """«01.09.2026 – 31.08.2027»."""
        until = f"– {self.ends_on:%d.%m.%Y}" if self.ends_on else "– без срока"
        return f"{self.starts_on:%d.%m.%Y} {until}"

    @property
    def concerns_text(self) -> str:
        """«группа ПК-21, 12 чел.»: whom it is made for, without names."""
        parts = [f"группа {self.group}"] if self.group else []
        if count := self.people_count or len(self.people_digests):
            parts.append(f"{count} чел.")
        return ", ".join(parts)

    @property
    def facts(self) -> Facts:
        """What it is compared by with others."""
        concerns: list[str] = []
        if self.kind in self.FOR_PERSONS:
            concerns = self.people_digests
        elif self.kind == self.Kind.PRACTICE:
            concerns = [f"{self.practice_kind} {search_key(self.group)}"]
        ends_on = self.ended_on or self.ends_on
        return Facts(self.kind, self.employer_id, frozenset(concerns), self.starts_on, ends_on)


class Addendum(models.Model):
    """An additional agreement, under the number of the agreement that it prolongs or changes."""

    class Kind(models.TextChoices):
        PROLONGATION = "prolongation", "Продление срока"
        CHANGE = "change", "Изменение условий"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="addenda")
    ordinal = models.PositiveSmallIntegerField("номер по порядку")
    kind = models.CharField("что меняет", max_length=16, choices=Kind.choices)
    signed_on = models.DateField("подписано")
    subject = models.TextField("о чём", blank=True)
    # The last day of the new term and of the one before it; of a change neither.
    ends_on = models.DateField("действует по", null=True, blank=True)
    ended_before = models.DateField("действовал по", null=True, blank=True)
    scan = models.OneToOneField(PrivateFile, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "дополнительное соглашение"
        verbose_name_plural = "дополнительные соглашения"
        ordering = ["agreement", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "ordinal"], name="addendum_ordinal_once"),
            models.CheckConstraint(
                condition=Q(kind="prolongation", ends_on__isnull=False, ended_before__isnull=False)
                | Q(kind="change", ends_on=None, ended_before=None),
                name="addendum_new_term",
            ),
        ]

    def __str__(self) -> str:
        return f"Дополнительное соглашение № {self.ordinal}"


class DraftTemplate(models.Model):
    """The Word document from which drafts of one kind are made; the deputy director replaces it."""

    kind = models.CharField(
        "вид договора", max_length=16, choices=Agreement.Kind.choices, unique=True
    )
    name = models.CharField("имя файла", max_length=255)
    content = models.BinaryField("документ")
    # What staff brought stays when the built-in text changes.
    is_own = models.BooleanField("заменён", default=False)
    changed_at = models.DateTimeField("изменён")

    class Meta:
        verbose_name = "шаблон договора"
        verbose_name_plural = "шаблоны договоров"
        ordering = ["kind"]

    def __str__(self) -> str:
        return f"Шаблон: {self.get_kind_display()}"
