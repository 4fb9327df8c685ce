"""Why a graduate is not referred to a vacancy (P-2.2e)."""

from django.conf import settings
from django.db import models

from core.model_fields import StampField
from core.models import PersonKey, SealedTextField
from placement.graduates.models import Graduate
from placement.vacancies.models import Vacancy


class NotReferred(models.Model):
    """A recorded reason for not referring this person to this vacancy; it is shown in each match."""

    graduate = models.ForeignKey(Graduate, on_delete=models.PROTECT, related_name="not_referred")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="not_referred")
    # Sealed: people write of health where nobody asks for it.
    reason = SealedTextField("почему не направляем")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = StampField("записано", auto_now=True)

    class Meta:
        verbose_name = "причина не направлять"
        verbose_name_plural = "причины не направлять"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["graduate", "vacancy"],
                name="not_referred_once",
                violation_error_message="Причина уже записана.",
            )
        ]

    def __str__(self) -> str:
        return f"Карточка № {self.graduate_id} – {self.vacancy}"

    @property
    def key(self) -> PersonKey:
        """What seals the row: the graduate's key."""
        return self.graduate.key
