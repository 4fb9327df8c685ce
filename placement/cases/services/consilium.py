"""A consilium is called, its protocol is kept, its recommendations are told (P-3.3)."""

import datetime as dt

from django.db import transaction

from core import clock, files
from core.errors import Refused
from core.models import PrivateFile, User
from core.records import refuse_overtaken, revision_of
from placement.cases import step_kinds
from placement.cases.consilia import Consilium
from placement.cases.models import Case, Step
from placement.common.guards import require
from placement.consents import HEALTH
from placement.graduates.models import Graduate
from placement.graduates.rights import HEALTH as READ_HEALTH
from placement.grants import gate

from .guards import locked_by, log, refuse_far, refuse_future, refuse_long_before
from .stepping import add_step, complete_step

PERSON, REPRESENTATIVE = "person", "representative"


@transaction.atomic
def call_consilium(*, case: Case, held_on: dt.date, place: str, actor: User) -> Consilium:
    """Call the specialists and the person together; the day becomes a step of the case."""
    row = locked_by(case, actor)
    if not place.strip():
        raise Refused("Напишите, где и во сколько.", field="place")
    refuse_far(held_on, "held_on")
    if row.consilia.filter(held_on=held_on).exists():
        raise Refused("Консилиум на этот день уже назначен.", field="held_on")
    step = add_step(case=row, kind=step_kinds.CONSILIUM, due_on=held_on, actor=actor)
    return Consilium.objects.create(case=row, step=step, held_on=held_on, place=place.strip())


@transaction.atomic
def record_protocol(
    *,
    consilium: Consilium,
    held_on: dt.date,
    recommendations: str,
    actor: User,
    protocol: PrivateFile | None = None,
    revision: str = "",
) -> Consilium:
    """Keep what was recommended, with the scan of the protocol; health data need their consent.

    With the ``revision`` that a form showed, Refused when somebody changed it since.
    """
    require(actor, READ_HEALTH)
    row = _locked(consilium, actor)
    refuse_future(held_on, "held_on")
    refuse_long_before(row.case, held_on, "held_on")
    if not recommendations.strip():
        raise Refused("Напишите, что рекомендовал консилиум.", field="recommendations")
    gate.require(row.case.graduate, HEALTH)
    refuse_overtaken(revision, revision_of_protocol(row))
    earlier = row.protocol if protocol is not None else None
    row.held_on, row.recommendations = held_on, recommendations.strip()
    row.protocol = protocol or row.protocol
    row.save(update_fields=["held_on", "recommendations", "protocol"])
    if earlier is not None:
        files.discard_file(earlier)
    if row.step is not None and row.step.done_on is None:
        source = Step.Source.DOCUMENT
        complete_step(step=row.step, done_on=held_on, source=source, actor=actor)
    log(row.case, actor, "record-protocol", row.case.state, details={"step": str(row)})
    return row


def revision_of_protocol(row: Consilium) -> str:
    """What a form saw when it was opened."""
    return revision_of(
        {
            "held_on": row.held_on,
            "recommendations": str(row.recommendations),
            "protocol": row.protocol_id,
        }
    )


@transaction.atomic
def acknowledge(
    *, consilium: Consilium, whom: str, told_on: dt.date, how: str, actor: User
) -> Consilium:
    """The person, or the representative, was told what is recommended: on which day and how."""
    row = _locked(consilium, actor)
    if not row.recommendations:
        raise Refused("Сначала запишите рекомендации.")
    refuse_future(told_on, "told_on")
    if told_on < row.held_on:
        raise Refused("Консилиума в этот день ещё не было.", field="told_on")
    if whom == REPRESENTATIVE and not row.case.graduate.representatives.exists():
        raise Refused("Законного представителя в карточке нет.", field="whom")
    if whom == PERSON:
        row.person_told_on, row.person_told_how = told_on, how
    else:
        row.representative_told_on, row.representative_told_how = told_on, how
    row.save()
    log(row.case, actor, "acknowledge", row.case.state, details={"step": str(row)})
    return row


def _locked(consilium: Consilium, actor: User) -> Consilium:
    """The row as it is now, locked after its case, which may be ended: papers come late."""
    case = locked_by(consilium.case, actor, is_open=False)
    row = (
        Consilium.objects.select_for_update(of=("self",))
        .select_related("step__case")
        .get(pk=consilium.pk)
    )
    row.case = case
    return row


def forget_consilia(graduate: Graduate) -> bool:
    """Destroy the protocols and blank the recommendations of a person; whether there were any."""
    rows = Consilium.objects.filter(case__graduate=graduate).select_related("protocol")
    for row in rows:
        if row.protocol is not None:
            files.destroy_file(row.protocol, at=clock.now())
    return bool(rows.update(recommendations=b""))
