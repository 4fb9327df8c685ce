"""The professions that vacancies are asked for (P-3.3)."""

from django.db import models
from django.db.models import Q

from core.text import search_key, sort_key

# No key of a row has so many digits.
_LONGEST_KEY = 18


class ProfessionQuerySet(models.QuerySet["Profession"]):
    """Sets of professions."""

    def offered(self, chosen: str) -> "ProfessionQuerySet":
        """Those to choose from, and the ``chosen`` one: what was taught when it was chosen stays readable."""
        offered = Q(is_taught=True)
        if chosen.isdecimal() and len(chosen) < _LONGEST_KEY:
            offered |= Q(pk=chosen)
        return self.filter(offered)


class Profession(models.Model):
    """A profession that the institution teaches and asks vacancies for."""

    name = models.CharField("профессия", max_length=255)
    is_taught = models.BooleanField(
        "в перечне учреждения",
        default=True,
        help_text="Снимите отметку, когда профессии больше не обучают: "
        "в новых заявках её не предложат.",
    )
    # Whoever has learned one can do the other.
    kin = models.ManyToManyField("self", blank=True, verbose_name="родственные профессии")
    key = models.CharField(max_length=255, unique=True, editable=False)
    sort_key = models.CharField(max_length=255, editable=False)

    objects = ProfessionQuerySet.as_manager()

    class Meta:
        verbose_name = "профессия"
        verbose_name_plural = "профессии"
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Save with the key that tells two professions apart."""
        self.key, self.sort_key = search_key(self.name), sort_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]
