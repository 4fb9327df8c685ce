"""Tables that staff brought in: what was looked through, what was entered, what was taken back."""

import uuid

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q


class ImportRun(models.Model):
    """One file: looked through first, then entered, perhaps taken back later (X-4).

    ``payload`` holds the rows as they were understood, encrypted under a key of their own, and is
    destroyed with it after a day: what was entered stands in the register.
    """

    class State(models.TextChoices):
        """How far it got."""

        LOOKED = "looked", "просмотрена"
        ENTERED = "entered", "внесена"
        UNDONE = "undone", "отменена"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField("что вносится")
    file_name = models.CharField("файл", max_length=255)
    state = models.CharField("состояние", max_length=16, choices=State, default=State.LOOKED)
    subject_type = models.ForeignKey(
        ContentType, null=True, on_delete=models.PROTECT, related_name="+"
    )
    subject_id = models.CharField(max_length=64, null=True, blank=True)
    # The object that the table belongs to, where it does to one: the figures of a year.
    subject = GenericForeignKey("subject_type", "subject_id")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто загрузил",
        on_delete=models.PROTECT,
        related_name="+",
    )
    looked_at = models.DateTimeField("загружена", db_index=True)
    entered_at = models.DateTimeField("внесена", null=True, blank=True)
    undone_at = models.DateTimeField("отменена", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто отменил",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    good = models.PositiveIntegerField("строк без ошибок", default=0)
    skipped = models.PositiveIntegerField("пропущено", default=0)
    bad = models.PositiveIntegerField("с ошибками", default=0)
    key = models.ForeignKey(
        "core.PersonKey", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    payload = models.BinaryField(null=True, blank=True)

    class Meta:
        verbose_name = "загрузка таблицы"
        verbose_name_plural = "загрузки таблиц"
        ordering = ["-looked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="looked", entered_at=None) | Q(entered_at__isnull=False),
                name="import_entered_at",
                violation_error_message="У внесённой загрузки должно быть время внесения.",
            ),
            models.CheckConstraint(
                condition=Q(state="undone", undone_at__isnull=False, undone_by__isnull=False)
                | Q(undone_at=None, undone_by=None),
                name="import_undone_at",
                violation_error_message="У отменённой загрузки должны быть время отмены и тот, кто её отменил.",
            ),
            models.CheckConstraint(
                condition=Q(payload=None) | Q(key__isnull=False),
                name="import_payload_has_key",
                violation_error_message="Содержимое загрузки хранится только зашифрованным.",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportedRow(models.Model):
    """A row of a register that an import made or changed, as it was right after that.

    ``before`` is what ``Importing.restore`` needs of a row that was there already: plain values
    without identity data. None stands for a row that the import made.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("строка в файле")
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.CharField(max_length=64)
    revision = models.CharField(max_length=64)
    before = models.JSONField(null=True, blank=True)

    class Meta:
        verbose_name = "внесённая строка"
        verbose_name_plural = "внесённые строки"
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "content_type", "object_id"],
                name="import_row_once",
                violation_error_message="Эта запись уже числится за этой загрузкой.",
            )
        ]

    def __str__(self) -> str:
        return f"строка {self.number}"
