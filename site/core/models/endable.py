"""Rows that hold until somebody ends them: what is recorded is never erased."""

from django.conf import settings
from django.db import models


class EndableQuerySet(models.QuerySet):
    """Sets of rows that hold until somebody ends them."""

    def in_force(self) -> "EndableQuerySet":
        """Those that nobody has ended."""
        return self.filter(ended_at=None)


class Endable(models.Model):
    """What somebody recorded with a reason, and another may end with a reason."""

    reason = models.TextField("причина")
    recorded_at = models.DateTimeField("записано")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="записал", on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField("снято", null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="снял",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    ended_why = models.TextField("почему снято", blank=True)
    objects = EndableQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True

    @property
    def is_in_force(self) -> bool:
        """Whether nobody has ended it."""
        return self.ended_at is None
