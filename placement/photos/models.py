"""Photographs of graduates that were published, place by place (152-ФЗ, art. 10.1; P-F4)."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, Q
from wagtail.models import Page

from core import clock
from core.model_fields import StampField
from core.models import PersonKey, PrivateFile
from placement.consents import ASSISTANCE, PHOTO, SITE
from placement.graduates.models import Graduate
from placement.grants.models import Grant
from placement.photos.lifecycle import PhotoState


class GraduatePhotoQuerySet(models.QuerySet["GraduatePhoto"]):
    """Sets of photographs."""

    def public(self) -> "GraduatePhotoQuerySet":
        """What the site may show at this moment: consents and page are judged anew each time."""
        grants = Grant.objects.in_force(clock.local_day(clock.now()))
        of_person = grants.of_outer_person()
        return self.filter(
            Exists(of_person.filter(purpose=PHOTO, place=SITE, employer=None)),
            Exists(of_person.filter(purpose=ASSISTANCE)),
            state=PhotoState.PUBLISHED,
            place=SITE,
            page__live=True,
        )

    def due(self) -> "GraduatePhotoQuerySet":
        """Those that staff have to take down, the most urgent first."""
        return self.filter(state=PhotoState.DUE).order_by("remove_by", "pk")


class GraduatePhoto(models.Model):
    """One photograph in one place.

    The file is sealed under the person's key and no image of Wagtail's library: it has no address
    but the view that judges the consent, and goes with the key.
    """

    graduate = models.ForeignKey(Graduate, on_delete=models.PROTECT, related_name="photos")
    place = models.CharField("где", max_length=100)
    page = models.ForeignKey(
        Page,
        verbose_name="страница сайта",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    address = models.URLField("адрес публикации", max_length=500, blank=True)
    picture = models.OneToOneField(
        PrivateFile, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    caption = models.CharField("подпись", max_length=255, blank=True)
    description = models.CharField("описание для незрячих", max_length=255, blank=True)
    state = models.CharField(
        "состояние",
        max_length=12,
        choices=PhotoState.choices,
        default=PhotoState.PUBLISHED,
        editable=False,
    )
    published_at = StampField("опубликовано", auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто опубликовал",
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    remove_by = models.DateField("снять до", null=True, editable=False)
    removed_at = models.DateTimeField("снято", null=True, editable=False)
    is_demo = models.BooleanField("вымышленное", default=False, editable=False)

    objects = GraduatePhotoQuerySet.as_manager()

    class Meta:
        verbose_name = "фото выпускника"
        verbose_name_plural = "фото выпускников"
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=PhotoState.DUE) | Q(remove_by__isnull=False),
                name="photo_due_by",
                violation_error_message="У фото, которое нужно снять, есть срок.",
            ),
            models.CheckConstraint(
                condition=~Q(state=PhotoState.REMOVED) | Q(removed_at__isnull=False, picture=None),
                name="photo_removed",
                violation_error_message="Снятое фото не хранится.",
            ),
        ]
        indexes = [models.Index(fields=["state", "remove_by"], name="photo_by_state")]

    def __str__(self) -> str:
        return f"Фото № {self.pk}, {self.place}"

    @property
    def key(self) -> PersonKey:
        """What seals the file: the graduate's key."""
        return self.graduate.key
