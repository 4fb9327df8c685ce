"""The states of an accompanied case (invariant 1, P-2.2b)."""

from django.db import models

from core.lifecycle import STAFF, SYSTEM, Lifecycle


class CaseState(models.TextChoices):
    """From the accepted request to the end of adaptation at the workplace."""

    SEARCHING = "searching", "Подбор работы"
    ADAPTING = "adapting", "Адаптация на рабочем месте"
    SETTLED = "settled", "Адаптация завершена"
    STOPPED = "stopped", "Прекращено"


OPEN = [CaseState.SEARCHING, CaseState.ADAPTING]

CASE = Lifecycle(
    "case",
    CaseState,
    begins="open",
    tones={
        CaseState.SEARCHING: "waiting",
        CaseState.ADAPTING: "ok",
        CaseState.SETTLED: "accepted",
        CaseState.STOPPED: "withdrawn",
    },
)
CASE.allow("hire", sources=[CaseState.SEARCHING], target=CaseState.ADAPTING, who=[STAFF])
# The work was lost: the search begins anew, what was recorded stays.
CASE.allow("lose", sources=[CaseState.ADAPTING], target=CaseState.SEARCHING, who=[STAFF])
CASE.allow("settle", sources=[CaseState.ADAPTING], target=CaseState.SETTLED, who=[STAFF])
CASE.allow("stop", sources=OPEN, target=CaseState.STOPPED, who=[STAFF, SYSTEM])
CASE.allow(
    "reopen",
    sources=[CaseState.SETTLED, CaseState.STOPPED],
    target=CaseState.SEARCHING,
    who=[STAFF],
)
