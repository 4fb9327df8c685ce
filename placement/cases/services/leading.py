"""A case is opened, handed over, ended (P-2.2b)."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from core import clock
from core.errors import Refused
from core.lifecycle import STAFF, SYSTEM
from core.models import User
from forms_app.models import Submission
from placement.cases.lifecycle import CASE
from placement.cases.models import Case, Handover, Step
from placement.common.guards import refuse_long_ago, require
from placement.consents import ASSISTANCE
from placement.graduates.lifecycle import GraduateState
from placement.graduates.models import Graduate
from placement.graduates.rights import WORK
from placement.graduates.services.guards import locked as locked_graduate
from placement.graduates.services.guards import locked_person
from placement.grants import gate
from placement.grants.services import end_with_accompaniment

from .guards import handed_over_words, locked, locked_by, log, refuse_future


@transaction.atomic
def open_case(
    *,
    graduate: Graduate,
    specialist: User,
    actor: User | None,
    submission: Submission | None = None,
    opened_on: dt.date | None = None,
    is_demo: bool = False,
) -> Case:
    """Begin to lead a graduate. Refused while the consent is not signed or somebody leads already."""
    require(actor, WORK)
    require(specialist, WORK)
    row = locked_graduate(graduate)
    if row.state != GraduateState.CONFIRMED:
        raise Refused("Сначала подтвердите, что человек учится или учился у нас.")
    leading = Case.objects.open().filter(graduate=row).select_related("specialist").first()
    if leading is not None:
        raise Refused(f"Этого выпускника уже ведёт {leading.specialist.full_name}.")
    gate.require(row, ASSISTANCE)
    day = opened_on or clock.local_day(clock.now())
    refuse_future(day, "opened_on")
    refuse_long_ago(day, "opened_on")
    case = Case.objects.create(
        graduate=row,
        specialist=specialist,
        submission=submission,
        opened_on=day,
        is_demo=is_demo or row.is_demo,
    )
    _lead(row, specialist)
    log(case, actor, "open", "", details={"specialist": specialist.full_name})
    return case


@transaction.atomic
def hand_over(
    *, case: Case, to: User, promised: str, actor: User, leading: User | None = None
) -> Case:
    """Another specialist leads from now on; ``promised`` says what the graduate was promised.

    Refused when ``leading``, whom the form named, does not lead any more.
    """
    require(to, WORK)
    row = locked_by(case, actor)
    if leading is not None and leading.pk != row.specialist_id:
        raise Refused(
            f"{handed_over_words(row)} Проверьте, нужно ли передавать снова: если да, нажмите"
            " «Передать» ещё раз."
        )
    if to.pk == row.specialist_id:
        raise Refused("Этот специалист и ведёт выпускника.", field="to")
    if not promised.strip():
        raise Refused(
            "Напишите, что человеку обещали; если ничего – так и напишите.", field="promised"
        )
    Handover.objects.create(
        case=row, from_whom=row.specialist, to=to, promised=promised.strip(), at=clock.now()
    )
    row.specialist = to
    row.save(update_fields=["specialist"])
    _lead(row.graduate, to)
    log(row, actor, "hand-over", row.state, details={"specialist": to.full_name})
    return row


def _lead(graduate: Graduate, specialist: User) -> None:
    Graduate.objects.filter(pk=graduate.pk).update(responsible=specialist)


@transaction.atomic
def settle(*, case: Case, ended_on: dt.date, actor: User) -> Case:
    """The adaptation at the workplace is over: the graduate works without help."""
    require(actor, WORK)
    locked_person(case.graduate)
    row = _end(
        locked_by(case, actor), "settle", Case.Outcome.SETTLED, ended_on, actor=actor, why=""
    )
    end_with_accompaniment(graduate=row.graduate, actor=actor)
    return row


@transaction.atomic
def stop(
    *,
    case: Case,
    outcome: str,
    why: str = "",
    actor: User | None = None,
    ended_on: dt.date | None = None,
) -> Case:
    """End before the adaptation is over; ``why`` is without personal details."""
    require(actor, WORK)
    locked_person(case.graduate)
    row, day = locked_by(case, actor), ended_on or clock.local_day(clock.now())
    _end(row, "stop", outcome, day, actor=actor, why=why.strip())
    end_with_accompaniment(graduate=row.graduate, actor=actor)
    return row


def _end(
    row: Case, action: str, outcome: str, day: dt.date, *, actor: User | None, why: str
) -> Case:
    refuse_future(day, "ended_on")
    if day < row.opened_on:
        raise Refused("Сопровождение ещё не было открыто.", field="ended_on")
    later = row.jobs.filter(started_on__gt=day).first()
    if later is not None:
        raise Refused(
            f"Проверьте день: на работу человек вышел позже, {later.started_on:%d.%m.%Y}.",
            field="ended_on",
        )
    source = row.state
    row.state = CASE.target(action, source=source, who=STAFF if actor else SYSTEM)
    row.ended_on, row.outcome = day, outcome
    row.save(update_fields=["state", "ended_on", "outcome"])
    # What was planned is not done any more; milestones of the job are monitored without the case.
    dropped = Step.objects.filter(case=row, done_on=None, job=None).delete()[0]
    log(row, actor, action, source, why=why, details={"outcome": outcome, "dropped": dropped})
    return row


@transaction.atomic
def reopen(*, case: Case, why: str, actor: User) -> Case:
    """The graduate needs help again; what was recorded stays."""
    require(actor, WORK)
    locked_graduate(case.graduate)
    row = locked_by(case, actor, is_open=False)
    source = row.state
    row.state = CASE.target("reopen", source=source, who=STAFF)
    if not why.strip():
        raise Refused("Напишите, почему сопровождение продолжается.", field="why")
    if Case.objects.open().filter(graduate=row.graduate).exists():
        raise Refused("У этого выпускника уже есть открытое сопровождение.")
    gate.require(row.graduate, ASSISTANCE)
    if row.jobs.filter(ended_on=None).exists():
        # Whoever still has the job that was recorded is helped at the workplace.
        row.state = CASE.target("hire", source=row.state, who=STAFF)
    row.ended_on, row.outcome = None, ""
    row.save(update_fields=["state", "ended_on", "outcome"])
    log(row, actor, "reopen", source, why=why.strip())
    return row


def stop_without_consent(cards: Iterable[Graduate], actor: User | None) -> None:
    """The consent to accompaniment has ended: nothing may go on, on any card of the person."""
    for case in Case.objects.open().filter(graduate__in=cards):
        row = locked(case)
        today = clock.local_day(clock.now())
        _end(row, "stop", Case.Outcome.CONSENT, today, actor=actor, why="согласие отозвано")
