"""Files too large for one request: they arrive in runs, each part encrypted by itself."""

import uuid

from django.db import models
from django.db.models import F, Q

from core.model_fields import StampField


class LongFile(models.Model):
    """A file that arrives in parts under a person's key; ``core.long_files`` writes and reads it.

    ``offset`` counts the bytes that are on the disk for good. ``holder`` names the run that may
    add to them: a newer run takes its place, and what the older one still brings is dropped.
    ``sha256`` is known of a file that came in one run, else it is read through once for it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey("core.PersonKey", on_delete=models.PROTECT, related_name="long_files")
    size = models.PositiveBigIntegerField("размер, байт")
    offset = models.PositiveBigIntegerField("получено, байт", default=0)
    holder = models.UUIDField(null=True, editable=False)
    sha256 = models.CharField("SHA-256 содержимого", max_length=64, blank=True, editable=False)
    created_at = StampField("начат", auto_now_add=True)
    destroyed_at = models.DateTimeField("уничтожен", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "большой файл"
        verbose_name_plural = "большие файлы"
        constraints = [
            models.CheckConstraint(
                condition=Q(offset__lte=F("size")),
                name="long_file_within_its_size",
                violation_error_message="Получено больше, чем было обещано.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_whole(self) -> bool:
        """Whether all that was promised has come."""
        return self.offset == self.size


class LongFilePart(models.Model):
    """What came from one offset on, with a salt and a digest of its own."""

    file = models.ForeignKey(LongFile, on_delete=models.CASCADE, related_name="parts")
    offset = models.PositiveBigIntegerField("от начала, байт")
    content = models.OneToOneField(
        "core.PrivateFile", on_delete=models.PROTECT, related_name="long_file_part"
    )

    class Meta:
        verbose_name = "часть большого файла"
        verbose_name_plural = "части большого файла"
        ordering = ["offset"]
        constraints = [
            models.UniqueConstraint(
                fields=["file", "offset"],
                name="long_file_part_once",
                violation_error_message="С этого места часть файла уже есть.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} +{self.offset}"
