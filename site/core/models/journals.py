"""Journals of registration: consecutive numbers without gaps."""

from django.conf import settings
from django.db import models


class Journal(models.Model):
    """A journal of registration; numbering may continue a paper journal."""

    code = models.SlugField("код", max_length=100, unique=True)
    title = models.CharField("название", max_length=255)
    number_format = models.CharField(
        "вид номера",
        max_length=64,
        default="{number}",
        help_text="Например «{number:03d}/К-26»; {number} – порядковый номер.",
    )
    next_number = models.PositiveIntegerField("следующий номер", default=1)

    class Meta:
        verbose_name = "журнал регистрации"
        verbose_name_plural = "журналы регистрации"

    def __str__(self) -> str:
        return self.title


class JournalEntry(models.Model):
    """One number of a journal, given once and never reused."""

    journal = models.ForeignKey(Journal, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField("порядковый номер")
    label = models.CharField("регистрационный номер", max_length=100, db_index=True)
    registered_at = models.DateTimeField("зарегистрировано")
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        verbose_name = "запись журнала"
        verbose_name_plural = "записи журнала"
        ordering = ["journal", "number"]
        constraints = [
            models.UniqueConstraint(fields=["journal", "number"], name="journal_number_once"),
        ]

    def __str__(self) -> str:
        return self.label
