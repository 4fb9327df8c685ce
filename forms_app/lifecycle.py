"""The states of a submission, and of its planned destruction, and who may move them where."""

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
# Decided or withdrawn: only of these staff may end the data before their time.
SETTLED = (State.ACCEPTED, State.REJECTED, State.WITHDRAWN)

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
# A decision made by mistake: considered again, under the number that it has.
SUBMISSION.allow(
    "take-back", sources=[State.ACCEPTED, State.REJECTED], target=State.REGISTERED, who=[STAFF]
)
# Nobody destroys by a press: the term of keeping ends, or a planned destruction is carried out.
SUBMISSION.allow(
    "destroy",
    sources=(*_active, State.REJECTED, State.WITHDRAWN),
    target=State.DESTROYED,
    who=[SYSTEM],
)


class PlanState(models.TextChoices):
    """A destruction before the end of the term: asked for, announced, and how it ended."""

    PROPOSED = "proposed", "Предложено"
    ANNOUNCED = "announced", "Объявлено"
    STOPPED = "stopped", "Остановлено"
    CARRIED_OUT = "carried-out", "Выполнено"


DESTRUCTION = Lifecycle("destruction", PlanState, begins="propose")
_planned = (PlanState.PROPOSED, PlanState.ANNOUNCED)

# What staff propose, a second one of them confirms; a request of the person needs no second.
DESTRUCTION.allow("confirm", sources=[PlanState.PROPOSED], target=PlanState.ANNOUNCED, who=[STAFF])
DESTRUCTION.allow(
    "announce", sources=[PlanState.PROPOSED], target=PlanState.ANNOUNCED, who=[SYSTEM]
)
# The system stops what the end of the term has overtaken.
DESTRUCTION.allow("stop", sources=_planned, target=PlanState.STOPPED, who=[STAFF, SYSTEM])
DESTRUCTION.allow("keep", sources=[PlanState.ANNOUNCED], target=PlanState.STOPPED, who=[APPLICANT])
DESTRUCTION.allow(
    "carry-out", sources=[PlanState.ANNOUNCED], target=PlanState.CARRIED_OUT, who=[SYSTEM]
)
