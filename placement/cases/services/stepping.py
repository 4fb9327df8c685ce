"""Steps of a case: planned, done, called off (P-2.2b)."""

import datetime as dt

from django.db import transaction

from core import clock
from core.errors import Refused
from core.models import User
from placement.cases import step_kinds
from placement.cases.models import Case, Step, StepKind
from placement.graduates.rights import PERSON, REPRESENTATIVE

from .guards import locked, locked_by, log, refuse_future

# So many messages of one person a day are kept; more are one message sent many times.
MOST_MESSAGES = 5


@transaction.atomic
def add_step(
    *,
    case: Case,
    kind: StepKind | str,
    due_on: dt.date,
    note: str = "",
    actor: User | None,
) -> Step:
    """Plan a step; ``kind`` may be a code."""
    row = locked_by(case, actor)
    chosen = step_kinds.kind(kind) if isinstance(kind, str) else kind
    step = Step.objects.create(case=row, kind=chosen, due_on=due_on, note=note.strip())
    log(row, actor, "add-step", row.state, details={"step": str(step)})
    return step


@transaction.atomic
def complete_step(
    *, step: Step, done_on: dt.date, source: str, note: str = "", actor: User
) -> Step:
    """A planned step was done; ``source`` says who told it (P-6.4). Done twice it is done once."""
    row = locked_by(step.case, actor, is_open=step.job_id is None)
    own = _own(row, step)
    if own.done_on is not None:
        return own
    refuse_future(done_on, "done_on")
    own.done_on, own.done_by, own.source = done_on, actor, source
    if note.strip():
        own.note = note.strip()
    own.save(update_fields=["done_on", "done_by", "source", "note"])
    log(row, actor, "complete-step", row.state, details={"step": str(own)})
    return own


@transaction.atomic
def record_step(
    *,
    case: Case,
    kind: StepKind | str,
    done_on: dt.date,
    source: str,
    note: str = "",
    actor: User | None = None,
) -> Step:
    """Write down at once what was done without having been planned."""
    row = locked_by(case, actor)
    refuse_future(done_on, "done_on")
    chosen = step_kinds.kind(kind) if isinstance(kind, str) else kind
    step = Step.objects.create(
        case=row,
        kind=chosen,
        due_on=done_on,
        done_on=done_on,
        done_by=actor,
        source=source,
        note=note.strip(),
    )
    log(row, actor, "complete-step", row.state, details={"step": str(step)})
    return step


@transaction.atomic
def drop_step(*, step: Step, why: str, actor: User) -> None:
    """Call off a step that is not needed; the history keeps that it was planned."""
    row = locked_by(step.case, actor)
    own = _own(row, step)
    if own.done_on is not None:
        raise Refused("Этот шаг уже выполнен.")
    if not why.strip():
        raise Refused("Напишите, почему шаг не нужен.", field="why")
    log(row, actor, "drop-step", row.state, why=why.strip(), details={"step": str(own)})
    own.delete()


def _own(row: Case, step: Step) -> Step:
    own = Step.objects.select_for_update(of=("self",)).filter(case=row, pk=step.pk).first()
    if own is None:
        raise Refused("Этого шага больше нет. Обновите страницу.")
    return own


@transaction.atomic
def tell(*, case: Case, text: str, is_representative: bool = False) -> Step:
    """What the graduate or the representative says by their link: a step for the specialist.

    It is due today and waits to be heard. Refuses more than ``MOST_MESSAGES`` a day.
    """
    row = locked(case)
    today = clock.local_day(clock.now())
    kind = step_kinds.kind(step_kinds.MESSAGE)
    told = list(row.steps.filter(kind=kind, due_on=today))
    for step in told:
        # Pressed twice.
        if str(step.note) == text.strip() and step.done_on is None:
            return step
    if len(told) >= MOST_MESSAGES:
        raise Refused("Сегодня вы уже написали несколько раз. Специалист прочитает и позвонит.")
    step = Step.objects.create(case=row, kind=kind, due_on=today, note=text.strip())
    by = REPRESENTATIVE if is_representative else PERSON
    log(row, None, "tell", row.state, by=by)
    return step
