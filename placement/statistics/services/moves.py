"""Figures are approved by another, given back, published and taken off the site."""

from django.db import transaction

from core import clock
from core.errors import Refused
from core.lifecycle import STAFF, SYSTEM
from core.models import User
from home import cache, index
from placement.common.guards import require
from placement.statistics.lifecycle import SNAPSHOT, SnapshotState
from placement.statistics.models import Snapshot
from placement.statistics.pages import EducationPage

from .guards import APPROVE, PUBLISH, locked, log, refuse_incomplete, refuse_own, required


@transaction.atomic
def approve(*, snapshot: Snapshot, actor: User) -> Snapshot:
    """Approve complete figures that somebody else entered (or the only person of the office)."""
    require(actor, APPROVE)
    draft = locked(snapshot)
    source = draft.state
    target = SNAPSHOT.target("approve", source=source, who=STAFF)
    refuse_incomplete(draft)
    alone = refuse_own(draft, actor)
    draft.state = target
    draft.approved_by, draft.approved_at = actor, clock.now()
    draft.digest = draft.compute_digest()
    draft.save()
    log(draft, actor, "approve", source, why="единственный работник" if alone else "")
    return draft


@transaction.atomic
def reopen(*, snapshot: Snapshot, why: str, actor: User) -> Snapshot:
    """Give approved figures that are not published yet back to whoever enters."""
    require(actor, APPROVE)
    approved = locked(snapshot)
    source = approved.state
    approved.state = SNAPSHOT.target("reopen", source=source, who=STAFF)
    approved.approved_by = approved.approved_at = None
    approved.digest = ""
    approved.save()
    log(approved, actor, "reopen", source, why=required(why, "why", "Напишите, что исправить."))
    return approved


@transaction.atomic
def publish(*, snapshot: Snapshot, actor: User) -> Snapshot:
    """Publish exactly what was approved; what it corrects is superseded in the same moment."""
    require(actor, PUBLISH)
    approved = locked(snapshot)
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
        log(old, actor, "supersede", before, why=approved.correction)
    approved.state = target
    approved.published_by, approved.published_at = actor, now
    approved.save()
    log(approved, actor, "publish", source)
    _show_anew()
    return approved


@transaction.atomic
def withdraw(*, snapshot: Snapshot, reason: str, actor: User) -> Snapshot:
    """Take published figures off the site; readers see that it was done, when and why."""
    require(actor, PUBLISH)
    published = locked(snapshot)
    source = published.state
    published.state = SNAPSHOT.target("withdraw", source=source, who=STAFF)
    published.withdrawal = required(reason, "reason", "Напишите, почему сведения снимаются.")
    published.withdrawn_by, published.withdrawn_at = actor, clock.now()
    published.save()
    log(published, actor, "withdraw", source, why=published.withdrawal)
    _show_anew()
    return published


def _show_anew() -> None:
    """The public pages and the search follow what is published now."""
    cache.bump()
    for page in EducationPage.objects.live():
        index.put_page(page)
