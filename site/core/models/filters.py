"""What a person has narrowed a list by and wants to come back to (X-4)."""

from django.conf import settings
from django.db import models


class SavedFilter(models.Model):
    """A choice of filters on one desk, under a name; nobody but its owner sees it.

    ``query`` is the query string of the list, made of declared filters alone: words that were
    searched for may name people and are not kept.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="чей",
        on_delete=models.CASCADE,
        related_name="saved_filters",
    )
    desk = models.CharField("раздел", max_length=100)
    name = models.CharField("название", max_length=60)
    query = models.CharField("отбор", max_length=1000)

    class Meta:
        verbose_name = "сохранённый отбор"
        verbose_name_plural = "сохранённые отборы"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "desk", "name"],
                name="saved_filter_name_once",
                violation_error_message="Отбор с таким названием у вас уже есть.",
            )
        ]

    def __str__(self) -> str:
        return self.name
