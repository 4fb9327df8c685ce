"""Consents to personal-data processing as evidence (X-5, invariant 7)."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q


class ConsentText(models.Model):
    """A version of a consent's wording, for one operator; immutable once somebody has given it.

    ``{name}`` places in the body are filled from the answers (person, passport, address, …).
    """

    purpose = models.SlugField("цель", max_length=64)
    version = models.PositiveSmallIntegerField("версия")
    operator = models.ForeignKey(
        "core.Organisation", verbose_name="оператор", on_delete=models.PROTECT
    )
    title = models.CharField("заголовок", max_length=255)
    body = models.TextField("текст")
    effective_from = models.DateField("действует с")
    used_at = models.DateTimeField("впервые использован", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "текст согласия"
        verbose_name_plural = "тексты согласий"
        ordering = ["purpose", "operator", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "operator", "version"],
                name="consent_text_version",
                violation_error_message="Версия с таким номером уже есть: поставьте следующий номер.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, версия {self.version}"

    @transaction.atomic
    def save(self, *args: object, **kwargs: object) -> None:
        """Save; the freeze holds for callers that skip ``clean`` too, and against a simultaneous use."""
        stored = ConsentText.objects.select_for_update().filter(pk=self.pk).first()
        if stored is not None:
            # This row may have been read before the first consent was given.
            self.used_at = stored.used_at
        self.clean()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        """Delete a text that nobody has agreed to."""
        if self.used_at:
            raise ValidationError("По этому тексту уже дано согласие: удалить его нельзя.")
        return super().delete(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def sha256(self) -> str:
        """Digest of title and body, in hexadecimal."""
        return hashlib.sha256(f"{self.title}\n\n{self.body}".encode()).hexdigest()

    def clean(self) -> None:
        """Refuse a change of a text that somebody has already agreed to."""
        super().clean()
        if not self.pk:
            return
        stored = ConsentText.objects.get(pk=self.pk)
        frozen = ("purpose", "version", "operator_id", "title", "body")
        if stored.used_at and any(getattr(stored, f) != getattr(self, f) for f in frozen):
            raise ValidationError("По этому тексту уже дано согласие. Создайте новую версию.")

    def next_version(self) -> "ConsentText":
        """An unsaved copy with the next number; in force from the day that staff set."""
        newest = ConsentText.objects.filter(purpose=self.purpose, operator_id=self.operator_id)
        return ConsentText(
            purpose=self.purpose,
            version=(newest.aggregate(n=models.Max("version"))["n"] or 0) + 1,
            operator_id=self.operator_id,
            title=self.title,
            body=self.body,
            effective_from=self.effective_from,
        )


class Consent(models.Model):
    """One person's consent: which exact text, when, how, for what, to which operator."""

    class Method(models.TextChoices):
        TICK = "tick", "отметка на сайте"
        INK = "ink", "подпись на бумаге"
        FILE = "file", "файл электронной подписи"
        CODE = "code", "код из письма"

    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="consents")
    text_sha256 = models.CharField("SHA-256 текста", max_length=64)
    key = models.ForeignKey("core.PersonKey", on_delete=models.PROTECT, related_name="consents")
    draft = models.ForeignKey(
        "forms_app.Draft", null=True, on_delete=models.SET_NULL, related_name="consents"
    )
    submission = models.ForeignKey(
        "forms_app.Submission", null=True, on_delete=models.PROTECT, related_name="consents"
    )
    method = models.CharField("способ", max_length=12, choices=Method)
    given_at = models.DateTimeField("дано")
    filled_text = models.BinaryField("заполненный текст, зашифрован", null=True)
    original_received_at = models.DateTimeField("подлинник получен", null=True, blank=True)
    original_received_by = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField("отозвано", null=True, blank=True)
    destroyed_at = models.DateTimeField("уничтожено", null=True, blank=True)

    class Meta:
        verbose_name = "согласие"
        verbose_name_plural = "согласия"
        ordering = ["given_at"]
        indexes = [
            models.Index(
                fields=["method"],
                condition=Q(original_received_at=None),
                name="consent_without_original",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(original_received_at__isnull=True, original_received_by__isnull=True)
                    | Q(original_received_at__isnull=False, original_received_by__isnull=False)
                ),
                name="consent_original_at_by",
                violation_error_message="Укажите и день, когда поступил оригинал, и того, кто его принял.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text} – {self.given_at:%d.%m.%Y}"
