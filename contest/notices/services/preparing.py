"""Letters about a decision are prepared quietly: nobody is told anything yet."""

from django.db import transaction

from contest.meetings.models import Decision
from contest.meetings.services.guards import require_secretary
from contest.notices.kinds import KINDS, in_force
from contest.notices.lifecycle import RELEASE, ReleaseState
from contest.notices.models import Notice, Release
from contest.setup.models import Contest
from core import clock
from core.errors import Refused
from core.history import log_change
from core.lifecycle import STAFF
from core.models import User

LATER = "Есть более позднее решение по этому вопросу: письма готовят о нём."


@transaction.atomic
def prepare(*, decision: Decision, actor: User) -> Release:
    """Prepare the letters about a decision; those that wait for an earlier one are replaced."""
    contest = locked_contest(decision.item.meeting.contest_id)
    require_secretary(actor, contest)
    newest = in_force(contest, decision.item.kind)
    if newest is None or decision.item.kind not in KINDS:
        raise Refused("Письма готовят о принятом решении подписанного протокола.")
    if newest.pk != decision.pk:
        raise Refused(LATER)
    told = KINDS[decision.item.kind].verdicts(newest)
    if not told:
        raise Refused("Сообщать некому: все, о ком решение, уже знают о нём.")
    waiting = Release.objects.prepared().filter(
        contest=contest, decision__item__kind=newest.item.kind
    )
    if any(earlier.decision_id == newest.pk for earlier in waiting):
        raise Refused("Письма об этом решении уже подготовлены: отправьте их или отмените.")
    for earlier in waiting:
        move(earlier, "replace", actor)
    if Release.objects.released().filter(decision=newest).exists():
        raise Refused("Письма об этом решении уже отправлены.")
    row = Release.objects.create(
        contest=contest, decision=newest, prepared_at=clock.now(), prepared_by=actor
    )
    notices = [Notice(release=row, entry_id=pk, verdict=said) for pk, said in told.items()]
    Notice.objects.bulk_create(notices)
    details = {"letters": len(told)}
    log_change(row, actor=actor, action="prepare", to_state=row.state, details=details)
    return row


@transaction.atomic
def drop(*, release: Release, actor: User) -> Release:
    """Send nothing: they can be prepared anew."""
    row = locked(release)
    require_secretary(actor, row.contest)
    move(row, "drop", actor)
    return row


def locked_contest(pk: int) -> Contest:
    """The contest's row, locked to the end of the transaction."""
    rows = Contest.objects.select_related("operator").select_for_update(of=("self",))
    row: Contest = rows.get(pk=pk)
    return row


def locked(release: Release) -> Release:
    """The row as it is now, under the lock of its contest: every change begins here."""
    contest = locked_contest(release.contest_id)
    row = Release.objects.select_related("decision__item__meeting__number").get(pk=release.pk)
    row.contest = row.decision.item.meeting.contest = contest
    return row


def move(row: Release, action: str, actor: User) -> None:
    """Move the row as the table says, and log it."""
    source = row.state
    row.state = ReleaseState(RELEASE.target(action, source=source, who=STAFF))
    row.save()
    log_change(row, actor=actor, action=action, from_state=source, to_state=row.state)
