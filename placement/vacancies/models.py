"""The register of vacancies (P-2.4b)."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.model_fields import StampField
from core.records import record_of
from placement.common import districts
from placement.professions.models import Profession
from placement.vacancies.lifecycle import OPEN, VacancyState
from placement.vacancies.rules import grounds

_SHOWN = [VacancyState.PUBLISHED]
_LIVE = [VacancyState.NEW, *OPEN]
_ENDED = [VacancyState.FILLED, VacancyState.EXPIRED, VacancyState.WITHDRAWN]


class VacancyQuerySet(models.QuerySet["Vacancy"]):
    """Sets of vacancies."""

    def public(self) -> "VacancyQuerySet":
        """What anyone may see: published, confirmed in time, of a profession of the institution."""
        return self.filter(state__in=_SHOWN, hidden_at=None, profession__isnull=False)

    def live(self) -> "VacancyQuerySet":
        """Those that are not ended."""
        return self.filter(state__in=_LIVE)

    def open(self) -> "VacancyQuerySet":
        """Published and paused ones."""
        return self.filter(state__in=OPEN)

    def stale(self) -> "VacancyQuerySet":
        """Published or paused ones whose employer did not answer in time."""
        return self.filter(state__in=_LIVE, stale_at__isnull=False)

    def with_unexplained_wording(self) -> "VacancyQuerySet":
        """Those with doubtful wordings that are neither corrected nor rest on a ground of the law."""
        return self.exclude(wording_flags=[]).filter(wording_ground="")


class Vacancy(models.Model):
    """One vacancy from request to its end (P-2.4b).

    Pay is in whole rubles a month. ``age_requirement`` and ``sex_requirement`` stand in the approved
    form; they need a legal basis and never leave the back office (FACTS: Labour Code, art. 64).
    """

    class Schedule(models.TextChoices):
        FULL = "full", "Полный день"
        PART = "part", "Неполный день"
        SHIFT = "shift", "Сменный график"
        FLEXIBLE = "flexible", "Гибкий график"

    class Term(models.TextChoices):
        """Whether the work lasts: the centre finds temporary work too (the centre's statute, 2.3)."""

        PERMANENT = "permanent", "Постоянная работа"
        TEMPORARY = "temporary", "Временная работа"

    class Education(models.TextChoices):
        ANY = "any", "Не имеет значения"
        BASIC = "basic", "Основное общее (9 классов)"
        GENERAL = "general", "Среднее общее (11 классов)"
        TRAINING = "training", "Профессиональное обучение"
        SECONDARY = "secondary", "Среднее профессиональное"
        HIGHER = "higher", "Высшее"

    request = models.ForeignKey(
        "placement.VacancyRequest", null=True, on_delete=models.PROTECT, related_name="vacancies"
    )
    # Its number in the request, from 1; a corrected request finds its vacancies by it.
    number = models.PositiveSmallIntegerField(default=1, editable=False)
    employer = models.ForeignKey(
        "placement.Employer",
        verbose_name="работодатель",
        on_delete=models.PROTECT,
        related_name="vacancies",
    )
    state = models.CharField(
        "состояние",
        max_length=16,
        choices=VacancyState.choices,
        default=VacancyState.NEW,
        editable=False,
    )
    title = models.CharField("наименование должности", max_length=255)
    places = models.PositiveSmallIntegerField("число мест", default=1)
    profession = models.ForeignKey(
        Profession,
        verbose_name="профессия",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="vacancies",
    )
    profession_other = models.CharField("другая профессия", max_length=255, blank=True)
    department = models.CharField("подразделение", max_length=255, blank=True)
    reports_to = models.CharField("кому будет подчиняться", max_length=255, blank=True)
    duties = models.TextField("что нужно делать", blank=True)
    address = models.CharField("адрес места работы", max_length=500)
    district = models.CharField("район", max_length=32, choices=districts.CHOICES)
    schedule = models.CharField("график работы", max_length=16, choices=Schedule.choices)
    # Empty where nobody has said: the approved form does not ask for it.
    term = models.CharField("характер работы", max_length=16, choices=Term.choices, blank=True)
    schedule_note = models.CharField("часы и смены", max_length=255, blank=True)
    start_on = models.DateField("предполагаемая дата выхода на работу", null=True, blank=True)
    probation = models.CharField("испытательный срок", max_length=255, blank=True)
    pay = models.PositiveIntegerField("оклад постоянный, руб.", null=True, blank=True)
    pay_probation = models.PositiveIntegerField(
        "оклад на испытательный срок, руб.", null=True, blank=True
    )
    education = models.CharField(
        "образование", max_length=16, choices=Education.choices, default=Education.ANY
    )
    computer_skills = models.CharField("владение ПК", max_length=255, blank=True)
    accessible_entrance = models.BooleanField("доступный вход", default=False)
    accessible_toilet = models.BooleanField("доступный туалет", default=False)
    remote_work = models.BooleanField("можно работать удалённо", default=False)
    part_time = models.BooleanField("можно неполный день", default=False)
    mentor = models.BooleanField("наставник на месте", default=False)
    special_workplace = models.BooleanField("специальное рабочее место", default=False)
    # How the workplace itself is reached and used. Empty where nobody has asked: these are no questions
    # of the approved form.
    lift = models.BooleanField("лифт или первый этаж", null=True, blank=True)
    hearing_loop = models.BooleanField(
        "индукционная петля для слуховых аппаратов", null=True, blank=True
    )
    guide_dog = models.BooleanField("можно с собакой-проводником", null=True, blank=True)
    sign_language = models.BooleanField("есть кто говорит на жестовом языке", null=True, blank=True)
    transport = models.BooleanField("поможем с дорогой на работу", null=True, blank=True)
    hearing_note = models.CharField("для людей с нарушением слуха", max_length=500, blank=True)
    vision_note = models.CharField("для людей с нарушением зрения", max_length=500, blank=True)
    motor_note = models.CharField("для людей с нарушением движения", max_length=500, blank=True)
    age_requirement = models.CharField("возраст", max_length=255, blank=True)
    sex_requirement = models.CharField("пол", max_length=255, blank=True)
    legal_basis = models.CharField("основание в законе", max_length=500, blank=True)
    # What the screen of wordings found: [{"field": …, "text": …}], and how the employer explains it.
    wording_flags = models.JSONField(default=list, editable=False)
    # On what ground of the law they stand, with words that say how it applies.
    wording_ground = models.CharField(
        "основание для спорных слов", max_length=20, blank=True, choices=grounds.CHOICES
    )
    wording_explanation = models.TextField("пояснение работодателя", blank=True)
    created_at = StampField("внесена", auto_now_add=True)
    published_at = models.DateTimeField("опубликована", null=True, editable=False)
    # The last instant at which employer or staff said «актуальна».
    confirmed_at = models.DateTimeField("подтверждена", null=True, editable=False)
    asked_at = models.DateTimeField("спросили", null=True, editable=False)
    # Raised with each question, so that the link of an earlier one answers no more.
    ask_serial = models.PositiveIntegerField(default=0, editable=False)
    stale_at = models.DateTimeField("не подтверждена", null=True, editable=False)
    hidden_at = models.DateTimeField("снята с сайта без ответа", null=True, editable=False)
    ended_at = models.DateTimeField("закрыта", null=True, editable=False)
    # How many of ``places`` are taken; while some are free the vacancy stays open.
    filled_places = models.PositiveSmallIntegerField("занято мест", default=0, editable=False)
    end_note = models.CharField("чем закончилось", max_length=500, blank=True, editable=False)
    is_demo = models.BooleanField("вымышленная", default=False, editable=False)
    search_key = models.TextField(editable=False)

    objects = VacancyQuerySet.as_manager()

    CONDITIONS = (
        "accessible_entrance",
        "accessible_toilet",
        "remote_work",
        "part_time",
        "mentor",
        "special_workplace",
    )
    WORKPLACE = ("lift", "hearing_loop", "guide_dog", "sign_language", "transport")

    class Meta:
        verbose_name = "вакансия"
        verbose_name_plural = "вакансии"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "number"],
                name="vacancy_number_in_request",
                violation_error_message="Вакансия с этим номером в заявке уже есть.",
            ),
            models.CheckConstraint(
                condition=Q(places__gte=1),
                name="vacancy_has_places",
                violation_error_message="Мест должно быть хотя бы одно.",
            ),
            models.CheckConstraint(
                condition=~Q(legal_basis="") | Q(age_requirement="", sex_requirement=""),
                name="vacancy_age_and_sex_need_a_law",
                violation_error_message="Для возраста и пола назовите основание в законе.",
            ),
            models.CheckConstraint(
                condition=Q(wording_ground="") | ~Q(wording_explanation=""),
                name="vacancy_ground_is_explained",
                violation_error_message="К основанию в законе напишите пояснение.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_ENDED, ended_at__isnull=False)
                | (~Q(state__in=_ENDED) & Q(ended_at=None)),
                name="vacancy_ended_at",
                violation_error_message="У закрытой вакансии, и только у неё, есть день закрытия.",
            ),
            models.CheckConstraint(
                condition=~Q(state=VacancyState.FILLED) | Q(filled_places__gte=1),
                name="vacancy_filled_places",
                violation_error_message="Работник найден – значит, занято хотя бы одно место.",
            ),
            models.CheckConstraint(
                condition=Q(filled_places__lte=F("places")),
                name="vacancy_filled_within",
                violation_error_message="Занято мест больше, чем есть.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_LIVE) | Q(filled_places__lt=F("places")),
                name="vacancy_live_has_free_places",
                violation_error_message="Все места заняты: закройте вакансию или добавьте места.",
            ),
            models.CheckConstraint(
                condition=~Q(state=VacancyState.PUBLISHED)
                | Q(published_at__isnull=False, confirmed_at__isnull=False),
                name="vacancy_published_at",
                violation_error_message="У опубликованной вакансии есть день публикации и"
                " подтверждения.",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-published_at"], name="vacancy_by_state"),
            models.Index(fields=["profession", "state"], name="vacancy_by_profession"),
            models.Index(fields=["-created_at", "-id"], name="vacancy_newest_first"),
            # What waits on the board, the longest first.
            models.Index(fields=["state", "created_at"], name="vacancy_waiting"),
            models.Index(
                fields=["stale_at"], condition=Q(stale_at__isnull=False), name="vacancy_stale"
            ),
            models.Index(
                fields=["asked_at"], condition=Q(asked_at__isnull=False), name="vacancy_asked"
            ),
        ]
        permissions = [
            ("work_vacancies", "Вести реестр вакансий и заявки работодателей"),
            ("read_employer_reports", "Видеть отчёты о заявках работодателей"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the words that it is found by."""
        self.search_key = record_of(type(self)).search_text(self, str(self.employer))
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Its public page."""
        return reverse("vacancy", args=[self.pk])

    @property
    def is_public(self) -> bool:
        """Whether anyone may see it; says of one row what `VacancyQuerySet.public` says of all."""
        return self.state in _SHOWN and self.hidden_at is None and self.profession_id is not None

    @property
    def has_unexplained_wording(self) -> bool:
        """Whether it has doubtful wordings that are neither corrected nor rest on a ground."""
        return bool(self.wording_flags) and not self.wording_ground

    @property
    def free_places(self) -> int:
        """How many places are still to be filled."""
        return self.places - self.filled_places

    @property
    def is_live(self) -> bool:
        """Whether it is not ended."""
        return self.state in _LIVE

    @property
    def is_open(self) -> bool:
        """Whether it is published or paused."""
        return self.state in OPEN

    @property
    def is_awaited(self) -> bool:
        """Whether the employer has been asked about it and has not answered."""
        return self.is_open and self.asked_at is not None

    @property
    def place_text(self) -> str:
        """«Гатчинский округ, Ленинградская область»."""
        return self.get_district_display()

    @property
    def condition_labels(self) -> list[str]:
        """What makes the work possible with a disability, in words."""
        names = (name for name in (*self.CONDITIONS, *self.WORKPLACE) if getattr(self, name))
        fields = (self._meta.get_field(name) for name in names)
        return [str(field.verbose_name) for field in fields]  # type: ignore[union-attr]
