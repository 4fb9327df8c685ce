"""All letters about a decision go out at once, by the press of a second person (C-15, X-6)."""

from django.db import transaction

from contest.meetings.services.guards import require_secretary
from contest.meetings.services.protocol import may_confirm
from contest.notices.conflicts import readable
from contest.notices.kinds import KINDS, in_force, words_of
from contest.notices.lifecycle import RELEASE
from contest.notices.models import Notice, NoticeQuerySet, Release, Verdict
from core import clock, history, outbox
from core.errors import Refused
from core.lifecycle import STAFF
from core.models import Letter, User
from core.records import revision_of as digest_of
from forms_app import notifications
from forms_app.models import Submission

from .preparing import LATER, locked, move

CHANGED = (
    "Пока вы смотрели, изменились получатели или тексты писем. Просмотрите их ещё раз и отправьте."
)
AGAIN = "Список изменился с тех пор, как письма подготовили: отмените их и подготовьте заново."


@transaction.atomic
def release(*, release: Release, actor: User, revision: str) -> Release:
    """Send every letter as it was previewed; who has no address has to be phoned.

    ``revision`` is of what the person looked at. Refused to who prepared the letters, and while the
    decision is not what the facts give.
    """
    row = locked(release)
    if not may_confirm(actor, row.contest):
        raise Refused("У вас нет права на это действие.")
    RELEASE.target("release", source=row.state, who=STAFF)
    if actor.pk == row.prepared_by_id:
        raise Refused("Отправляет другой человек, не тот, кто подготовил письма.")
    notices = _locked_notices(row)
    if reasons := why_not(row):
        raise Refused(" ".join(readable(reasons, contest=row.contest, user=actor)))
    if revision != revision_of(row):
        raise Refused(CHANGED)
    told = [notice.entry for notice in notices if notice.said is not Verdict.NOT_ADMITTED]
    KINDS[row.decision.item.kind].carry_out(row.decision, told, actor)
    row.released_at, row.released_by = clock.now(), actor
    move(row, "release", actor)
    for notice in notices:
        _tell(notice)
    return row


def why_not(row: Release) -> list[str]:
    """Why these letters cannot go out now, in words; empty when they can."""
    decision = row.decision
    kind = KINDS[decision.item.kind]
    newest = in_force(row.contest, decision.item.kind)
    if newest is None or newest.pk != decision.pk:
        return [LATER]
    if lines := kind.obstacles(decision):
        return lines
    prepared = dict(row.notices.values_list("entry", "verdict"))
    return [] if prepared == kind.verdicts(decision) else [AGAIN]


def notices_of(row: Release) -> NoticeQuerySet:
    """Whom these letters tell what, with all that a page or a letter needs of them."""
    rows = Notice.objects.filter(release=row).with_places()
    return rows.select_related(
        "release__contest",
        "release__decision__item",
        "entry__submission__key",
        "entry__submission__registration",
        "entry__service__group",
        "letter",
    )


def preview(notice: Notice) -> tuple[str, str]:
    """Subject and body of the letter as it would go out now, the personal link hidden."""
    submission, event = notice.entry.submission, notice.said.event
    return notifications.letter_text(submission, event, reason=words_of(notice))


def revision_of(row: Release) -> str:
    """A digest of everybody who is told, of what, at which address, and in which words."""
    notices = list(notices_of(row))
    texts = {notice.verdict: preview(notice) for notice in _first_of_each(notices)}
    told = [(one.entry_id, one.verdict, one.place, one.entry.submission.email) for one in notices]
    return digest_of({"told": told, "texts": texts})


def _first_of_each(notices: list[Notice]) -> list[Notice]:
    return list({notice.verdict: notice for notice in reversed(notices)}.values())


def _locked_notices(row: Release) -> list[Notice]:
    """Nobody withdraws between the look at the facts and the letter."""
    pks = row.notices.values_list("entry__submission", flat=True)
    list(Submission.objects.select_for_update().filter(pk__in=list(pks)).order_by("pk"))
    return list(notices_of(row))


def _tell(notice: Notice) -> None:
    """Write, or leave a call to be made; what an earlier decision said and was not sent is called off."""
    submission = notice.entry.submission
    notifications.recall(submission, *(verdict.event for verdict in Verdict))
    notice.letter = notifications.submission_letter(
        submission, notice.said.event, reason=words_of(notice)
    )
    notice.save(update_fields=["letter"])


@transaction.atomic
def resend(*, release: Release, actor: User) -> Release:
    """Try again all letters that could not be sent."""
    row = locked(release)
    require_secretary(actor, row.contest)
    failed = Letter.objects.filter(state=Letter.State.FAILED)
    letters = list(failed.filter(pk__in=row.notices.values("letter")))
    if not letters:
        raise Refused("Все письма отправлены или ещё отправляются.")
    for letter in letters:
        outbox.retry(letter)
    history.log_changes(letters, actor=actor, action="retry")
    history.log_change(row, actor=actor, action="resend", details={"letters": len(letters)})
    return row
