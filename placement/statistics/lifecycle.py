"""The states of employment figures and who may move them where (invariant 1)."""

from django.db import models

from core.lifecycle import STAFF, SYSTEM, Lifecycle


class SnapshotState(models.TextChoices):
    """Codes carry logic; the labels are only shown."""

    DRAFT = "draft", "Черновик"
    APPROVED = "approved", "Утверждены"
    PUBLISHED = "published", "Опубликованы"
    SUPERSEDED = "superseded", "Заменены исправлением"
    WITHDRAWN = "withdrawn", "Сняты с публикации"


SNAPSHOT = Lifecycle(
    "snapshot",
    SnapshotState,
    begins="start",
    tones={
        SnapshotState.DRAFT: "waiting",
        SnapshotState.APPROVED: "warning",
        SnapshotState.PUBLISHED: "ok",
        SnapshotState.SUPERSEDED: "withdrawn",
        SnapshotState.WITHDRAWN: "withdrawn",
    },
)
SNAPSHOT.allow("approve", sources=[SnapshotState.DRAFT], target=SnapshotState.APPROVED, who=[STAFF])
# Found wrong before publication: back to whoever enters.
SNAPSHOT.allow("reopen", sources=[SnapshotState.APPROVED], target=SnapshotState.DRAFT, who=[STAFF])
SNAPSHOT.allow(
    "publish", sources=[SnapshotState.APPROVED], target=SnapshotState.PUBLISHED, who=[STAFF]
)
# Done by the publication of the correction.
SNAPSHOT.allow(
    "supersede", sources=[SnapshotState.PUBLISHED], target=SnapshotState.SUPERSEDED, who=[SYSTEM]
)
# Published by mistake: taken off the site, which says so. A correction brings the year back.
SNAPSHOT.allow(
    "withdraw", sources=[SnapshotState.PUBLISHED], target=SnapshotState.WITHDRAWN, who=[STAFF]
)
