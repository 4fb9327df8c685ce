"""Submissions: what was sent, pinned to its form and consent versions (X-3, invariant 3)."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.model_fields import StampField
from forms_app.lifecycle import State

from .drafts import Source


class Submission(models.Model):
    """A sent form. Its answers live in versions; the newest one is in force.

    ``received_at`` is the instant that decides lateness: of sending, or of arrival on paper.
    """

    Source = Source
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journey = models.SlugField("форма", max_length=64)
    scope = models.CharField("к чему относится", max_length=100)
    form_version = models.CharField("версия формы", max_length=32)
    reference = models.CharField("номер", max_length=16, unique=True)
    code_hash = models.CharField("отпечаток кода", max_length=128)
    key = models.ForeignKey("core.PersonKey", on_delete=models.PROTECT, related_name="submissions")
    draft = models.OneToOneField(
        "forms_app.Draft", null=True, on_delete=models.SET_NULL, related_name="submission"
    )
    title = models.CharField("кто", max_length=300)
    search_key = models.CharField(max_length=1000, db_index=True, editable=False)
    sort_key = models.CharField(max_length=300, db_index=True, editable=False)
    email = models.EmailField("адрес электронной почты", blank=True)
    link_serial = models.PositiveIntegerField("номер ссылки", default=1)
    # Wrong answers to «Подтвердите, что это вы», and when the next one is heard.
    proof_misses = models.PositiveSmallIntegerField(default=0, editable=False)
    proof_after = models.DateTimeField(null=True, editable=False)
    state = models.CharField("статус", max_length=12, choices=State, default=State.RECEIVED)
    source = models.CharField("как поступило", max_length=8, choices=Source, default=Source.SITE)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ввёл",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    received_at = models.DateTimeField("поступило")
    is_incomplete = models.BooleanField(
        "неполный комплект",
        default=False,
        help_text="Введено работником без части документов, подписей или сведений.",
    )
    registration = models.OneToOneField(
        "core.JournalEntry", null=True, blank=True, on_delete=models.PROTECT
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ответственный",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    corrections_due_at = models.DateTimeField("исправить до", null=True, blank=True)
    returned_steps = models.JSONField("шаги на исправление", default=list)
    returned_slots = models.JSONField("документы на исправление", default=list)
    destroyed_at = models.DateTimeField("данные уничтожены", null=True, blank=True)
    # See Draft.closed_link.
    closed_link = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = "заявка или заявление"
        verbose_name_plural = "заявки и заявления"
        ordering = ["-received_at"]
        indexes = [
            models.Index(
                fields=["journey", "scope", "state", "-received_at"], name="submission_queue"
            ),
            # The desk's list and its search read these alone, whatever the number of rows.
            models.Index(
                fields=["journey", "scope", "-received_at", "id", "search_key"],
                name="submission_list",
            ),
            models.Index(fields=["journey", "scope", "sort_key", "id"], name="submission_names"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="submission_state_known",
                violation_error_message="Такого состояния нет.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["received", "returned", "withdrawn", "destroyed"])
                | Q(registration__isnull=False),
                name="submission_decided_is_registered",
                violation_error_message="Решение принимают после регистрации: сначала зарегистрируйте.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def received_otherwise(self) -> bool:
        """Whether it came on paper or by e-mail and was entered by staff."""
        return self.source != Source.SITE

    @property
    def current(self) -> "SubmissionVersion":
        """The version in force: the newest."""
        return self.versions.latest("number")


class SubmissionVersion(models.Model):
    """What was filed at one sending; never changes afterwards.

    ``answers`` holds the encrypted JSON list of answers (see ``forms_app.answers.Answer``).
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("версия")
    answers = models.BinaryField("ответы, зашифрованы", null=True)
    data = models.BinaryField("введённые данные, зашифрованы", null=True)
    digest = models.CharField("отпечаток ответов", max_length=64)
    sent_at = models.DateTimeField("отправлена")
    received_at = models.DateTimeField(
        "поступила",
        null=True,
        blank=True,
        help_text="Когда пришло то, что ввёл работник; пусто, если отправлено через сайт.",
    )

    class Meta:
        verbose_name = "версия ответов"
        verbose_name_plural = "версии ответов"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "number"],
                name="version_number_once",
                violation_error_message="Версия с таким номером уже есть.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission.reference}, версия {self.number}"

    @property
    def arrived_at(self) -> dt.datetime:
        """When it came: of what staff entered not the sending, which is when it was typed in."""
        first = self.submission.received_at if self.number == 1 else None
        return self.received_at or first or self.sent_at

    @property
    def is_entered(self) -> bool:
        """Whether it came otherwise than through the site and was typed in later."""
        return self.arrived_at != self.sent_at


class SubmissionFile(models.Model):
    """A file filed with a version; versions share the files that a correction left alone."""

    version = models.ForeignKey(SubmissionVersion, on_delete=models.PROTECT, related_name="files")
    slot = models.SlugField("документ", max_length=64)
    label = models.CharField("название документа", max_length=255)
    file = models.ForeignKey("core.PrivateFile", on_delete=models.PROTECT, related_name="+")
    answers_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = "приложенный документ"
        verbose_name_plural = "приложенные документы"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label


class Remark(models.Model):
    """What is to be corrected, said beside the step or document it concerns.

    ``questions`` narrows it to some answers of the step, by their codes; empty: the whole step.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="remarks")
    version = models.ForeignKey(SubmissionVersion, on_delete=models.PROTECT, related_name="remarks")
    step = models.SlugField("шаг", max_length=64, blank=True)
    slot = models.SlugField("документ", max_length=64, blank=True)
    questions = models.JSONField("вопросы", default=list, blank=True)
    text = models.TextField("замечание")
    at = models.DateTimeField("сделано")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "замечание"
        verbose_name_plural = "замечания"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class Note(models.Model):
    """An internal note of staff; the applicant never sees it."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = StampField("когда", auto_now_add=True)
    text = models.TextField("заметка")

    class Meta:
        verbose_name = "заметка"
        verbose_name_plural = "заметки"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
