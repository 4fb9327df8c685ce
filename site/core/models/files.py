"""Encrypted files outside MEDIA."""

import uuid

from django.db import models

from core.model_fields import StampField


class PrivateFile(models.Model):
    """A file of an applicant, encrypted under their key; served only through a checked view."""

    class Scan(models.TextChoices):
        OFF = "off", "не проверялся"
        WAITING = "waiting", "ожидает проверки"
        CLEAN = "clean", "проверен"
        INFECTED = "infected", "заражён"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey("core.PersonKey", on_delete=models.PROTECT, related_name="files")
    storage_name = models.CharField(max_length=255, unique=True, editable=False)
    name = models.CharField("имя файла", max_length=255)
    content_type = models.CharField("тип", max_length=100)
    size = models.PositiveBigIntegerField("размер, байт")
    sha256 = models.CharField("SHA-256 содержимого", max_length=64)
    scan = models.CharField("проверка", max_length=10, choices=Scan, default=Scan.OFF)
    created_at = StampField("получен", auto_now_add=True)
    destroyed_at = models.DateTimeField("уничтожен", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "файл"
        verbose_name_plural = "файлы"

    def __str__(self) -> str:
        return self.name
