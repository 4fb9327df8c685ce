"""Resumes of graduates: versions, the rows of the approved form sealed (P-F3)."""

import datetime as dt

from django.db import models

from core import clock
from core.model_fields import StampField
from core.models import PersonKey, PrivateFile, SealedTextField
from placement.graduates.models import Graduate, Named
from placement.resumes.lifecycle import ResumeState
from placement.vacancies.models import Vacancy


class ResumeQuerySet(models.QuerySet["Resume"]):
    """Sets of versions."""

    def of_person(self, card: int) -> "ResumeQuerySet":
        """Those of the card with this number, and of the cards that are linked to it."""
        return self.filter(graduate__in=Graduate.objects.with_linked(card))

    def waiting_since(self, at: dt.datetime) -> "ResumeQuerySet":
        """Those that were offered at ``at`` or before and still wait for somebody's word."""
        return self.filter(state=ResumeState.OFFERED, offered_at__lte=at)


class Resume(models.Model):
    """One version of a resume; several stand side by side, each for a vacancy or for all.

    ``content`` is the JSON of ``placement.resumes.content.Content``, sealed. An approved version never
    changes: a change is a new version.
    """

    graduate = models.ForeignKey(Graduate, on_delete=models.PROTECT, related_name="resumes")
    number = models.PositiveSmallIntegerField("версия")
    vacancy = models.ForeignKey(
        Vacancy,
        verbose_name="для вакансии",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="resumes",
    )
    # «Должность»: what lists show.
    position = models.CharField("должность", max_length=255)
    content = SealedTextField("содержание", editable=False)
    photo = models.OneToOneField(
        PrivateFile, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(
        "состояние",
        max_length=12,
        choices=ResumeState.choices,
        default=ResumeState.DRAFT,
        editable=False,
    )
    created_at = StampField("составлена", auto_now_add=True)
    # When it was last handed over to be agreed with.
    offered_at = models.DateTimeField("отдана на согласование", null=True, editable=False)
    approved_at = models.DateTimeField("согласована", null=True, editable=False)
    # Who has agreed by the own link; from 14 to 17 both have to.
    person_agreed_at = models.DateTimeField(null=True, editable=False)
    representative_agreed_at = models.DateTimeField(null=True, editable=False)
    is_demo = models.BooleanField("вымышленное", default=False, editable=False)

    objects = ResumeQuerySet.as_manager()

    class Meta:
        verbose_name = "резюме"
        verbose_name_plural = "резюме"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["graduate", "number"],
                name="resume_number_once",
                violation_error_message="Версия с таким номером уже есть.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ResumeState.APPROVED)
                | models.Q(approved_at__isnull=False),
                name="resume_approved_at",
                violation_error_message="У согласованной версии есть день согласования.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ResumeState.OFFERED) | models.Q(offered_at__isnull=False),
                name="resume_offered_at",
                violation_error_message="Известно, когда версию отдали на согласование.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}, версия {self.number}"

    @property
    def name(self) -> Named:
        """The name that the paper bears: of the day on which the version was approved."""
        day = clock.local_day(self.approved_at) if self.approved_at else None
        return self.graduate.name_on(day)

    @property
    def key(self) -> PersonKey:
        """What seals the row: the graduate's key."""
        return self.graduate.key
