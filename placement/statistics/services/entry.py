"""Figures are entered, imported, corrected and dropped."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from core import clock
from core.errors import Refused
from core.history import log_change
from core.models import User
from core.records import refuse_overtaken
from placement.common.guards import require
from placement.programmes.models import Programme
from placement.statistics.models import Snapshot, SnapshotRow
from placement.statistics.record import SNAPSHOTS
from placement.statistics.rules import figures as rules

from .guards import ENTER, draft_of, locked, log, refuse_impossible_year, required


@dataclass(frozen=True)
class Line:
    """The figures of one programme: v1 and people by category code."""

    programme: Programme
    graduates: int
    counts: Mapping[str, int]


@transaction.atomic
def start_snapshot(
    *,
    year: int,
    as_of: dt.date,
    source: str,
    counting_rule: Iterable[str],
    actor: User,
    is_demo: bool = False,
) -> Snapshot:
    """An empty draft of a year that has no figures yet; ``year`` is that of graduation."""
    require(actor, ENTER)
    refuse_impossible_year(year, as_of)
    if Snapshot.objects.filter(year=year).exists():
        raise Refused("Сведения за этот год уже есть. Исправляйте их.", field="year")
    return _create(
        actor=actor,
        action="start",
        year=year,
        as_of=as_of,
        source=required(source, "source", "Укажите, откуда сведения."),
        counting_rule=_rule(counting_rule),
        is_demo=is_demo,
    )


@transaction.atomic
def start_correction(*, snapshot: Snapshot, correction: str, actor: User) -> Snapshot:
    """A draft of the next version with the figures in it; a published one stays until then."""
    require(actor, ENTER)
    published = locked(snapshot)
    if not published.may_be_corrected:
        raise Refused("Исправляют только опубликованные сведения или снятые с публикации.")
    refuse_impossible_year(published.year, published.as_of)
    correcting = _create(
        actor=actor,
        action="correct",
        year=published.year,
        version=published.version + 1,
        as_of=published.as_of,
        source=published.source,
        counting_rule=published.counting_rule,
        corrects=published,
        correction=required(correction, "correction", "Напишите, что и почему исправлено."),
        is_demo=published.is_demo,
    )
    for row in published.rows.all():
        row.pk, row.snapshot = None, correcting
        row.save(force_insert=True)
    return correcting


@transaction.atomic
def edit_snapshot(
    *, snapshot: Snapshot, actor: User, revision: str = "", **changes: Any
) -> Snapshot:
    """Change ``as_of``, ``source``, ``counting_rule`` or ``correction`` of a draft.

    A new counting rule counts t1 of every row anew. Refused where somebody has changed the draft
    since it was shown as ``revision``.
    """
    require(actor, ENTER)
    draft = draft_of(snapshot)
    refuse_overtaken(revision, SNAPSHOTS.revision(draft))
    values = _checked(draft, changes)
    changed = [name for name, value in values.items() if getattr(draft, name) != value]
    for name in changed:
        setattr(draft, name, values[name])
    if "counting_rule" in changed:
        for row in draft.rows.all():
            row.t1 = rules.employed(row.counts, draft.counting_rule)
            row.save(update_fields=["t1"])
    if changed:
        draft.entered_by, draft.entered_at = actor, clock.now()
        draft.save(update_fields=[*changed, "entered_by", "entered_at"])
        fields = SNAPSHOTS.labels(changed)
        log_change(draft, actor=actor, action="edit", details={"fields": fields})
    return draft


def _checked(draft: Snapshot, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The values to be written on a draft, or Refused at the first that is wrong."""
    if strange := changes.keys() - {"as_of", "source", "counting_rule", "correction"}:
        raise TypeError(f"not to be edited: {', '.join(sorted(strange))}")
    values = dict(changes)
    if "counting_rule" in values:
        values["counting_rule"] = _rule(values["counting_rule"])
    if "as_of" in values:
        refuse_impossible_year(draft.year, values["as_of"])
    if "source" in values:
        required(values["source"], "source", "Укажите, откуда сведения.")
    if draft.corrects_id and "correction" in values:
        required(values["correction"], "correction", "Напишите, что и почему исправлено.")
    return values


