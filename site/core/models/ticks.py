"""When regular work ran last."""

from django.db import models


class RegularWork(models.Model):
    """One line per piece of regular work; ``due_at`` also keeps two ticks from doing it at once."""

    name = models.CharField("название", max_length=100, unique=True)
    due_at = models.DateTimeField("следующий запуск")
    finished_at = models.DateTimeField("последнее успешное завершение", null=True)
    last_error = models.CharField("последняя ошибка", max_length=500, blank=True)

    class Meta:
        verbose_name = "регулярная работа"
        verbose_name_plural = "регулярные работы"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
