"""Letters: the row is the truth, jobs only carry it out (invariant 2)."""

import uuid

from django.db import models

from core.model_fields import StampField

from .history import AboutObject


class LetterTemplate(models.Model):
    """The text of a letter; staff edit it in Wagtail. ``{name}`` places are filled in."""

    code = models.SlugField("код", max_length=100, unique=True)
    title = models.CharField("когда отправляется", max_length=255)
    subject = models.CharField("тема", max_length=255)
    body = models.TextField("текст")
    placeholders = models.JSONField("подстановки", default=list, editable=False)

    class Meta:
        verbose_name = "текст письма"
        verbose_name_plural = "тексты писем"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title


class Letter(AboutObject):
    """One letter to one address; subject and body are encrypted under the person's key."""

    class State(models.TextChoices):
        WAITING = "waiting", "ожидает отправки"
        SENT = "sent", "отправлено"
        FAILED = "failed", "не удалось отправить"
        CANCELLED = "cancelled", "отменено"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField("вид письма", max_length=100)
    to = models.EmailField("кому")
    operator = models.ForeignKey(
        "core.Organisation",
        verbose_name="от чьего имени",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    key = models.ForeignKey("core.PersonKey", on_delete=models.PROTECT, related_name="letters")
    content = models.BinaryField("тема и текст, зашифрованы")
    state = models.CharField("состояние", max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("попыток", default=0)
    next_attempt_at = models.DateTimeField("следующая попытка")
    lease_until = models.DateTimeField("занято до", null=True, blank=True)
    last_error = models.CharField("последняя ошибка", max_length=500, blank=True)
    created_at = StampField("создано", auto_now_add=True)
    sent_at = models.DateTimeField("отправлено", null=True, blank=True)

    class Meta:
        verbose_name = "письмо"
        verbose_name_plural = "письма"
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["state", "next_attempt_at"], name="letter_due"),
            models.Index(fields=["content_type", "object_id"], name="letter_about"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(state="sent", sent_at__isnull=False)
                    | (~models.Q(state="sent") & models.Q(sent_at__isnull=True))
                ),
                name="letter_sent_has_instant",
                violation_error_message="У отправленного письма должно быть время отправки.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} → {self.to}"
