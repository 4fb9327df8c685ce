"""The states of letters about one decision, from the preparation to the release (invariant 1)."""

from django.db import models

from core.lifecycle import STAFF, Lifecycle


class ReleaseState(models.TextChoices):
    """Prepared quietly, then sent all at once, or not at all."""

    PREPARED = "prepared", "Ждут отправки"
    RELEASED = "released", "Отправлены"
    REPLACED = "replaced", "Заменены более поздним решением"
    DROPPED = "dropped", "Отменены"


RELEASE = Lifecycle(
    "release",
    ReleaseState,
    begins="prepare",
    tones={
        ReleaseState.PREPARED: "warning",
        ReleaseState.RELEASED: "accepted",
        ReleaseState.REPLACED: "withdrawn",
        ReleaseState.DROPPED: "withdrawn",
    },
)
# By another person than the one who has prepared them; nothing leads back.
RELEASE.allow("release", sources=[ReleaseState.PREPARED], target=ReleaseState.RELEASED, who=[STAFF])
RELEASE.allow("replace", sources=[ReleaseState.PREPARED], target=ReleaseState.REPLACED, who=[STAFF])
RELEASE.allow("drop", sources=[ReleaseState.PREPARED], target=ReleaseState.DROPPED, who=[STAFF])
