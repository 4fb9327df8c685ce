"""A contest is data: next year's regulation is a new contest, not new code (C-7)."""

import datetime as dt
import zoneinfo
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from contest.setup.rules.deadlines import Acceptance, Window, stage_one
from contest.setup.rules.keeping import kept_until
from core import clock
from core.errors import Refused
from core.models.organisations import validate_time_zone

from .judging import RULES_STAY, Joining, Majority, Part, TiedVote

ADDRESS_STAYS = "Адрес конкурса постоянный: по нему хранятся заявки. Его нельзя изменить."
OPERATOR_STAYS = "Заявки и согласия даны этому оператору: сменить его в этом конкурсе нельзя."
# By these fields a contest is judged: they stay once marking has begun.
JUDGED_BY = (
    "max_winners",
    "max_prize_winners",
    "stage_two_quota",
    "joining",
    "majority",
    "tied_vote",
    "video_tolerance",
    "role_play_minutes",
)


# When the commission marks a part of the contest.
SCORING_WINDOWS: dict[str, tuple[str, str]] = {
    Part.VIDEO: ("scoring_opens_at", "scoring_closes_at"),
    Part.ROLE_PLAY: ("role_play_opens_at", "role_play_closes_at"),
}
QUESTIONS_STAY = "Результаты теста уже вносят: число вопросов изменить нельзя, от него зависят все баллы за тест."


class EmploymentCentre(models.Model):
    """An employment centre (ЦЗН) whose specialists may take part (C-8)."""

    name = models.CharField("наименование", max_length=500, unique=True)
    address = models.CharField("адрес местонахождения", max_length=500, blank=True)
    is_active = models.BooleanField("действует", default=True)

    class Meta:
        verbose_name = "центр занятости населения"
        verbose_name_plural = "центры занятости населения"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ContestQuerySet(models.QuerySet):
    """Sets of contests."""

    def published(self) -> "ContestQuerySet":
        """Contests that the public may see."""
        return self.filter(is_published=True)

    def accepting(self, at: dt.datetime) -> "ContestQuerySet":
        """Published contests whose window of applications is open at ``at``."""
        return self.published().filter(applications_open_at__lte=at, applications_close_at__gt=at)


