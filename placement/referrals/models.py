"""Referrals: a graduate is sent to an employer with a paper and a link (P-2.2b, P-2.2e)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.model_fields import StampField
from placement.cases.models import Case
from placement.referrals.lifecycle import ReferralState
from placement.resumes.models import Resume
from placement.vacancies.models import Vacancy


class Referral(models.Model):
    """«Направление»: one person, one vacancy, the version of the resume that goes out."""

    class DeclineReason(models.TextChoices):
        """Business reasons only: nothing that the Labour Code forbids to ask for (art. 64)."""

        SKILLS = "skills", "Не хватает навыков для этой работы"
        FILLED = "filled", "Место уже занято"
        CONDITIONS = "conditions", "Не можем создать нужные условия"
        TERMS = "terms", "Не договорились об условиях"
        OTHER = "other", "Другая деловая причина"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="referrals")
    resume = models.ForeignKey(
        Resume, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals"
    )
    state = models.CharField(
        "состояние",
        max_length=12,
        choices=ReferralState.choices,
        default=ReferralState.PREPARED,
        editable=False,
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = StampField("подготовлено", auto_now_add=True)
    sent_at = models.DateTimeField("передано", null=True, editable=False)
    # Until when the employer's link shows the resume.
    link_until = models.DateTimeField("ссылка действует до", null=True, editable=False)
    link_serial = models.PositiveIntegerField(default=1, editable=False)
    answered_at = models.DateTimeField("ответ получен", null=True, editable=False)
    decline_reason = models.CharField(
        "причина отказа", max_length=12, choices=DeclineReason.choices, blank=True
    )
    answer_note = models.CharField("слова работодателя", max_length=500, blank=True)
    is_demo = models.BooleanField("вымышленное", default=False, editable=False)

    class Meta:
        verbose_name = "направление"
        verbose_name_plural = "направления"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "vacancy"],
                condition=Q(state__in=["prepared", "sent", "invited"]),
                name="referral_open_once",
                violation_error_message="Направление на эту вакансию уже есть.",
            )
        ]
        indexes = [models.Index(fields=["state", "sent_at"], name="referral_awaited")]

    def __str__(self) -> str:
        return f"{self.case} – {self.vacancy}"
