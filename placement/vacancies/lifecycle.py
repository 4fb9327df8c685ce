"""The states of a vacancy and who may move it where (invariant 1)."""

from django.db import models

from core.lifecycle import APPLICANT, STAFF, SYSTEM, Lifecycle


class VacancyState(models.TextChoices):
    """From the employer's request to its end (P-2.4b)."""

    NEW = "new", "Новая"
    PUBLISHED = "published", "Опубликована"
    PAUSED = "paused", "Приостановлена"
    FILLED = "filled", "Закрыта: работник найден"
    EXPIRED = "expired", "Закрыта: срок прошёл"
    WITHDRAWN = "withdrawn", "Отозвана"


# Wanted, as the employer says from time to time.
OPEN = [VacancyState.PUBLISHED, VacancyState.PAUSED]

VACANCY = Lifecycle(
    "vacancy",
    VacancyState,
    tones={
        VacancyState.NEW: "waiting",
        VacancyState.PUBLISHED: "ok",
        VacancyState.PAUSED: "warning",
        VacancyState.FILLED: "accepted",
        VacancyState.EXPIRED: "withdrawn",
        VacancyState.WITHDRAWN: "withdrawn",
    },
)
VACANCY.allow("publish", sources=[VacancyState.NEW], target=VacancyState.PUBLISHED, who=[STAFF])
VACANCY.allow("pause", sources=[VacancyState.PUBLISHED], target=VacancyState.PAUSED, who=[STAFF])
VACANCY.allow("resume", sources=[VacancyState.PAUSED], target=VacancyState.PUBLISHED, who=[STAFF])
# The employer answers by the link of the letter that asks.
VACANCY.allow("fill", sources=OPEN, target=VacancyState.FILLED, who=[STAFF, APPLICANT])
VACANCY.allow(
    "withdraw",
    sources=[VacancyState.NEW, *OPEN],
    target=VacancyState.WITHDRAWN,
    who=[STAFF, APPLICANT, SYSTEM],
)
VACANCY.allow("expire", sources=OPEN, target=VacancyState.EXPIRED, who=[STAFF, SYSTEM])
# Nobody has published it for so long that the data of its request may be kept no longer.
VACANCY.allow("expire", sources=[VacancyState.NEW], target=VacancyState.EXPIRED, who=[SYSTEM])
# Closed by mistake, or the worker left: back to the specialist, who publishes it anew. What the
# employer closed by a link the same link opens again.
VACANCY.allow(
    "reopen",
    sources=[VacancyState.FILLED, VacancyState.EXPIRED, VacancyState.WITHDRAWN],
    target=VacancyState.NEW,
    who=[STAFF, APPLICANT],
)
