"""Referrals: a graduate is sent to an employer with a paper and a link (P-2.2b, P-2.2e)."""

import datetime as dt
from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from core import clock
from core.model_fields import StampField
from core.models import JournalEntry, PersonKey
from placement.cases import lifecycle as cases
from placement.cases.models import Case
from placement.employers.models import Employer
from placement.graduates.models import Graduate, Named
from placement.referrals.lifecycle import AWAITED, OPEN, ReferralState
from placement.resumes.models import Resume
from placement.vacancies.models import Vacancy


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Sets of referrals."""

    def of_people(self, people: Collection[int]) -> "ReferralQuerySet":
        """Those of the people whose cards in use have these numbers, on all of their cards."""
        own = Q(case__graduate__in=people) | Q(case__graduate__merged_into__in=people)
        return self.filter(own)

    def of(self, graduate: Graduate) -> "ReferralQuerySet":
        """Those of one person, also of the cards that were merged into this one."""
        return self.filter(case__graduate__in=Graduate.objects.with_linked(graduate.pk))

    def open(self) -> "ReferralQuerySet":
        """Those that have not come to an end."""
        return self.filter(state__in=OPEN)

    def silent_since(self, at: dt.datetime) -> "ReferralQuerySet":
        """Those whose employer has said nothing since ``at``: no answer, or an invitation alone.

        Of people who are led; the longest silence first.
        """
        waiting = self.annotate(waits_since=Coalesce(F("answered_at"), F("sent_at")))
        rows = waiting.filter(state__in=AWAITED, waits_since__lte=at, case__state__in=cases.OPEN)
        return rows.order_by("waits_since", "pk")

    def gone_out(self) -> "ReferralQuerySet":
        """Those of which the employer has learned, whatever came of it."""
        return self.filter(sent_at__isnull=False)


class Referral(models.Model):
    """«Направление»: one person, one vacancy, the version of the resume that goes out."""

    class DeclineReason(models.TextChoices):
        """Business reasons only: nothing that the Labour Code forbids to ask for (art. 64)."""

        SKILLS = "skills", "Не хватает навыков для этой работы"
        FILLED = "filled", "Место уже занято"
        CONDITIONS = "conditions", "Не можем создать нужные условия"
        TERMS = "terms", "Не договорились об условиях"
        OTHER = "other", "Другая деловая причина"

    class Way(models.TextChoices):
        LINK = "link", "Письмо работодателю со ссылкой"
        PAPER = "paper", "На бумаге, человек отнесёт сам"

    case = models.ForeignKey(
        Case, verbose_name="выпускник", on_delete=models.PROTECT, related_name="referrals"
    )
    vacancy = models.ForeignKey(
        Vacancy, verbose_name="вакансия", on_delete=models.PROTECT, related_name="referrals"
    )
    resume = models.ForeignKey(
        Resume,
        verbose_name="версия резюме",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="referrals",
    )
    state = models.CharField(
        "состояние",
        max_length=12,
        choices=ReferralState.choices,
        default=ReferralState.PREPARED,
        editable=False,
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = StampField("подготовлено", auto_now_add=True)
    # Its number in «Журнал направлений»; given when it goes out.
    number = models.OneToOneField(
        JournalEntry, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    way = models.CharField("как передано", max_length=8, choices=Way.choices, blank=True)
    sent_at = models.DateTimeField("передано", null=True, editable=False)
    # Until when the employer's link shows the resume.
    link_until = models.DateTimeField("ссылка действует до", null=True, editable=False)
    link_serial = models.PositiveIntegerField(default=1, editable=False)
    # The employer was reminded of what is waited for now.
    reminded_at = models.DateTimeField("напомнили", null=True, editable=False)
    answered_at = models.DateTimeField("ответ получен", null=True, editable=False)
    decline_reason = models.CharField(
        "причина отказа", max_length=12, choices=DeclineReason.choices, blank=True
    )
    answer_note = models.CharField("слова работодателя", max_length=500, blank=True)
    is_demo = models.BooleanField("вымышленное", default=False, editable=False)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = "направление"
        verbose_name_plural = "направления"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "vacancy"],
                condition=Q(state__in=["prepared", "sent", "invited"]),
                name="referral_open_once",
                violation_error_message="Направление на эту вакансию уже есть.",
            )
        ]
        indexes = [
            # All that `silent_since` asks of a referral.
            models.Index(
                fields=["state", "sent_at", "answered_at", "case"], name="referral_silent"
            ),
            models.Index(fields=["-created_at", "-id"], name="referral_list"),
        ]

    def __str__(self) -> str:
        return f"{self.case} – {self.vacancy}"

    @property
    def graduate(self) -> Graduate:
        """Who is sent."""
        return self.case.graduate

    @property
    def name(self) -> Named:
        """The name that its papers bear: of the day on which it went out."""
        return self.graduate.name_on(clock.local_day(self.sent_at) if self.sent_at else None)

    @property
    def employer(self) -> Employer:
        """To whom the person is sent."""
        return self.vacancy.employer

    @property
    def key(self) -> PersonKey:
        """What seals the letters about it: the graduate's key."""
        return self.graduate.key

    @property
    def title(self) -> str:
        """«Направление № 5», or that it has no number yet."""
        return f"Направление № {self.number}" if self.number else "Направление без номера"

    @property
    def link_last_day(self) -> dt.date | None:
        """The last day of the employer's link, as it is told."""
        if self.link_until is None:
            return None
        return clock.local_day(self.link_until - dt.timedelta.resolution)

    @property
    def is_open(self) -> bool:
        """Whether it has not come to an end."""
        return self.state in OPEN

    @property
    def is_awaited(self) -> bool:
        """Whether the employer is to say what comes of it."""
        return self.state in AWAITED
