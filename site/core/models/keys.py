"""One encryption key per person, so that destroying it reaches every copy of their data."""

import uuid

from django.db import models

from core.model_fields import StampField


class PersonKey(models.Model):
    """The record of a key; the wrapped key itself lies in the storage ``keys`` under this id.

    The storage is backed up as a mirror without history (docs/operations.md), so a destroyed
    key is gone from backups too (X-5, invariants 9 and 10).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = StampField(auto_now_add=True)
    destroyed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "ключ шифрования"
        verbose_name_plural = "ключи шифрования"

    def __str__(self) -> str:
        return str(self.pk)
