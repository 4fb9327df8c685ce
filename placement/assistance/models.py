"""Requests for assistance and refusals of it (P-F1, P-3.6)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.model_fields import StampField
from core.models import JournalEntry, PersonKey, PrivateFile, SealedTextField
from forms_app.lifecycle import State
from placement.graduates.models import Graduate


class AssistanceRequest(models.Model):
    """The centre's row for one «Заявление о содействии в трудоустройстве».

    What was answered lies in the submission, encrypted.
    """

    submission = models.OneToOneField(
        "forms_app.Submission", on_delete=models.PROTECT, related_name="assistance_request"
    )
    graduate = models.ForeignKey(
        Graduate, on_delete=models.PROTECT, related_name="assistance_requests"
    )
    # Before graduation the certificate may follow later.
    awaits_certificate = models.BooleanField("свидетельство будет позже", default=False)
    composed_on = models.DateField("составлено")

    class Meta:
        verbose_name = "заявление о содействии"
        verbose_name_plural = "заявления о содействии"
        ordering = ["-composed_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.graduate}, {self.composed_on:%d.%m.%Y}"


# A request is decided on: it has a number, and is neither accepted nor refused.
DECIDED_ON = (State.REGISTERED, State.RETURNED)


class RefusalQuerySet(models.QuerySet["Refusal"]):
    """Sets of refusals."""

    def standing(self) -> "RefusalQuerySet":
        """Prepared or signed, and not taken back: of a request there is one at most."""
        return self.filter(annulled_at=None)

    def awaited(self) -> "RefusalQuerySet":
        """Prepared and not signed yet, while the request is still decided on."""
        return self.standing().filter(signed_at=None, request__submission__state__in=DECIDED_ON)


class Refusal(models.Model):
    """The institution refuses a request: one person prepares it, the deputy director signs (P-3.6)."""

    class Ground(models.TextChoices):
        """There are no other grounds (P-3.6)."""

        STRANGER = "stranger", "Вы не обучались и не обучаетесь в нашем учреждении."
        CONSENT = (
            "consent",
            "Нет согласия на обработку персональных данных: без него сопровождать нельзя.",
        )

    request = models.ForeignKey(
        AssistanceRequest, on_delete=models.PROTECT, related_name="refusals"
    )
    ground = models.CharField("основание", max_length=8, choices=Ground.choices)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    prepared_at = StampField("подготовлен", auto_now_add=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField("подписан", null=True)
    annulled_at = models.DateTimeField("отменён", null=True)

    objects = RefusalQuerySet.as_manager()

    class Meta:
        verbose_name = "отказ в содействии"
        verbose_name_plural = "отказы в содействии"
        ordering = ["-prepared_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(annulled_at=None),
                name="refusal_stands_once",
                violation_error_message="Отказ по этому заявлению уже подготовлен.",
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None, signed_at=None)
                | (
                    Q(signed_by__isnull=False, signed_at__isnull=False)
                    & ~Q(signed_by=F("prepared_by"))
                ),
                name="refusal_signed_by_another",
                violation_error_message="Отказ подписывает не тот, кто его подготовил.",
            ),
        ]

    def __str__(self) -> str:
        return f"Отказ по заявлению {self.request.submission.reference}"

    @property
    def is_signed(self) -> bool:
        """Whether the deputy director has signed it."""
        return self.signed_at is not None


class AssistanceRefusal(models.Model):
    """The graduate's own «Отказ от содействия в трудоустройстве» (P-3.6)."""

    graduate = models.ForeignKey(
        Graduate, on_delete=models.PROTECT, related_name="assistance_refusals"
    )
    number = models.OneToOneField(JournalEntry, on_delete=models.PROTECT, related_name="+")
    refused_on = models.DateField("день отказа")
    # Nobody has to say why.
    reason = SealedTextField("причина", blank=True)
    scan = models.OneToOneField(PrivateFile, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = StampField("внесён", auto_now_add=True)

    class Meta:
        verbose_name = "отказ от содействия"
        verbose_name_plural = "отказы от содействия"
        ordering = ["-refused_on", "-pk"]

    def __str__(self) -> str:
        return f"Отказ от содействия № {self.number.label}"

    @property
    def key(self) -> PersonKey:
        """What seals the row: the graduate's key."""
        return self.graduate.key
