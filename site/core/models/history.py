"""What changed and who looked: both only ever grow."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class AboutQuerySet(models.QuerySet):
    """Rows about one object."""

    def about(self, obj: models.Model) -> "AboutQuerySet":
        """Rows that concern ``obj``."""
        return self.filter(
            content_type=ContentType.objects.get_for_model(obj), object_id=str(obj.pk)
        )


class AboutObject(models.Model):
    """A row that concerns one object of any model."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    object_id = models.CharField(max_length=64)
    about = GenericForeignKey("content_type", "object_id")
    objects = AboutQuerySet.as_manager()

    class Meta:
        abstract = True


class HistoryRecord(AboutObject):
    """One change: who, when, from, to, why. Holds no personal data (invariant 10)."""

    at = models.DateTimeField("когда", db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_label = models.CharField("кто", max_length=255)
    action = models.CharField("действие", max_length=64)
    from_state = models.CharField("было", max_length=32, blank=True)
    to_state = models.CharField("стало", max_length=32, blank=True)
    why = models.TextField("основание", blank=True)
    details = models.JSONField("подробности", default=dict, blank=True)

    class Meta:
        verbose_name = "запись истории"
        verbose_name_plural = "история"
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="history_about")]

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M} {self.action}"


class ReadRecord(AboutObject):
    """One look at identity data, without the values (X-5)."""

    at = models.DateTimeField("когда", db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_label = models.CharField("кто", max_length=255)
    what = models.CharField("что просмотрено", max_length=255)
    organisation = models.ForeignKey(
        "core.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "просмотр данных"
        verbose_name_plural = "журнал просмотров"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="read_about")]
        permissions = [("review_reads", "Проверять журнал просмотров")]

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M} {self.what}"


class ReadReview(models.Model):
    """The named reviewer has gone through the log of reads up to an instant."""

    organisation = models.ForeignKey(
        "core.Organisation", on_delete=models.PROTECT, related_name="read_reviews"
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("проверено")
    up_to = models.DateTimeField("по записи до")
    remark = models.TextField("замечания", blank=True)

    class Meta:
        verbose_name = "проверка журнала просмотров"
        verbose_name_plural = "проверки журнала просмотров"
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M}"
