"""The accompanied case of a graduate: specialist, steps, jobs (P-2.2b)."""

import datetime as dt

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from core.model_fields import StampField
from core.models import PersonKey, SealedTextField
from placement.cases import rules
from placement.cases.lifecycle import OPEN, CaseState
from placement.employers.models import Employer
from placement.graduates.models import Graduate
from placement.vacancies.models import Vacancy


class CaseQuerySet(models.QuerySet["Case"]):
    """Sets of cases."""

    def open(self) -> "CaseQuerySet":
        """Those that are not ended."""
        return self.filter(state__in=OPEN)


class Case(models.Model):
    """One graduate led by one specialist, from request to settled in the workplace."""

    class Outcome(models.TextChoices):
        SETTLED = "settled", "Работает, сопровождение больше не нужно"
        OWN_WAY = "own-way", "Нашёл работу сам"
        STUDY = "study", "Продолжил обучение"
        REFUSED = "refused", "Отказался от содействия"
        CONSENT = "consent", "Отозвал согласие"
        MOVED = "moved", "Переехал"
        OTHER = "other", "Другое"

    graduate = models.ForeignKey(
        Graduate, verbose_name="выпускник", on_delete=models.PROTECT, related_name="cases"
    )
    specialist = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="специалист",
        on_delete=models.PROTECT,
        related_name="cases",
    )
    # The accepted request that it began with; none where staff opened it for a person at the desk.
    submission = models.OneToOneField(
        "forms_app.Submission",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="case",
    )
    state = models.CharField(
        "состояние",
        max_length=12,
        choices=CaseState.choices,
        default=CaseState.SEARCHING,
        editable=False,
    )
    opened_on = models.DateField("открыто")
    ended_on = models.DateField("завершено", null=True, editable=False)
    outcome = models.CharField(
        "чем закончилось", max_length=12, choices=Outcome.choices, blank=True, editable=False
    )
    created_at = StampField("внесено", auto_now_add=True)
    is_demo = models.BooleanField("вымышленное", default=False, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "сопровождение"
        verbose_name_plural = "сопровождение выпускников"
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["graduate"],
                condition=Q(state__in=OPEN),
                name="case_open_once",
                violation_error_message="Этого выпускника уже ведут: второе сопровождение не нужно.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, ended_on=None, outcome="")
                | (~Q(state__in=OPEN) & Q(ended_on__isnull=False) & ~Q(outcome="")),
                name="case_ended_on",
                violation_error_message="У завершённого, и только у него, есть день и итог.",
            ),
        ]
        indexes = [
            models.Index(fields=["specialist", "state"], name="case_by_specialist"),
            models.Index(fields=["state", "-opened_on", "-id"], name="case_list"),
        ]

    def __str__(self) -> str:
        return str(self.graduate)

    @property
    def is_open(self) -> bool:
        """Whether the graduate is being led."""
        return self.state in OPEN


class Handover(models.Model):
    """Another specialist took a case over, and what the graduate had been promised."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handovers")
    from_whom = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    promised = SealedTextField("что обещали")
    at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "передача другому специалисту"
        verbose_name_plural = "передачи другому специалисту"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.from_whom.short_name} → {self.to.short_name}"

    @property
    def key(self) -> PersonKey:
        """What seals the row: the graduate's key."""
        return self.case.graduate.key


# The longest terms of a milestone.
MOST_DAYS, MOST_MONTHS = 365, 60
TERM = f"Срок – в днях (от 1 до {MOST_DAYS}) или в месяцах (от 1 до {MOST_MONTHS}), не то и другое."


class StepKindQuerySet(models.QuerySet["StepKind"]):
    """Sets of kinds."""

    def milestones(self) -> "StepKindQuerySet":
        """Those that are planned by themselves when a job begins."""
        dated = Q(after_days__isnull=False) | Q(after_months__isnull=False)
        return self.filter(dated, is_active=True)


