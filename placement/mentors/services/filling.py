"""A sheet is opened, its parts are written and signed (P-F7)."""

import json
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from core import clock
from core.errors import Refused
from core.lifecycle import STAFF
from core.models import User
from core.records import record_of, refuse_overtaken, revision_of
from placement.common.guards import require
from placement.consents import HEALTH
from placement.graduates.rights import WORK
from placement.graduates.services.guards import locked as locked_graduate
from placement.grants import gate
from placement.mentors import rights
from placement.mentors.lifecycle import SHEET
from placement.mentors.models import PLACES, Part, Recommendations
from placement.mentors.rules.parts import ROWS, lacks

from .guards import CLOSED, locked, locked_part, log, require_leading


@transaction.atomic
def open_sheet(*, data: Recommendations, actor: User, is_demo: bool = False) -> Recommendations:
    """Begin a sheet with its five parts empty; only with the written consent to health data."""
    require(actor, WORK)
    if data.graduate_id is None:
        raise Refused("Выберите человека.", field="graduate")
    graduate = locked_graduate(data.graduate)
    gate.require(graduate, HEALTH)
    people = {place: getattr(data, place) for place in PLACES}
    _refuse_strangers(people)
    row = Recommendations(
        graduate=graduate,
        heading=data.heading.strip(),
        opened_by=actor,
        is_demo=is_demo or graduate.is_demo,
        **people,
    )
    require_leading(row, actor)
    try:
        row.validate_constraints()
    except ValidationError as error:
        raise Refused(" ".join(error.messages), field="graduate") from error
    row.save()
    Part.objects.bulk_create(
        Part(sheet=row, kind=kind.value, order=place) for place, kind in enumerate(Part.Kind)
    )
    log(row, actor, "create", "")
    return row


@transaction.atomic
def name_writers(
    *,
    recommendations: Recommendations,
    psychologist: User | None,
    social_pedagogue: User | None,
    educator: User | None,
    pedagogue: User | None,
    actor: User,
) -> Recommendations:
    """Say who writes about the person from now on; whoever did before sees the sheet no more.

    What they wrote and signed stays with their names.
    """
    row = locked(recommendations)
    require_leading(row, actor)
    if not row.is_open:
        raise Refused(CLOSED)
    people = dict(zip(PLACES, (psychologist, social_pedagogue, educator, pedagogue), strict=True))
    _refuse_strangers(people)
    before = {place: getattr(row, f"{place}_id") for place in PLACES}
    for place, person in people.items():
        setattr(row, place, person)
    changed = [place for place in PLACES if getattr(row, f"{place}_id") != before[place]]
    if changed:
        row.save(update_fields=changed)
        fields = record_of(Recommendations).labels(changed)
        log(row, actor, "name-writers", row.state, details={"fields": fields})
    return row


def _refuse_strangers(people: Mapping[str, User | None]) -> None:
    """Refuse who does not hold the post, or works here no more."""
    for place, person in people.items():
        if person is None or (person.is_active and person.has_perm(rights.NAMED[place])):
            continue
        raise Refused(f"{person.full_name} этот раздел не заполняет.", field=place)


def revision_of_part(part: Part) -> str:
    """What a form of the part saw when it was opened."""
    return revision_of({"values": json.dumps(part.values, sort_keys=True)})


@transaction.atomic
def fill(
    *, part: Part, values: Mapping[str, str], actor: User, revision: str | None = None
) -> Part:
    """Write a part; refused while a signature stands under it, and to everybody else."""
    row = locked_part(part)
    if not rights.may_fill(actor, row):
        raise Refused("Этот раздел заполняет другой специалист.")
    if row.signed_at is not None or _is_covered(row):
        raise Refused("Раздел подписан. Чтобы изменить его, сначала снимите подпись.")
    if revision is not None:
        refuse_overtaken(revision, revision_of_part(row))
    typed = {one.code: values.get(one.code, "").strip() for one in ROWS[row.kind]}
    if row.filled_at is not None and row.values == typed:
        # Whoever saves another's words unchanged has not written them: the check of the conclusions
        # needs a second person.
        return row
    row.content = json.dumps(typed, ensure_ascii=False)
    row.filled_by, row.filled_at = actor, clock.now()
    row.save()
    log(row.sheet, actor, "fill", row.sheet.state, details={"part": row.get_kind_display()})
    return row


@transaction.atomic
def sign(*, part: Part, actor: User) -> Part:
    """Sign a complete part; the deputy director signs the conclusions last, and with them the whole."""
    row = locked_part(part)
    if not rights.may_sign(actor, row):
        raise Refused("Этот раздел подписывает другой специалист.")
    if row.signed_at is not None:
        raise Refused("Раздел уже подписан.")
    _refuse_incomplete(row)
    if row.kind == Part.Kind.CONCLUSIONS:
        _refuse_unfinished(row.sheet)
    row.signed_by, row.signed_at = actor, clock.now()
    row.save(update_fields=["signed_by", "signed_at"])
    source = row.sheet.state
    if row.kind == Part.Kind.CONCLUSIONS:
        row.sheet.state = SHEET.target("finish", source=source, who=STAFF)
        row.sheet.save(update_fields=["state"])
    log(row.sheet, actor, "sign", source, details={"part": row.get_kind_display()})
    return row


@transaction.atomic
def unsign(*, part: Part, why: str, actor: User) -> Part:
    """Take a signature back, so that the part can be changed.

    The deputy director's goes with it, and what rested on it: the person's reading, the check of words.
    """
    row = locked_part(part)
    if not rights.may_sign(actor, row):
        raise Refused("Снять подпись может тот, кто её ставит.")
    if row.signed_at is None:
        raise Refused("Подписи уже нет.")
    if not why.strip():
        raise Refused("Напишите, почему подпись снята.", field="why")
    kinds = {row.kind, Part.Kind.CONCLUSIONS}
    row.sheet.parts.filter(kind__in=kinds).update(signed_by=None, signed_at=None)
    sheet, source = row.sheet, row.sheet.state
    if "reopen" in SHEET.actions(source=source, who=STAFF):
        sheet.state = SHEET.target("reopen", source=source, who=STAFF)
    sheet.read_at, sheet.read_by = None, ""
    sheet.screened_at = sheet.screened_by = None
    sheet.save()
    details = {"part": row.get_kind_display()}
    log(sheet, actor, "unsign", source, why=why.strip(), details=details)
    row.refresh_from_db(fields=["signed_by", "signed_at"])
    return row


def _is_covered(part: Part) -> bool:
    """Whether the deputy director's signature stands over a part that has none of its own."""
    rows = part.sheet.parts.filter(kind=Part.Kind.CONCLUSIONS, signed_at__isnull=False)
    return part.kind == Part.Kind.GENERAL and rows.exists()


def _refuse_incomplete(part: Part) -> None:
    if missing := lacks(part.kind, part.values):
        raise Refused(f"Раздел «{part}» не заполнен: {'; '.join(missing)}.")


def _refuse_unfinished(sheet: Recommendations) -> None:
    for one in sheet.parts.exclude(kind=Part.Kind.CONCLUSIONS):
        one.sheet = sheet
        if one.kind == Part.Kind.GENERAL:
            _refuse_incomplete(one)
        elif one.signed_at is None:
            raise Refused(f"Сначала нужна подпись под разделом «{one}».")
