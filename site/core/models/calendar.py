"""Days that staff override in the production calendar."""

from django.db import models


class CalendarDay(models.Model):
    """A day whose being working or free differs from the built-in calendar (C-K8)."""

    date = models.DateField("дата", unique=True)
    is_working = models.BooleanField("рабочий день")
    reason = models.CharField("основание", max_length=255, blank=True)

    class Meta:
        verbose_name = "особый день календаря"
        verbose_name_plural = "производственный календарь"
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date:%d.%m.%Y}"
