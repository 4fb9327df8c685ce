"""The states of a published photograph (invariant 1)."""

from django.db import models

from core.lifecycle import STAFF, SYSTEM, Lifecycle


class PhotoState(models.TextChoices):
    """From its publication until it is gone."""

    PUBLISHED = "published", "Опубликовано"
    DUE = "due", "Нужно снять"
    REMOVED = "removed", "Снято"


PHOTO = Lifecycle(
    "photo",
    PhotoState,
    begins="publish",
    tones={
        PhotoState.PUBLISHED: "ok",
        PhotoState.DUE: "warning",
        PhotoState.REMOVED: "withdrawn",
    },
)
# The consent has ended, and the photograph stands where only staff can take it down.
PHOTO.allow("demand", sources=[PhotoState.PUBLISHED], target=PhotoState.DUE, who=[SYSTEM])
PHOTO.allow(
    "remove",
    sources=[PhotoState.PUBLISHED, PhotoState.DUE],
    target=PhotoState.REMOVED,
    who=[STAFF, SYSTEM],
)
