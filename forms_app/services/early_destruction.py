"""Destruction before the end of the term: asked for or proposed, announced, carried out (X-5).

Nobody ends a person's data alone and at once. The person asks for it, or two members of staff
decide; the applicant is told, and for some days it can still be stopped.
"""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from core import clock, history
from core.errors import Refused
from core.lifecycle import APPLICANT, STAFF, SYSTEM
from core.models import Letter
from forms_app import notifications
from forms_app.engine import registry
from forms_app.lifecycle import DESTRUCTION, SETTLED, PlanState
from forms_app.models import Ground, PlannedDestruction, Submission

from .locking import APPLICANT_LABEL, lock_submission
from .retention import destroy_submission

if TYPE_CHECKING:
    from core.models import User


def open_plan(submission: Submission) -> PlannedDestruction | None:
    """The destruction that waits for a second person or for its day."""
    people = ("proposed_by", "confirmed_by")
    return submission.planned_destructions.open().select_related(*people).first()


@transaction.atomic
def request_destruction(
    *, submission: Submission, actor: "User", reason: str
) -> PlannedDestruction:
    """Record that the person asked for it; ``reason`` says how and when. Announced at once."""
    locked = lock_submission(submission.pk)
    plan = _begin(
        locked, actor, Ground.REQUEST, _required(reason, "Напишите, как и когда попросили.")
    )
    _announce(plan, locked, "announce", who=SYSTEM)
    _log(locked, actor, "request-destruction", plan)
    return plan


@transaction.atomic
def propose_destruction(
    *, submission: Submission, actor: "User", reason: str
) -> PlannedDestruction:
    """Propose it for a reason; nothing happens until somebody else confirms."""
    locked = lock_submission(submission.pk)
    plan = _begin(locked, actor, Ground.STAFF, _required(reason, "Напишите причину."))
    _log(locked, actor, "propose-destruction", plan)
    return plan


@transaction.atomic
def confirm_destruction(*, submission: Submission, actor: "User") -> PlannedDestruction:
    """The second person agrees, and it is announced; Refused for whoever proposed it."""
    locked = lock_submission(submission.pk)
    plan = _current(locked)
    DESTRUCTION.target("confirm", source=plan.state, who=STAFF)
    if plan.proposed_by_id == actor.pk:
        raise Refused("Подтверждает другой работник, не тот, кто предложил.")
    plan.confirmed_by = actor
    _announce(plan, locked, "confirm", who=STAFF)
    _log(locked, actor, "confirm-destruction", plan)
    return plan


@transaction.atomic
def stop_destruction(*, submission: Submission, actor: "User", reason: str) -> PlannedDestruction:
    """Staff stop it; who was told of it is told that too."""
    locked = lock_submission(submission.pk)
    plan = _current(locked)
    why = _required(reason, "Напишите, почему данные остаются.")
    _stop(plan, locked, "stop", who=STAFF)
    history.log_change(locked, actor=actor, action="stop-destruction", why=why)
    return plan


@transaction.atomic
def keep_data(*, submission: Submission) -> PlannedDestruction:
    """The applicant stops what staff decided; a request of the person staff alone can stop."""
    locked = lock_submission(submission.pk)
    plan = _current(locked)
    if plan.ground != Ground.STAFF:
        raise Refused("Чтобы остановить уничтожение по вашей просьбе, напишите организатору.")
    _stop(plan, locked, "keep", who=APPLICANT)
    history.log_change(locked, actor=None, action="keep-data", actor_label=APPLICANT_LABEL)
    return plan


@transaction.atomic
def carry_out(*, pk: int, now: dt.datetime) -> int:
    """Destroy if the day has come and nobody stopped it; returns how many, 0 or 1.

    It waits longer while the applicant has not been told: the letter waits, or the call does.
    """
    planned = PlannedDestruction.objects.select_related("submission").get(pk=pk)
    locked = lock_submission(planned.submission_id)
    plan = open_plan(locked)
    if plan is None or plan.pk != pk or not plan.is_announced:
        return 0
    assert plan.due_at is not None
    if now < plan.due_at or _is_untold(locked):
        return 0
    plan.state = DESTRUCTION.target("carry-out", source=plan.state, who=SYSTEM)
    plan.save(update_fields=["state"])
    destroy_submission(
        submission=locked,
        ground=Ground(plan.ground),
        reason=f"{plan.get_ground_display()}: {plan.reason}",
        decided_by=_deciders(plan),
        at=now,
    )
    return 1


def _begin(locked: Submission, actor: "User", ground: Ground, reason: str) -> PlannedDestruction:
    noun = registry.noun(locked.journey)
    if locked.state not in SETTLED:
        raise Refused(f"Сначала по {noun.dat} принимают решение или отзывают {noun:его|её|его}.")
    if open_plan(locked) is not None:
        raise Refused(f"Уничтожение данных эт{noun:ого|ой|ого} {noun.gen} уже запланировано.")
    return PlannedDestruction.objects.create(
        submission=locked,
        state=PlanState.PROPOSED,
        ground=ground,
        reason=reason,
        proposed_by=actor,
        proposed_at=clock.now(),
    )


def _current(locked: Submission) -> PlannedDestruction:
    plan = open_plan(locked)
    if plan is None:
        raise Refused("Уничтожение данных уже остановлено или выполнено. Обновите страницу.")
    return plan


def _announce(plan: PlannedDestruction, locked: Submission, action: str, *, who: str) -> None:
    scope = registry.get(locked.journey).describe(locked.scope)
    plan.state = DESTRUCTION.target(action, source=plan.state, who=who)
    plan.due_at = clock.now() + dt.timedelta(days=scope.operator.destruction_wait_days)
    plan.save()
    event = "destruction-asked" if plan.ground == Ground.REQUEST else "destruction-decided"
    due = clock.format_instant(plan.due_at, scope.tz)
    notifications.submission_letter(locked, event, reason=plan.reason, due=due)


def _stop(plan: PlannedDestruction, locked: Submission, action: str, *, who: str) -> None:
    was_announced = plan.is_announced
    plan.state = DESTRUCTION.target(action, source=plan.state, who=who)
    plan.save(update_fields=["state"])
    notifications.recall(locked, "destruction-asked", "destruction-decided")
    if was_announced:
        notifications.submission_letter(
            locked, "destruction-stopped", by_applicant=who == APPLICANT
        )


def _log(locked: Submission, actor: "User", action: str, plan: PlannedDestruction) -> None:
    due = {"until": plan.due_at.isoformat()} if plan.due_at else {}
    history.log_change(locked, actor=actor, action=action, why=plan.reason, details=due)


def _required(reason: str, words: str) -> str:
    if not reason.strip():
        raise Refused(words, field="reason")
    return reason.strip()


def _is_untold(locked: Submission) -> bool:
    journey = registry.get(locked.journey)
    codes = [journey.letter(f"destruction-{event}") for event in ("asked", "decided")]
    letters = Letter.objects.about(locked).filter(code__in=codes)
    untold = letters.filter(state__in=[Letter.State.WAITING, Letter.State.FAILED])
    return untold.exists() or locked.calls.due().filter(letter_code__in=codes).exists()


def _deciders(plan: PlannedDestruction) -> str:
    if plan.confirmed_by is None:
        return f"просьбу записал(а) {plan.proposed_by.full_name}"
    return f"предложил(а) {plan.proposed_by.full_name}, подтвердил(а) {plan.confirmed_by.full_name}"
