"""The consilium on a graduate: called, held, told to the person (P-3.3)."""

from django.db import models
from django.db.models import Q

from core.model_fields import StampField
from core.models import PersonKey, PrivateFile, SealedTextField
from placement.cases.models import Case, Step


class Consilium(models.Model):
    """One meeting of the specialists on one case; its protocol is kept with the case (P-3.3)."""

    class Way(models.TextChoices):
        SIGNED = "signed", "Под подпись"
        SPOKEN = "spoken", "Устно, при встрече"
        PHONE = "phone", "По телефону"
        LETTER = "letter", "Письмом"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consilia")
    # The planned step, while nobody has taken it out of the case.
    step = models.OneToOneField(Step, null=True, on_delete=models.SET_NULL, related_name="+")
    held_on = models.DateField("день заседания")
    place = models.CharField("где и во сколько", max_length=255)
    recommendations = SealedTextField("рекомендации", blank=True)
    protocol = models.OneToOneField(
        PrivateFile, null=True, on_delete=models.PROTECT, related_name="+"
    )
    person_told_on = models.DateField("человек ознакомлен", null=True)
    person_told_how = models.CharField("как", max_length=8, choices=Way.choices, blank=True)
    representative_told_on = models.DateField("представитель ознакомлен", null=True)
    representative_told_how = models.CharField("как", max_length=8, choices=Way.choices, blank=True)
    created_at = StampField("внесено", auto_now_add=True)

    class Meta:
        verbose_name = "консилиум"
        verbose_name_plural = "консилиумы"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(person_told_on=None) & Q(person_told_how=""))
                | (Q(person_told_on__isnull=False) & ~Q(person_told_how="")),
                name="consilium_person_told",
                violation_error_message="Укажите, когда и как ознакомили.",
            ),
            models.CheckConstraint(
                condition=(Q(representative_told_on=None) & Q(representative_told_how=""))
                | (Q(representative_told_on__isnull=False) & ~Q(representative_told_how="")),
                name="consilium_representative_told",
                violation_error_message="Укажите, когда и как ознакомили.",
            ),
        ]

    def __str__(self) -> str:
        return f"Консилиум {self.held_on:%d.%m.%Y}"

    @property
    def key(self) -> PersonKey:
        """What seals the row: the graduate's key."""
        return self.case.graduate.key