@transaction.atomic
def enter_row(
    *,
    snapshot: Snapshot,
    programme: Programme,
    graduates: int,
    counts: Mapping[str, int],
    actor: User,
) -> SnapshotRow:
    """The figures of one programme, put in or replaced; Refused when the sums are wrong."""
    require(actor, ENTER)
    draft = draft_of(snapshot)
    row = _write_row(draft, Line(programme, graduates, counts), actor)
    log_change(draft, actor=actor, action="enter-row", details={"programme": str(programme)})
    return row


@transaction.atomic
def remove_row(*, snapshot: Snapshot, programme: Programme, actor: User) -> None:
    """Take a programme that was entered by mistake out of a draft."""
    require(actor, ENTER)
    draft = draft_of(snapshot)
    row = draft.rows.filter(programme=programme).first()
    if row is None:
        raise Refused("Этой программы в сведениях нет.")
    row.delete()
    draft.entered_by, draft.entered_at = actor, clock.now()
    draft.save(update_fields=["entered_by", "entered_at"])
    log_change(draft, actor=actor, action="remove-row", details={"programme": str(programme)})


@transaction.atomic
def import_rows(
    *, snapshot: Snapshot, lines: Iterable[Line], actor: User
) -> list[tuple[SnapshotRow, dict[str, Any] | None]]:
    """The figures of several programmes: all of them, or, when one is wrong, none.

    Returns each row with the figures that stood there before, as `enter_row` takes them.
    """
    require(actor, ENTER)
    draft = draft_of(snapshot)
    entered = list(lines)
    if not entered:
        raise Refused("В таблице нет ни одной строки.")
    before = {
        row.programme_id: {"graduates": row.graduates, "counts": row.counts}
        for row in draft.rows.all()
    }
    written = [(_write_row(draft, line, actor), before.get(line.programme.pk)) for line in entered]
    log_change(draft, actor=actor, action="import", details={"rows": len(entered)})
    return written


@transaction.atomic
def discard(*, snapshot: Snapshot, why: str, actor: User) -> None:
    """Drop a draft that is not needed; its history stays."""
    require(actor, ENTER)
    draft = draft_of(snapshot)
    log(draft, actor, "discard", draft.state, why=required(why, "why", "Напишите причину."))
    draft.delete()


def _rule(codes: Iterable[str]) -> list[str]:
    try:
        return list(rules.rule_of(codes))
    except ValueError:
        raise Refused(
            "Выберите хотя бы одну категорию, которая считается трудоустройством.",
            field="counting_rule",
        ) from None


def _create(*, actor: User, action: str, **fields: Any) -> Snapshot:
    try:
        # The constraints decide, so that two who press at once cannot both get in.
        with transaction.atomic():
            draft = Snapshot.objects.create(entered_by=actor, entered_at=clock.now(), **fields)
    except IntegrityError:
        raise Refused("Сведения за этот год уже готовятся. Откройте их в списке.") from None
    log_change(
        draft, actor=actor, action=action, to_state=draft.state, why=fields.get("correction", "")
    )
    return draft


def _write_row(draft: Snapshot, line: Line, actor: User) -> SnapshotRow:
    programme = line.programme
    if findings := rules.check(line.graduates, line.counts):
        raise Refused(f"{programme}: {findings[0].text}", field=findings[0].column)
    row = draft.rows.filter(programme=programme).first()
    if row is None:
        last = draft.rows.order_by("-place").values_list("place", flat=True).first() or 0
        row = SnapshotRow(snapshot=draft, programme=programme, place=last + 1)
    row.code, row.name = programme.code, programme.name
    row.education_programme, row.kind = programme.education_programme, programme.kind
    row.graduates = line.graduates
    for category in rules.CATEGORIES:
        setattr(row, category.code, line.counts.get(category.code, 0))
    row.t1 = rules.employed(row.counts, draft.counting_rule)
    row.entered_by, row.entered_at = actor, clock.now()
    row.save()
    return row
