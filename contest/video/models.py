"""Video appeals of stage I, and uploads on their way to become one (C-13, C-A6)."""

import uuid
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from contest.video import rules
from core.model_fields import StampField
from core.models import LongFile, SealedTextField


class VideoQuerySet(models.QuerySet):
    """Sets of videos."""

    def kept(self) -> "VideoQuerySet":
        """Those whose content is still there."""
        return self.filter(file__destroyed_at=None)


class Video(models.Model):
    """A video that passed the checks; of several the last to arrive counts, the others are history.

    ``received_at`` is the instant that decides lateness: of its last bytes on the site, or of the
    letter or carrier that brought it. Name and description lie encrypted.
    """

    class Source(models.TextChoices):
        SITE = "site", "через сайт"
        EMAIL = "email", "по электронной почте"
        CARRIER = "carrier", "на носителе"

    entry = models.ForeignKey(
        "contest.Entry", verbose_name="заявка", on_delete=models.PROTECT, related_name="videos"
    )
    number = models.PositiveSmallIntegerField("номер")
    key = models.ForeignKey(
        "core.PersonKey", verbose_name="ключ", on_delete=models.PROTECT, related_name="+"
    )
    file = models.OneToOneField(
        "core.LongFile", verbose_name="файл", on_delete=models.PROTECT, related_name="video"
    )
    name: Any = SealedTextField("имя файла", blank=True)
    description: Any = SealedTextField("текстовое описание", blank=True)
    source = models.CharField("как поступило", max_length=8, choices=Source, default=Source.SITE)
    received_at = models.DateTimeField("поступило")
    stored_at = StampField("сохранено", auto_now_add=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="приложил",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    size = models.PositiveBigIntegerField("размер, байт")
    sha256 = models.CharField("SHA-256 содержимого", max_length=64)
    container = models.CharField("формат", max_length=8)
    milliseconds = models.PositiveIntegerField("длительность, мс")
    codecs = models.CharField("кодеки", max_length=64)
    width = models.PositiveIntegerField("ширина")
    height = models.PositiveIntegerField("высота")
    plays_in_browsers = models.BooleanField("показывают браузеры")
    objects = VideoQuerySet.as_manager()

    class Meta:
        verbose_name = "видеообращение"
        verbose_name_plural = "видеообращения"
        ordering = ["entry", "received_at", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "number"],
                name="video_number_once",
                violation_error_message="Видеообращение с таким номером у этой заявки уже есть.",
            ),
            models.CheckConstraint(
                condition=Q(source="site", entered_by=None)
                | (~Q(source="site") & Q(entered_by__isnull=False)),
                name="video_entered_by_staff",
                violation_error_message="Присланное не через сайт прикладывает работник.",
            ),
        ]

    def __str__(self) -> str:
        return f"видеообращение № {self.number}"

    @property
    def length_words(self) -> str:
        """How long it lasts, as measured."""
        return rules.length_words(Fraction(self.milliseconds, 1000))

    @property
    def size_words(self) -> str:
        """How large it is."""
        return rules.size_words(self.size)

    @property
    def format_words(self) -> str:
        """«MP4, h264, aac, 1920 × 1080»."""
        return f"{rules.CONTAINERS[self.container]}, {self.codecs}, {self.width} × {self.height}"

    @property
    def note(self) -> str:
        """What is to be known about its format; mostly nothing."""
        return rules.NOTED.get(self.container, "")

    @property
    def shown_file(self) -> LongFile | None:
        """What a browser can play: the original, or the copy once it is ready; none else."""
        if self.plays_in_browsers:
            return self.file
        copy: VideoCopy | None = getattr(self, "copy", None)
        return copy.file if copy is not None and copy.state == VideoCopy.State.READY else None

    @property
    def media_type(self) -> str:
        """What a browser is told; an iPhone's MOV plays as MP4 where its codecs do."""
        if self.plays_in_browsers:
            return "video/mp4"
        return {"mkv": "video/x-matroska", "avi": "video/x-msvideo", "mpeg": "video/mpeg"}.get(
            self.container, "video/mp4"
        )


