"""Steps of a case: planned, done, called off (P-2.2b)."""

import datetime as dt
from typing import Any

from django.db import transaction

from core import clock
from core.errors import Refused
from core.models import User
from core.repeats import refuse_repeat
from placement.cases import step_kinds
from placement.cases.models import Case, Step, StepKind
from placement.employers.models import Employer
from placement.graduates.rights import PERSON, REPRESENTATIVE

from .guards import locked, locked_by, log, refuse_far, refuse_future, refuse_long_before

# So many messages of one person a day are kept; more are one message sent many times.
MOST_MESSAGES = 5


@transaction.atomic
def add_step(
    *,
    case: Case,
    kind: StepKind | str,
    due_on: dt.date,
    note: str = "",
    promised_by: Employer | None = None,
    actor: User | None,
) -> Step:
    """Plan a step; ``kind`` may be a code. ``promised_by`` is whose promise it is that is waited for."""
    row = locked_by(case, actor)
    chosen = step_kinds.kind(kind) if isinstance(kind, str) else kind
    if actor is not None:
        refuse_long_before(row, due_on, "due_on")
        refuse_far(due_on, "due_on")
    _refuse_repeat(row, note, kind=chosen, due_on=due_on, done_on=None)
    step = Step.objects.create(
        case=row, kind=chosen, due_on=due_on, note=note.strip(), promised_by=promised_by
    )
    log(row, actor, "add-step", row.state, details={"step": str(step)})
    return step


@transaction.atomic
def complete_step(
    *, step: Step, done_on: dt.date, source: str, note: str = "", actor: User
) -> Step:
    """A planned step was done; ``source`` says who told it (P-6.4). Pressed twice it is done once."""
    row = locked_by(step.case, actor, is_open=step.job_id is None)
    own = _own(row, step)
    if own.done_on is not None:
        _refuse_lost_note(own, note)
        return own
    if own.kind.code == step_kinds.HIRED:
        raise Refused("Запишите место работы: «Принят на работу». Тогда появятся и сроки.")
    refuse_future(done_on, "done_on")
    refuse_long_before(row, done_on, "done_on")
    if own.job_id is not None and done_on < own.due_on:
        # How long somebody has worked is a fact that the monitoring reads.
        raise Refused(
            f"Человек проработает столько только {own.due_on:%d.%m.%Y}: раньше этого не отмечают."
            " О разговоре до этого дня – «Записать сделанное».",
            field="done_on",
        )
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
    refuse_long_before(row, done_on, "done_on")
    chosen = step_kinds.kind(kind) if isinstance(kind, str) else kind
    _refuse_repeat(row, note, kind=chosen, done_on=done_on, source=source, done_by=actor)
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
    row = locked_by(step.case, actor, is_open=step.job_id is None)
    own = _own(row, step)
    if own.done_on is not None:
        raise Refused("Этот шаг уже выполнен.")
    if not why.strip():
        raise Refused("Напишите, почему шаг не нужен.", field="why")
    log(row, actor, "drop-step", row.state, why=why.strip(), details={"step": str(own)})
    own.delete()


def _refuse_repeat(row: Case, note: str, **fields: Any) -> None:
    """Refuse the second press of a button; the notes lie sealed and are compared one by one."""
    alike = row.steps.filter(**fields).select_related("case__graduate__key")
    same = [step.pk for step in alike if str(step.note) == note.strip()]
    refuse_repeat(Step.objects.filter(pk__in=same), "created_at")


def _refuse_lost_note(step: Step, note: str) -> None:
    """Refuse words about a step that somebody has recorded as done: they would be lost."""
    if note.strip() not in ("", str(step.note)):
        by = f" ({step.done_by.full_name})" if step.done_by else ""
        raise Refused(
            f"Этот шаг уже отмечен выполненным {step.done_on:%d.%m.%Y}{by}. Чтобы добавить, что"
            " было, нажмите в сопровождении «Записать сделанное».",
            field="note",
        )


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
        raise Refused(
            "Сегодня вы уже написали несколько раз. Специалист всё прочитает и свяжется с вами."
        )
    step = Step.objects.create(case=row, kind=kind, due_on=today, note=text.strip())
    by = REPRESENTATIVE if is_representative else PERSON
    log(row, None, "tell", row.state, by=by)
    return step