class StepKind(models.Model):
    """A kind of step; the centre edits the list.

    One with a term is a milestone: it is planned for every job that is recorded from then on.
    """

    name = models.CharField("шаг", max_length=255, unique=True)
    # The engine's own steps: codes carry logic, names are only shown.
    code = models.SlugField("код", max_length=32, blank=True, editable=False)
    order = models.PositiveSmallIntegerField("порядок", default=100)
    is_active = models.BooleanField("предлагать", default=True)
    # Of a milestone: how far it is from the first day of work.
    after_days = models.PositiveSmallIntegerField(
        "через столько дней работы", null=True, blank=True
    )
    after_months = models.PositiveSmallIntegerField(
        "через столько месяцев работы", null=True, blank=True
    )

    objects = StepKindQuerySet.as_manager()

    class Meta:
        verbose_name = "вид шага"
        verbose_name_plural = "виды шагов сопровождения"
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=~Q(code=""),
                name="step_kind_code_once",
                violation_error_message="Такой вид шага уже есть.",
            ),
            models.CheckConstraint(
                condition=Q(after_days=None, after_months=None)
                | Q(after_days__range=(1, MOST_DAYS), after_months=None)
                | Q(after_days=None, after_months__range=(1, MOST_MONTHS)),
                name="step_kind_term",
                violation_error_message=TERM,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Say at its field what the constraint would refuse."""
        most = {"after_days": MOST_DAYS, "after_months": MOST_MONTHS}
        given = {name: getattr(self, name) for name in most if getattr(self, name) is not None}
        wrong = [name for name, number in given.items() if not 1 <= number <= most[name]]
        if len(given) > 1:
            wrong = ["after_months"]
        if wrong:
            raise ValidationError(dict.fromkeys(wrong, TERM))

    def milestone(self, started_on: dt.date) -> dt.date:
        """When it is due at a job that begins on this day."""
        return rules.milestone(started_on, days=self.after_days, months=self.after_months)


class StepQuerySet(models.QuerySet["Step"]):
    """Sets of steps."""

    def waiting(self) -> "StepQuerySet":
        """Those that nobody has done, of cases that go on."""
        return self.filter(done_on=None, case__state__in=OPEN)

    def overdue(self, today: dt.date) -> "StepQuerySet":
        """Says of all what `Step.is_overdue` says of one."""
        return self.waiting().filter(due_on__lt=today)


class Step(models.Model):
    """What was or is to be done in a case: a day, a kind, words; done by whom, told by whom."""

    class Source(models.TextChoices):
        PERSON = "person", "Сам человек"
        REPRESENTATIVE = "representative", "Законный представитель"
        EMPLOYER = "employer", "Работодатель"
        DOCUMENT = "document", "Документ"
        SPECIALIST = "specialist", "Специалист видел сам"
        SYSTEM = "system", "Система"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    kind = models.ForeignKey(StepKind, verbose_name="шаг", on_delete=models.PROTECT)
    due_on = models.DateField("когда")
    done_on = models.DateField("выполнено", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    source = models.CharField("откуда известно", max_length=16, choices=Source.choices, blank=True)
    note = SealedTextField("что было", blank=True)
    job = models.ForeignKey(
        "placement.Job",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="milestones",
    )
    # Of a first day at work that is promised: by whom.
    promised_by = models.ForeignKey(
        Employer, null=True, editable=False, on_delete=models.PROTECT, related_name="promises"
    )
    created_at = StampField("внесено", auto_now_add=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = "шаг сопровождения"
        verbose_name_plural = "шаги сопровождения"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["job", "kind"],
                condition=Q(job__isnull=False),
                name="milestone_once",
                violation_error_message="Такой срок у этого места работы уже есть.",
            ),
            models.CheckConstraint(
                condition=Q(done_on=None, done_by=None, source="")
                | (Q(done_on__isnull=False) & ~Q(source="")),
                name="step_done_has_source",
                violation_error_message="У выполненного шага есть источник сведений.",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(done_on=None), name="step_open_by_day"),
            models.Index(fields=["case", "due_on"], condition=Q(done_on=None), name="step_open"),
            models.Index(
                fields=["kind", "due_on"], condition=Q(done_on=None), name="step_open_by_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.due_on:%d.%m.%Y}"

    @property
    def key(self) -> PersonKey:
        """What seals the row: the graduate's key."""
        return self.case.graduate.key

    def is_overdue(self, today: dt.date) -> bool:
        """Whether its day is over and nobody has done it; the same in case, list and board."""
        is_done = self.done_on is not None
        return rules.is_overdue(due_on=self.due_on, is_done=is_done, today=today)


class Job(models.Model):
    """A graduate's work at an employer: facts with their source (P-6.4); monitoring reads them."""

    graduate = models.ForeignKey(Graduate, on_delete=models.PROTECT, related_name="jobs")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="jobs")
    employer = models.ForeignKey(
        Employer, verbose_name="работодатель", on_delete=models.PROTECT, related_name="jobs"
    )
    vacancy = models.ForeignKey(
        Vacancy, null=True, blank=True, on_delete=models.PROTECT, related_name="jobs"
    )
    position = models.CharField("должность", max_length=255)
    is_in_profession = models.BooleanField("по полученной профессии", null=True, blank=True)
    started_on = models.DateField("работает с")
    ended_on = models.DateField("работал по", null=True, blank=True)
    end_reason = models.CharField("почему ушёл", max_length=500, blank=True)
    source = models.CharField("откуда известно", max_length=16, choices=Step.Source.choices)
    confirmed_on = models.DateField("подтверждено")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = StampField("внесено", auto_now_add=True)

    class Meta:
        verbose_name = "место работы"
        verbose_name_plural = "места работы"
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="job_days_in_order",
                violation_error_message="Работа закончилась раньше, чем началась.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}, {self.employer}"
