"""The states of an order on the results, and what moves it between them (C-19)."""

from django.db import models

from core.lifecycle import STAFF, Lifecycle


class OrderState(models.TextChoices):
    """Codes carry logic; the labels are only shown."""

    DRAFT = "draft", "Проект готовится"
    FILED = "filed", "Приказ внесён, ждёт подтверждения"
    PUBLISHED = "published", "Итоги опубликованы"
    DISCARDED = "discarded", "Проект отменён"


_S = OrderState
RESULTS_ORDER = Lifecycle(
    "results-order",
    OrderState,
    begins="prepare",
    tones={
        _S.DRAFT: "waiting",
        _S.FILED: "warning",
        _S.PUBLISHED: "accepted",
        _S.DISCARDED: "withdrawn",
    },
)
RESULTS_ORDER.allow("file", sources=[_S.DRAFT], target=_S.FILED, who=[STAFF])
RESULTS_ORDER.allow("send-back", sources=[_S.FILED], target=_S.DRAFT, who=[STAFF])
# By another person than the one who has filed it; nothing leads back but another order.
RESULTS_ORDER.allow("publish", sources=[_S.FILED], target=_S.PUBLISHED, who=[STAFF])
RESULTS_ORDER.allow("discard", sources=[_S.DRAFT], target=_S.DISCARDED, who=[STAFF])