class VideoCopy(models.Model):
    """A copy of a video that browsers do not show as it came: MP4, made by the heavy queue.

    ``file`` is what has been written until now, whole once the copy is ready. The fields of attempts
    and lease are those of a letter in the outbox.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "готовится"
        READY = "ready", "готова"
        FAILED = "failed", "не получилась"

    video = models.OneToOneField(
        Video, verbose_name="видеообращение", on_delete=models.PROTECT, related_name="copy"
    )
    file = models.OneToOneField(
        "core.LongFile",
        verbose_name="файл",
        null=True,
        on_delete=models.PROTECT,
        related_name="video_copy",
    )
    state = models.CharField("состояние", max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("попыток", default=0)
    next_attempt_at = models.DateTimeField("следующая попытка", db_index=True)
    lease_until = models.DateTimeField("занята до", null=True, editable=False)
    failure = models.TextField("почему не получилась", blank=True)

    class Meta:
        verbose_name = "копия для просмотра"
        verbose_name_plural = "копии для просмотра"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(file__isnull=False),
                name="video_copy_ready_is_there",
                violation_error_message="У готовой копии есть файл.",
            ),
            models.CheckConstraint(
                condition=Q(state="failed") | Q(failure=""),
                name="video_copy_failure_is_said",
                violation_error_message="Причина есть только у той копии, которая не получилась.",
            ),
        ]

    def __str__(self) -> str:
        return f"копия для просмотра, {self.video}"


class VideoUploadQuerySet(models.QuerySet):
    """Sets of uploads."""

    def unfinished(self) -> "VideoUploadQuerySet":
        """Uploads that became neither a video nor a refusal yet."""
        return self.filter(video=None, refusal="")


class VideoUpload(models.Model):
    """A video on its way: it goes on from where it broke off until it expires.

    Its key is a secret of whoever began it, and with the link it is all that going on takes.
    ``whole_at`` is when the run came that brought the last bytes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.ForeignKey(
        "contest.Entry",
        verbose_name="заявка",
        on_delete=models.PROTECT,
        related_name="video_uploads",
    )
    key = models.ForeignKey(
        "core.PersonKey", verbose_name="ключ", on_delete=models.PROTECT, related_name="+"
    )
    file = models.OneToOneField(
        "core.LongFile",
        verbose_name="файл",
        null=True,
        on_delete=models.PROTECT,
        related_name="video_upload",
    )
    name: Any = SealedTextField("имя файла", blank=True)
    fingerprint = models.CharField("отпечаток начала", max_length=64, blank=True)
    size = models.PositiveBigIntegerField("размер, байт")
    created_at = StampField("начата", auto_now_add=True)
    expires_at = models.DateTimeField("хранится до", db_index=True)
    whole_at = models.DateTimeField("получена целиком", null=True)
    video = models.OneToOneField(
        Video,
        verbose_name="видеообращение",
        null=True,
        on_delete=models.CASCADE,
        related_name="upload",
    )
    refusal = models.TextField("почему не принята", blank=True)
    objects = VideoUploadQuerySet.as_manager()

    class Meta:
        verbose_name = "загрузка видеообращения"
        verbose_name_plural = "загрузки видеообращений"
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(video=None) | Q(refusal=""),
                name="video_upload_one_end",
                violation_error_message="Загрузка принята или не принята.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def offset(self) -> int:
        """Bytes that have come for good."""
        return self.file.offset if self.file is not None else 0

    @property
    def percent(self) -> int:
        """How much of it has come."""
        return self.offset * 100 // self.size

    @property
    def came_words(self) -> str:
        """«12 МБ из 350 МБ»."""
        return f"{rules.size_words(self.offset)} из {rules.size_words(self.size)}"


class MissingVideo(models.Model):
    """A participant who had sent no video when stage I was over; noted once, and told once (C-13)."""

    entry = models.OneToOneField(
        "contest.Entry",
        verbose_name="заявка",
        on_delete=models.PROTECT,
        related_name="missing_video",
    )
    noted_at = models.DateTimeField("отмечено")

    class Meta:
        verbose_name = "видеообращение не поступило"
        verbose_name_plural = "видеообращения не поступили"

    def __str__(self) -> str:
        return str(self.entry)