class Contest(ClusterableModel):
    """One contest with its operator, dates and rules (C-2, C-7, C-10, C-12).

    Instants are stored in UTC and always shown in the contest's own zone (invariant 4).
    ``applications_close_at`` is the first instant that is too late: «до 27.05.2024»
    inclusive is 28.05.2024 00:00 local time.
    """

    slug = models.SlugField("адрес", unique=True)
    title = models.CharField("полное название", max_length=500)
    short_title = models.CharField("краткое название", max_length=255)
    nomination = models.CharField("номинация", max_length=255)
    year = models.PositiveSmallIntegerField("год")
    operator = models.ForeignKey(
        "core.Organisation", verbose_name="оператор", on_delete=models.PROTECT, related_name="+"
    )
    founder = models.ForeignKey(
        "core.Organisation",
        verbose_name="организатор",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Кто утверждает итоги приказом.",
    )
    time_zone = models.CharField(
        "часовой пояс", max_length=64, default="Asia/Novosibirsk", validators=[validate_time_zone]
    )
    applications_open_at = models.DateTimeField("приём заявок с")
    names_opening = models.BooleanField(
        "день начала приёма назван в положении",
        default=True,
        help_text="Без отметки на сайте стоит только окончание приёма (пункт 11 положения 2024 года).",
    )
    applications_close_at = models.DateTimeField("приём заявок до (не включая)")
    corrections_due_at = models.DateTimeField("исправления принимаются до", null=True, blank=True)
    min_experience_years = models.PositiveSmallIntegerField("наименьший стаж, лет", default=1)
    max_winners = models.PositiveSmallIntegerField("победителей не более", default=1)
    max_prize_winners = models.PositiveSmallIntegerField("призёров не более", default=2)
    stage_two_quota = models.PositiveSmallIntegerField(
        "во II этап от каждой группы", default=5, validators=[MinValueValidator(1)]
    )
    joining = models.CharField(
        "как складываются баллы",
        max_length=8,
        choices=Joining,
        default=Joining.SUM,
        help_text="Положение об этом молчит: выбор показан везде, где показан рейтинг.",
    )
    majority = models.CharField(
        "решение принимает", max_length=8, choices=Majority, default=Majority.PRESENT
    )
    tied_vote = models.CharField(
        "при равенстве голосов",
        max_length=12,
        choices=TiedVote,
        default=TiedVote.CHAIR,
        help_text="Положение о комиссии не говорит ни о большинстве, ни о равенстве голосов: оба"
        " правила печатаются в протоколе.",
    )
    video_tolerance = models.PositiveSmallIntegerField(
        "допуск длины видео, секунд",
        default=3,
        help_text="На сколько видео может быть длиннее положенных 2 минут: камеры останавливаются"
        " не сразу.",
    )
    scoring_opens_at = models.DateTimeField("оценка видео с", null=True, blank=True)
    scoring_closes_at = models.DateTimeField("оценка видео до (не включая)", null=True, blank=True)
    stage_two_starts_at = models.DateTimeField("II этап начинается", null=True, blank=True)
    stage_two_place = models.CharField("где проходит II этап", max_length=500, blank=True)
    replacements_until = models.DateTimeField(
        "замены во II этап возможны до",
        null=True,
        blank=True,
        help_text="До этого срока вместо выбывшего комиссия может допустить следующего по баллам.",
    )
    test_questions = models.PositiveSmallIntegerField(
        "вопросов в тесте", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    role_play_minutes = models.PositiveSmallIntegerField(
        "ролевая игра, минут не более", default=10, validators=[MinValueValidator(1)]
    )
    role_play_opens_at = models.DateTimeField("оценка ролевых игр с", null=True, blank=True)
    role_play_closes_at = models.DateTimeField(
        "оценка ролевых игр до (не включая)", null=True, blank=True
    )
    publishes_points = models.BooleanField(
        "баллы публикуются",
        default=False,
        help_text="С отметкой в опубликованных итогах стоят и баллы, без неё – только места.",
    )
    rules_locked_at = models.DateTimeField("правила закреплены", null=True, editable=False)
    ceremony_on = models.DateField("торжественное подведение итогов", null=True, blank=True)
    centres = models.ManyToManyField(
        EmploymentCentre, verbose_name="центры занятости", related_name="contests"
    )
    journal = models.OneToOneField(
        "core.Journal", verbose_name="журнал регистрации заявок", on_delete=models.PROTECT
    )
    regulation_slug = models.SlugField(
        "адрес положения", blank=True, help_text="Последняя часть адреса страницы положения."
    )
    is_published = models.BooleanField("опубликован", default=False)
    is_demo = models.BooleanField(
        "демонстрационный", default=False, help_text="Люди вымышлены; на страницах это помечено."
    )
    objects = ContestQuerySet.as_manager()

    class Meta:
        verbose_name = "конкурс"
        verbose_name_plural = "конкурсы"
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(applications_open_at__lt=F("applications_close_at")),
                name="contest_window_not_empty",
                violation_error_message="Приём заявок должен закончиться позже, чем начался.",
            ),
            models.CheckConstraint(
                condition=Q(scoring_opens_at__isnull=True, scoring_closes_at__isnull=True)
                | Q(scoring_opens_at__lt=F("scoring_closes_at")),
                name="contest_scoring_window_not_empty",
                violation_error_message="Оценка должна закончиться позже, чем началась: укажите оба"
                " срока или ни одного.",
            ),
            models.CheckConstraint(
                condition=Q(role_play_opens_at__isnull=True, role_play_closes_at__isnull=True)
                | Q(role_play_opens_at__lt=F("role_play_closes_at")),
                name="contest_role_play_window_not_empty",
                violation_error_message="Оценка ролевых игр должна закончиться позже, чем началась:"
                " укажите оба срока или ни одного.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.short_title}, {self.year}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; ``Refused`` when what has to stay would change: address, operator, rules of judging.

        Applications are filed under the address, and their consents name the operator (X-9).
        """
        stored = Contest.objects.filter(pk=self.pk).first() if self.pk else None
        if stored and stored.slug != self.slug:
            raise Refused(ADDRESS_STAYS, field="slug")
        if stored and stored.operator_id != self.operator_id and stored.entries.exists():
            raise Refused(OPERATOR_STAYS, field="operator")
        if stored and stored.test_questions != self.test_questions and stored.has_test_results():
            raise Refused(QUESTIONS_STAY, field="test_questions")
        if stored and stored.is_locked():
            self._keep_rules(stored)
        super().save(*args, **kwargs)

    def _keep_rules(self, stored: "Contest") -> None:
        for name in JUDGED_BY:
            if getattr(stored, name) != getattr(self, name):
                raise Refused(RULES_STAY, field=name)

    @property
    def tz(self) -> zoneinfo.ZoneInfo:
        """The contest's own time zone."""
        return zoneinfo.ZoneInfo(self.time_zone)

    def kept_until(self) -> dt.datetime | None:
        """When the data of its applications are to be destroyed; None while its end is unknown."""
        ends = [*self.stages.values_list("ends_on", flat=True), self.ceremony_on]
        closings = (self.applications_close_at, self.scoring_closes_at, self.role_play_closes_at)
        closes_at = max(at for at in closings if at is not None)
        return kept_until(ends=ends, closes_at=closes_at, tz=self.tz)

    def scoring_dates(self, part: str = Part.VIDEO) -> Acceptance | None:
        """When the commission marks a part (C-14, C-16); None while it has no dates."""
        opens_at, closes_at = (getattr(self, name) for name in SCORING_WINDOWS[part])
        if opens_at is None or closes_at is None:
            return None
        return Acceptance(opens_at, closes_at)

    def scoring_window(self, part: str = Part.VIDEO) -> Window | None:
        """Where this instant lies relative to the scoring of a part; None while it has no dates."""
        dates = self.scoring_dates(part)
        return dates.at(clock.now()) if dates else None

    def has_test_results(self) -> bool:
        """Whether somebody's right answers are entered already (C-16)."""
        return self.finalists.filter(test_result__isnull=False).exists()

    def is_locked(self) -> bool:
        """Whether marking has begun: what the contest is judged by cannot change any more."""
        return self.rules_locked_at is not None or any(
            self.scoring_window(part) in (Window.OPEN, Window.CLOSED) for part in SCORING_WINDOWS
        )

    def stage_one(self) -> Acceptance | None:
        """When videos are taken (C-13); None while the contest has no stage."""
        return stage_one(self.stages.all(), self.tz)

    def is_accepting(self, at: dt.datetime | None = None) -> bool:
        """Whether an application first sent at ``at`` (now by default) is in time (C-11)."""
        at = at or clock.now()
        return self.applications_open_at <= at < self.applications_close_at


class Stage(Orderable):
    """A line of the timetable: an official stage or another dated step (C-12, C-13, C-14)."""

    contest = ParentalKey(
        Contest, verbose_name="конкурс", on_delete=models.CASCADE, related_name="stages"
    )
    title = models.CharField("название", max_length=255)
    form = models.CharField(
        "форма", max_length=64, blank=True, help_text="Например «заочная» или «очная»."
    )
    starts_on = models.DateField("с")
    ends_on = models.DateField("по")
    clause = models.CharField("пункт положения", max_length=32, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = "этап"
        verbose_name_plural = "этапы и сроки"
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="stage_ends_after_start",
                violation_error_message="Этап не может закончиться раньше, чем начался.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
