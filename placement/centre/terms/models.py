"""The terms that the centre sets for itself: how long data are kept, when somebody is reminded (X-5)."""

import datetime as dt

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from core import clock
from core.model_fields import StampField
from home import cache


def _years(name: str, default: int) -> models.PositiveSmallIntegerField:
    limits = [MinValueValidator(1), MaxValueValidator(75)]
    return models.PositiveSmallIntegerField(name, default=default, validators=limits)


def _days(name: str, default: int) -> models.PositiveSmallIntegerField:
    limits = [MinValueValidator(1), MaxValueValidator(365)]
    return models.PositiveSmallIntegerField(name, default=default, validators=limits)


class Terms(models.Model):
    """One set of terms, in force from its first day until another one is.

    Sets are only added, so that it stays known which terms held on a day. Where there is none yet,
    the defaults hold. What the law or a signed text says is no choice of the centre and not here.
    """

    effective_from = models.DateField("действуют с")
    ground = models.CharField("чем установлены", max_length=255)
    # Of a card that nobody has confirmed and that asked for nothing: one school year is enough to
    # look into the lists.
    unconfirmed_years = _years("карточка неподтверждённого человека, лет", 1)
    # After the last accompaniment: as long as acts of destruction and withdrawn consents are kept,
    # so that a complaint finds papers of one age; the counts of the monitoring (clause 6) stay.
    after_case_years = _years("карточка после последнего сопровождения, лет", 3)
    # Of a refused request: as long as its applicant may need it for a complaint.
    refused_years = _years("заявление, в котором отказали, лет", 1)
    # From the signature on; the text of the consent says it (152-ФЗ, art. 10.1).
    photo_years = _years("согласие на публикацию фото и видео, лет", 3)
    # Working days, the day of arrival not counted.
    decision_days = _days("решение по заявлению о содействии, рабочих дней", 5)
    resume_days = _days("ответ человека о резюме, дней", 7)
    referral_remind_days = _days("напоминание работодателю, дней", 5)
    referral_silent_days = _days("молчание работодателя, дней", 10)
    own_signature_days = _days("предупреждение о новой подписи, дней", 60)
    created_at = StampField("внесены", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "сроки центра"
        verbose_name_plural = "сроки центра"
        ordering = ["-effective_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    unconfirmed_years__gte=1, after_case_years__gte=1, refused_years__gte=1
                ),
                name="terms_keep_a_year",
                violation_error_message="Данные хранят не меньше года.",
            ),
            models.CheckConstraint(
                condition=Q(referral_silent_days__gte=F("referral_remind_days")),
                name="terms_reminded_before_called",
                violation_error_message="Сначала работодателю напоминают, потом звонят:"
                " «молчание» не короче «напоминания».",
            ),
        ]

    def __str__(self) -> str:
        return f"Сроки с {self.effective_from:%d.%m.%Y}"


def terms_on(day: dt.date) -> Terms:
    """The terms in force on a day."""
    return Terms.objects.filter(effective_from__lte=day).first() or Terms(effective_from=day)


def current_terms() -> Terms:
    """The terms in force today, for screens: every panel of the board asks for them."""
    today = clock.local_day(clock.now())
    begun = (row for row in _sets() if row.effective_from <= today)
    return next(begun, None) or Terms(effective_from=today)


@cache.per_version
def _sets() -> list[Terms]:
    return list(Terms.objects.all())
