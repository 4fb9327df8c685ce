"""The commission and who sits on it (C-K1…3)."""

from typing import Any

from django.conf import settings
from django.db import models

from core.errors import Refused

ACCOUNT_STAYS = "Оценка началась: чужая учётная запись открыла бы оценки этого члена комиссии."


class CommissionMember(models.Model):
    """One line of the approved composition; ``user`` is the account, where one is given."""

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

    class Meta:
        verbose_name = "член комиссии"
        verbose_name_plural = "состав комиссии"
        ordering = ["contest", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "seat"],
                condition=models.Q(seat__in=["chair", "deputy", "secretary"]),
                name="one_holder_per_seat",
                violation_error_message="Это место в комиссии уже занято: председатель, заместитель и секретарь – по одному.",
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
    def full_name(self) -> str:
        """«Иванова Мария Петровна»."""
        parts = (self.last_name, self.first_name, self.middle_name)
        return " ".join(part for part in parts if part)
