"""Drafts: what a person has typed so far, kept on the server (X-2)."""

import uuid

from django.db import models
from django.db.models import Q

from core.model_fields import StampField


class Source(models.TextChoices):
    """How a form reached the operator."""

    SITE = "site", "через сайт"
    EMAIL = "email", "по электронной почте"
    PAPER = "paper", "на бумаге"
    TOGETHER = "together", "лично, вместе с работником"


class Draft(models.Model):
    """An unsent form. The typed data are encrypted under the person's key.

    ``scope`` names what the form is filed to within its journey, for example the contest's slug.
    A draft that corrects a returned submission points at it.
    """

    class State(models.TextChoices):
        OPEN = "open", "заполняется"
        SENT = "sent", "отправлен"
        DESTROYED = "destroyed", "уничтожен"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journey = models.SlugField("форма", max_length=64)
    scope = models.CharField("к чему относится", max_length=100)
    key = models.ForeignKey("core.PersonKey", on_delete=models.PROTECT, related_name="drafts")
    state = models.CharField("состояние", max_length=10, choices=State, default=State.OPEN)
    payload = models.BinaryField("введённые данные, зашифрованы", null=True)
    revision = models.PositiveIntegerField("правка", default=0)
    email = models.EmailField("адрес электронной почты", blank=True)
    number = models.CharField("печатный номер", max_length=16, unique=True)
    code_hash = models.CharField("отпечаток кода", max_length=128)
    link_serial = models.PositiveIntegerField("номер ссылки", default=1)
    # Wrong answers to «Подтвердите, что это вы», and when the next one is heard.
    proof_misses = models.PositiveSmallIntegerField(default=0, editable=False)
    proof_after = models.DateTimeField(null=True, editable=False)
    corrects = models.ForeignKey(
        "forms_app.Submission",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="correction_drafts",
    )
    entered_by = models.ForeignKey(
        "core.User",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Работник, который вводит поступившее на бумаге или по почте.",
    )
    source = models.CharField("как поступило", max_length=8, choices=Source, default=Source.SITE)
    received_at = models.DateTimeField(
        "поступило",
        null=True,
        blank=True,
        help_text="Когда пришло то, что вводит работник: этот момент решает, вовремя ли.",
    )
    created_at = StampField("начат", auto_now_add=True)
    updated_at = StampField("изменён", auto_now=True)
    expires_at = models.DateTimeField("хранится до")
    reminded = models.JSONField("отправленные напоминания", default=list)
    # Signature of the last link, kept when the address is destroyed: a true link to what is gone
    # is answered kindly, a forged one is not answered.
    closed_link = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = "черновик"
        verbose_name_plural = "черновики"
        indexes = [
            models.Index(fields=["state", "expires_at"], name="draft_expiry"),
            models.Index(fields=["journey", "scope", "state"], name="draft_scope"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(state="open"),
                name="one_open_correction",
                violation_error_message="Исправление уже начато: закончите его.",
            ),
            models.CheckConstraint(
                condition=Q(source="site", received_at=None)
                | Q(~Q(source="site"), received_at__isnull=False),
                name="draft_on_behalf_has_arrival",
                violation_error_message="Для того, что пришло не через сайт, укажите время поступления.",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def received_otherwise(self) -> bool:
        """Whether it came on paper, by e-mail or in person, and was entered by staff."""
        return self.source != Source.SITE

    @property
    def reference(self) -> str:
        """The number by which people know the draft, as a submission by its reference."""
        return self.number


class DraftUpload(models.Model):
    """A file put into a draft's slot; stored at once, claimed when the draft is sent.

    ``answers_digest`` is the digest that the signed paper carries: a changed answer makes the
    upload void (invariant 8). Empty for files that repeat no answers.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="uploads")
    slot = models.SlugField("документ", max_length=64)
    file = models.OneToOneField("core.PrivateFile", on_delete=models.PROTECT)
    answers_digest = models.CharField(max_length=64, blank=True)
    created_at = StampField(auto_now_add=True)

    class Meta:
        verbose_name = "загруженный файл"
        verbose_name_plural = "загруженные файлы"
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.slot
