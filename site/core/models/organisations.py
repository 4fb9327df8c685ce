"""Operators of personal data and other organisations that the site speaks for."""

import zoneinfo
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from stdnum.ru import inn as inn_number
from stdnum.ru import ogrn as ogrn_number

from core.errors import Refused

CODE_STAYS = "Код организации постоянный: по нему хранятся заявки. Его нельзя изменить."


def validate_inn(value: str) -> None:
    """Refuse an ИНН whose control digits are wrong."""
    if not inn_number.is_valid(value):
        raise ValidationError("Проверьте ИНН: контрольная сумма не сходится.")


def validate_ogrn(value: str) -> None:
    """Refuse an ОГРН or ОГРНИП whose control digit is wrong."""
    if not ogrn_number.is_valid(value):
        raise ValidationError("Проверьте ОГРН: контрольная сумма не сходится.")


def validate_time_zone(value: str) -> None:
    """Refuse a name that the time-zone database does not have."""
    if value not in zoneinfo.available_timezones():
        raise ValidationError("Нет такого часового пояса.")


class Organisation(models.Model):
    """An operator: each contest and each consent text names one (X-9, C-10)."""

    code = models.SlugField("код", unique=True)
    full_name = models.CharField("полное наименование", max_length=500)
    short_name = models.CharField("краткое наименование", max_length=255)
    inn = models.CharField("ИНН", max_length=12, blank=True, validators=[validate_inn])
    ogrn = models.CharField("ОГРН", max_length=15, blank=True, validators=[validate_ogrn])
    address = models.CharField("адрес", max_length=500, blank=True)
    email = models.EmailField("адрес электронной почты", blank=True)
    phone = models.CharField("телефон", max_length=64, blank=True)
    time_zone = models.CharField(
        "часовой пояс", max_length=64, default="Europe/Moscow", validators=[validate_time_zone]
    )
    head_post = models.CharField("должность руководителя", max_length=255, blank=True)
    head_name = models.CharField("руководитель", max_length=255, blank=True)
    deputy_post = models.CharField(
        "должность заместителя, который подписывает бумаги",
        max_length=255,
        blank=True,
        help_text="Например: Заместитель директора по трудоустройству и занятости.",
    )
    founder = models.CharField(
        "учредитель", max_length=500, blank=True, help_text="Так его печатают на бланке."
    )
    addressee = models.TextField(
        "кому адресуют заявления",
        blank=True,
        help_text="Строки в углу заявления, в дательном падеже: должность, учреждение, имя.",
    )
    destruction_wait_days = models.PositiveSmallIntegerField(
        "дней от объявления до досрочного уничтожения данных",
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
        help_text="Столько дней уничтожение, о котором заявителю написали, ещё можно остановить.",
    )
    read_log_reviewer = models.ForeignKey(
        "core.User",
        verbose_name="проверяет журнал просмотров",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Назначенный работник, который просматривает журнал обращений к данным (X-5).",
    )

    class Meta:
        verbose_name = "организация"
        verbose_name_plural = "организации"
        ordering = ["short_name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(destruction_wait_days__range=(1, 30)),
                name="organisation_waits_for_destruction",
                violation_error_message="Дней до уничтожения данных – от 1 до 30.",
            )
        ]

    def __str__(self) -> str:
        return self.short_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; ``Refused`` when the code would change: submissions are filed under it."""
        stored = Organisation.objects.filter(pk=self.pk).values_list("code", flat=True).first()
        if self.pk and stored not in (None, self.code):
            raise Refused(CODE_STAYS, field="code")
        super().save(*args, **kwargs)

    @property
    def contact(self) -> str:
        """How it is reached: whatever of e-mail, telephone and address it has named; else «»."""
        return ", ".join(filter(None, (self.email, self.phone, self.address)))

    @property
    def addressee_lines(self) -> list[str]:
        """Whom statements are addressed to, line by line."""
        written = [line.strip() for line in self.addressee.splitlines() if line.strip()]
        return written or ["Руководителю", self.full_name, *filter(None, [self.head_name])]

    @property
    def tz(self) -> zoneinfo.ZoneInfo:
        """The organisation's time zone."""
        return zoneinfo.ZoneInfo(self.time_zone)
