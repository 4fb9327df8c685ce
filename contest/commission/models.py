"""The commission and who sits on it (C-K1…3)."""

from typing import Any

from django.conf import settings
from django.db import models

from core.errors import Refused

ACCOUNT_STAYS = "Оценка началась: чужая учётная запись открыла бы оценки этого члена комиссии."


class CommissionMemberQuerySet(models.QuerySet["CommissionMember"]):
    """Sets of members."""

    def serving(self) -> "CommissionMemberQuerySet":
        """The composition as it is now: without those whom an order has replaced."""
        return self.filter(replaced_on=None)


class CommissionMember(models.Model):
    """One line of the approved composition; ``user`` is the account, where one is given.

    Whom an order has replaced stays as a row, for what they marked and decided; ``replaced_by`` is
    who came in their place. The order says what becomes of the marks they gave.
    """

    class Seat(models.TextChoices):
        CHAIR = "chair", "председатель комиссии"
        DEPUTY = "deputy", "заместитель председателя комиссии"
        SECRETARY = "secretary", "секретарь комиссии"
        MEMBER = "member", "член комиссии"

    contest = models.ForeignKey(
        "contest.Contest",
        verbose_name="конкурс",
        on_delete=models.CASCADE,
        related_name="commission",
    )
    seat = models.CharField("место в комиссии", max_length=10, choices=Seat, default=Seat.MEMBER)
    last_name = models.CharField("фамилия", max_length=150)
    first_name = models.CharField("имя", max_length=150)
    middle_name = models.CharField("отчество", max_length=150, blank=True)
    post = models.TextField("должность")
    by_agreement = models.BooleanField("по согласованию", default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="учётная запись",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commission_seats",
    )
    order = models.PositiveSmallIntegerField("порядок", default=0)
    replaces = models.OneToOneField(
        "self",
        verbose_name="кого заменяет",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="replaced_by",
    )
    replaced_on = models.DateField("заменён приказом от", null=True, editable=False)
    replaced_order = models.CharField("номер приказа", max_length=64, blank=True, editable=False)
    # The marks given before count, and the new member marks the rest; else those are set aside, and
    # the new member marks everything.
    keeps_marks = models.BooleanField("прежние оценки учитываются", default=False, editable=False)
    objects = CommissionMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "член комиссии"
        verbose_name_plural = "состав комиссии"
        ordering = ["contest", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "seat"],
                condition=models.Q(seat__in=["chair", "deputy", "secretary"], replaced_on=None),
                name="one_holder_per_seat",
                violation_error_message="Это место в комиссии уже занято: председатель, заместитель и секретарь – по одному.",
            ),
            models.CheckConstraint(
                condition=models.Q(replaced_on=None, replaced_order="", keeps_marks=False)
                | models.Q(replaced_on__isnull=False) & ~models.Q(replaced_order=""),
                name="member_replaced_by_order",
                violation_error_message="У замены члена комиссии должны быть номер и дата приказа.",
            ),
            models.UniqueConstraint(
                fields=["contest", "user"],
                name="one_seat_per_account",
                violation_error_message="У этой учётной записи уже есть место в комиссии этого конкурса.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; Refused when another account would come to the marks of this member."""
        stored = CommissionMember.objects.filter(pk=self.pk).first() if self.pk else None
        if stored and stored.is_account_fixed() and stored.user_id != self.user_id:
            raise Refused(ACCOUNT_STAYS, field="user")
        super().save(*args, **kwargs)

    def is_account_fixed(self) -> bool:
        """Whether the member keeps their account: they have one, and marking has begun."""
        locked: bool = self.user_id is not None and self.contest.is_locked()
        return locked

    @property
    def is_serving(self) -> bool:
        """Whether no order has replaced them."""
        return self.replaced_on is None

    @property
    def replacement_words(self) -> str:
        """«заменён приказом № 12 от 03.06.2026, прежние оценки не учитываются»; empty for others."""
        if self.replaced_on is None:
            return ""
        marks = "учитываются" if self.keeps_marks else "не учитываются"
        return (
            f"заменён приказом № {self.replaced_order} от {self.replaced_on:%d.%m.%Y}, прежние оценки"
            f" {marks}"
        )

    @property
    def full_name(self) -> str:
        """«Иванова Мария Петровна»."""
        parts = (self.last_name, self.first_name, self.middle_name)
        return " ".join(part for part in parts if part)
