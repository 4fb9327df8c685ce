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
        help_text="Например «{number:03d}/К-26»; {number} – порядковый номер, {year} – год.",
    )
    next_number = models.PositiveIntegerField(
        "следующий номер",
        default=1,
        help_text="Чтобы продолжить бумажный журнал, укажите номер после последнего в нём.",
    )
    restarts_yearly = models.BooleanField(
        "каждый год нумерация сначала",
        default=False,
        help_text="Первый номер нового года – 1.",
    )
    # The year whose numbers are being given, where they begin anew each year.
    year = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "журнал регистрации"
        verbose_name_plural = "журналы регистрации"

    def __str__(self) -> str:
        return self.title


class JournalEntry(models.Model):
    """One number of a journal, given once and never reused, not even when it is annulled."""

    journal = models.ForeignKey(Journal, on_delete=models.PROTECT, related_name="entries")
    # The year that the number counts in; 0 in a journal whose numbers never begin anew.
    year = models.PositiveSmallIntegerField("год нумерации", default=0)
    number = models.PositiveIntegerField("порядковый номер")
    label = models.CharField("регистрационный номер", max_length=100, db_index=True)
    registered_at = models.DateTimeField("зарегистрировано")
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    annulled_at = models.DateTimeField("аннулирован", null=True)
    annulled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    annulled_why = models.CharField("почему аннулирован", max_length=500, blank=True)

    class Meta:
        verbose_name = "запись журнала"
        verbose_name_plural = "записи журнала"
        ordering = ["journal", "year", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["journal", "year", "number"],
                name="journal_number_once",
                violation_error_message="Такой номер в журнале за этот год уже есть.",
            ),
            models.CheckConstraint(
                condition=models.Q(annulled_at=None, annulled_by=None, annulled_why="")
                | (
                    models.Q(annulled_at__isnull=False, annulled_by__isnull=False)
                    & ~models.Q(annulled_why="")
                ),
                name="journal_entry_annulled",
                violation_error_message="У аннулированного номера должны быть дата, причина и тот, кто его аннулировал.",
            ),
        ]

    def __str__(self) -> str:
        return self.label
