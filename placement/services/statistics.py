"""Use cases of the employment figures: entered, approved by another, published, corrected (P-2.4d).

Every function checks the right, locks the snapshot, asks the transition table and writes the
history; what is refused raises Refused with Russian text.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from core import clock
from core.errors import Refused
from core.history import log_change
from core.lifecycle import STAFF, SYSTEM
from core.models import User
from home import cache, index
from placement.lifecycle import SNAPSHOT, SnapshotState
from placement.models import EducationPage, Programme, Snapshot, SnapshotRow
from placement.rules import statistics as rules
from placement.services import statistics_guards as guards
from placement.services.guards import require
from placement.services.statistics_guards import APPROVE, ENTER, PUBLISH


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
    if Snapshot.objects.filter(year=year).exists():
        raise Refused("Сведения за этот год уже есть. Исправляйте их.", field="year")
    return _create(
        actor=actor,
        action="start",
        year=year,
        as_of=as_of,
        source=_said(source, "source", "Укажите, откуда сведения."),
        counting_rule=_rule(counting_rule),
        is_demo=is_demo,
    )


@transaction.atomic
def start_correction(*, snapshot: Snapshot, correction: str, actor: User) -> Snapshot:
    """A draft of the next version with the published figures in it (the published one stays)."""
    require(actor, ENTER)
    published = _locked(snapshot)
    if published.state != SnapshotState.PUBLISHED:
        raise Refused("Исправляют только опубликованные сведения.")
    made = _create(
        actor=actor,
        action="start-correction",
        year=published.year,
        version=published.version + 1,
        as_of=published.as_of,
        source=published.source,
        counting_rule=published.counting_rule,
        corrects=published,
        correction=_said(correction, "correction", "Напишите, что и почему исправлено."),
        is_demo=published.is_demo,
    )
    for row in published.rows.all():
        row.pk, row.snapshot = None, made
        row.save(force_insert=True)
    return made


@transaction.atomic
def edit_snapshot(*, snapshot: Snapshot, actor: User, **changes: Any) -> Snapshot:
    """Change ``as_of``, ``source``, ``counting_rule`` or ``correction`` of a draft.

    A new counting rule counts t1 of every row anew.
    """
    require(actor, ENTER)
    draft = _draft(snapshot)
    if strange := changes.keys() - {"as_of", "source", "counting_rule", "correction"}:
        raise TypeError(f"not to be edited: {', '.join(sorted(strange))}")
    if "counting_rule" in changes:
        changes["counting_rule"] = _rule(changes["counting_rule"])
    if "source" in changes:
        _said(changes["source"], "source", "Укажите, откуда сведения.")
    if draft.corrects_id and "correction" in changes:
        _said(changes["correction"], "correction", "Напишите, что и почему исправлено.")
    changed = [name for name, value in changes.items() if getattr(draft, name) != value]
    for name in changed:
        setattr(draft, name, changes[name])
    if "counting_rule" in changed:
        for row in draft.rows.all():
            row.t1 = rules.employed(row.counts, draft.counting_rule)
            row.save(update_fields=["t1"])
    if changed:
        draft.entered_by, draft.entered_at = actor, clock.now()
        draft.save(update_fields=[*changed, "entered_by", "entered_at"])
        log_change(draft, actor=actor, action="edit", details={"fields": changed})
    return draft


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
    draft = _draft(snapshot)
    row = _put(draft, Line(programme, graduates, counts), actor)
    log_change(draft, actor=actor, action="enter-row", details={"programme": str(programme)})
    return row


@transaction.atomic
def remove_row(*, snapshot: Snapshot, programme: Programme, actor: User) -> None:
    """Take a programme that was entered by mistake out of a draft."""
    require(actor, ENTER)
    draft = _draft(snapshot)
    row = draft.rows.filter(programme=programme).first()
    if row is None:
        raise Refused("Этой программы в сведениях нет.")
    row.delete()
    draft.entered_by, draft.entered_at = actor, clock.now()
    draft.save(update_fields=["entered_by", "entered_at"])
    log_change(draft, actor=actor, action="remove-row", details={"programme": str(programme)})


@transaction.atomic
def import_rows(*, snapshot: Snapshot, lines: Iterable[Line], actor: User) -> int:
    """The figures of several programmes: all of them, or, when one is wrong, none."""
    require(actor, ENTER)
    draft = _draft(snapshot)
    found = list(lines)
    if not found:
        raise Refused("В таблице нет ни одной строки.")
    for line in found:
        _put(draft, line, actor)
    log_change(draft, actor=actor, action="import-rows", details={"rows": len(found)})
    return len(found)


@transaction.atomic
def approve(*, snapshot: Snapshot, actor: User) -> Snapshot:
    """Approve complete figures that somebody else entered (or the only person of the office)."""
    require(actor, APPROVE)
    draft = _locked(snapshot)
    source = draft.state
    target = SNAPSHOT.target("approve", source=source, who=STAFF)
    guards.refuse_incomplete(draft)
    alone = guards.refuse_own(draft, actor)
    draft.state = target
    draft.approved_by, draft.approved_at = actor, clock.now()
    draft.digest = draft.compute_digest()
    draft.save()
    _log(draft, actor, "approve", source, why="единственный работник" if alone else "")
    return draft


@transaction.atomic
def reopen(*, snapshot: Snapshot, why: str, actor: User) -> Snapshot:
    """Give approved figures that are not published yet back to who enters."""
    require(actor, APPROVE)
    approved = _locked(snapshot)
    source = approved.state
    approved.state = SNAPSHOT.target("reopen", source=source, who=STAFF)
    approved.approved_by = approved.approved_at = None
    approved.digest = ""
    approved.save()
    _log(approved, actor, "reopen", source, why=_said(why, "why", "Напишите, что исправить."))
    return approved


@transaction.atomic
def publish(*, snapshot: Snapshot, actor: User) -> Snapshot:
    """Publish exactly what was approved; what it corrects is superseded in the same moment."""
    require(actor, PUBLISH)
    approved = _locked(snapshot)
    source = approved.state
    target = SNAPSHOT.target("publish", source=source, who=STAFF)
    if approved.compute_digest() != approved.digest:
        raise Refused("Сведения отличаются от утверждённых. Верните их и утвердите заново.")
    now = clock.now()
    for old in Snapshot.objects.select_for_update().filter(
        year=approved.year, state=SnapshotState.PUBLISHED
    ):
        before = old.state
        old.state = SNAPSHOT.target("supersede", source=before, who=SYSTEM)
        old.superseded_by, old.superseded_at = actor, now
        old.save()
        _log(old, actor, "supersede", before, why=approved.correction)
    approved.state = target
    approved.published_by, approved.published_at = actor, now
    approved.save()
    _log(approved, actor, "publish", source)
    cache.bump()
    for page in EducationPage.objects.live():
        index.put_page(page)
    return approved


@transaction.atomic
def discard(*, snapshot: Snapshot, why: str, actor: User) -> None:
    """Drop a draft that is not needed; its history stays."""
    require(actor, ENTER)
    draft = _draft(snapshot)
    _log(draft, actor, "discard", draft.state, why=_said(why, "why", "Напишите причину."))
    draft.delete()


# --- what the functions share --------------------------------------------------------------------


def _locked(snapshot: Snapshot) -> Snapshot:
    found = Snapshot.objects.select_for_update().filter(pk=snapshot.pk).first()
    if found is None:
        raise Refused("Этих сведений больше нет. Обновите страницу.")
    return found


def _draft(snapshot: Snapshot) -> Snapshot:
    found = _locked(snapshot)
    if not found.is_draft:
        raise Refused(
            "Сведения уже утверждены, менять их нельзя. До публикации их можно вернуть, "
            "после публикации – внести исправление."
        )
    return found


def _said(text: str, field: str, refusal: str) -> str:
    if not text.strip():
        raise Refused(refusal, field=field)
    return text.strip()


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
            made = Snapshot.objects.create(entered_by=actor, entered_at=clock.now(), **fields)
    except IntegrityError:
        raise Refused("Сведения за этот год уже готовятся. Откройте их в списке.") from None
    log_change(
        made, actor=actor, action=action, to_state=made.state, why=fields.get("correction", "")
    )
    return made


def _put(draft: Snapshot, line: Line, actor: User) -> SnapshotRow:
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


def _log(snapshot: Snapshot, actor: User, action: str, source: str, *, why: str = "") -> None:
    log_change(
        snapshot,
        actor=actor,
        action=action,
        from_state=source,
        to_state=snapshot.state,
        why=why,
        details={"digest": snapshot.digest} if snapshot.digest else None,
    )
