"""The states of a meeting and who may move it where (invariant 1)."""

from django.db import models

from core.lifecycle import STAFF, Lifecycle


class MeetingState(models.TextChoices):
    """From the plan to the signed protocol (C-K4…8)."""

    PLANNED = "planned", "Готовится"
    APPROVED = "approved", "Повестка утверждена"
    CONVENED = "convened", "Созвано"
    HELD = "held", "Проведено"
    FILED = "filed", "Протокол внесён, ждёт подтверждения"
    SIGNED = "signed", "Протокол подписан"
    CALLED_OFF = "called-off", "Не состоялось"


_S = MeetingState
MEETING = Lifecycle(
    "meeting",
    MeetingState,
    begins="plan",
    tones={
        _S.PLANNED: "waiting",
        _S.APPROVED: "ok",
        _S.CONVENED: "ok",
        _S.HELD: "warning",
        _S.FILED: "warning",
        _S.SIGNED: "accepted",
        _S.CALLED_OFF: "withdrawn",
    },
)
MEETING.allow("approve", sources=[_S.PLANNED], target=_S.APPROVED, who=[STAFF])
# Agenda, date and place stay once they are approved: to change them is to approve them anew.
MEETING.allow("replan", sources=[_S.APPROVED, _S.CONVENED], target=_S.PLANNED, who=[STAFF])
MEETING.allow("convene", sources=[_S.APPROVED], target=_S.CONVENED, who=[STAFF])
# The chair sets date, time and place (clause 4): another of these needs no new approval.
for _state in (_S.APPROVED, _S.CONVENED):
    MEETING.allow("reschedule", sources=[_state], target=_state, who=[STAFF])
MEETING.allow(
    "call-off",
    sources=[_S.PLANNED, _S.APPROVED, _S.CONVENED],
    target=_S.CALLED_OFF,
    who=[STAFF],
)
MEETING.allow("close", sources=[_S.CONVENED], target=_S.HELD, who=[STAFF])
MEETING.allow("reopen", sources=[_S.HELD], target=_S.CONVENED, who=[STAFF])
MEETING.allow("file", sources=[_S.HELD], target=_S.FILED, who=[STAFF])
MEETING.allow("send-back", sources=[_S.FILED], target=_S.HELD, who=[STAFF])
# By another person than the one who has filed it; nothing leads back.
MEETING.allow("confirm", sources=[_S.FILED], target=_S.SIGNED, who=[STAFF])
