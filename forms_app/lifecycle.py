"""The states of a submission and who may move it where (invariant 1)."""

from django.db import models

from core.lifecycle import APPLICANT, STAFF, SYSTEM, Lifecycle


class State(models.TextChoices):
    """Codes carry logic; the labels are only shown."""

    RECEIVED = "received", "Поступила"
    REGISTERED = "registered", "Зарегистрирована"
    RETURNED = "returned", "Возвращена на доработку"
    ACCEPTED = "accepted", "Принята"
    REJECTED = "rejected", "Отклонена"
    WITHDRAWN = "withdrawn", "Отозвана"
    DESTROYED = "destroyed", "Данные уничтожены"


SUBMISSION = Lifecycle("submission", State, begins="send")
_undecided = (State.RECEIVED, State.REGISTERED)
_active = (*_undecided, State.RETURNED, State.ACCEPTED)

SUBMISSION.allow("register", sources=[State.RECEIVED], target=State.REGISTERED, who=[STAFF])
SUBMISSION.allow("return", sources=_undecided, target=State.RETURNED, who=[STAFF])
# A corrected submission comes back to where it was returned from: with its number, if it has one.
SUBMISSION.allow("correct", sources=[State.RETURNED], target=State.RECEIVED, who=[APPLICANT, STAFF])
SUBMISSION.allow(
    "correct-registered", sources=[State.RETURNED], target=State.REGISTERED, who=[APPLICANT, STAFF]
)
SUBMISSION.allow("accept", sources=[State.REGISTERED], target=State.ACCEPTED, who=[STAFF])
# A returned one that nobody corrected in time can be rejected too (the service checks the date).
SUBMISSION.allow(
    "reject", sources=[State.REGISTERED, State.RETURNED], target=State.REJECTED, who=[STAFF]
)
SUBMISSION.allow("withdraw", sources=_active, target=State.WITHDRAWN, who=[APPLICANT, STAFF])
SUBMISSION.allow(
    "destroy",
    sources=[State.ACCEPTED, State.REJECTED, State.WITHDRAWN],
    target=State.DESTROYED,
    who=[STAFF, SYSTEM],
)
# What nobody decided is not kept for ever either: only the end of its time takes it away.
SUBMISSION.allow(
    "destroy", sources=(*_undecided, State.RETURNED), target=State.DESTROYED, who=[SYSTEM]
)
