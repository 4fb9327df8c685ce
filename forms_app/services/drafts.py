"""Drafts: started, entered for others, mailed a link to, destroyed (X-2)."""

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from core import clock, crypto, files, history, outbox
from core.errors import Refused
from core.models import Letter
from forms_app import consents, notifications, numbers
from forms_app.engine import registry
from forms_app.engine.access import Access
from forms_app.engine.journey import BoundContext
from forms_app.engine.payload import open_draft, seal_draft
from forms_app.models import ConsentText, Draft, SubmissionFile
from forms_app.models.drafts import Source

from .locking import APPLICANT_LABEL, close_draft, lock_draft, lock_open_draft, touch
from .proving import check_owner

if TYPE_CHECKING:
    from core.models import User


@dataclasses.dataclass(frozen=True)
class Started:
    """A new draft and the code that, beside its number, opens it without a letter; shown once."""

    draft: Draft
    code: str


@transaction.atomic
def start_draft(
    *,
    journey: str,
    scope: str,
    email: str = "",
    consent_text: ConsentText | None = None,
    actor: "User | None" = None,
    source: str = Source.SITE,
    received_at: dt.datetime | None = None,
) -> Started:
    """Begin a form; beside the link there is a code, for who gave no address or a wrong one.

    ``consent_text`` is the text on keeping the draft that the person ticked; staff who enter what
    arrived on paper or by e-mail give ``source`` and ``received_at`` instead. Raises Refused when
    the journey cannot be started now.
    """
    now = clock.now()
    form = registry.get(journey)
    number = numbers.new_number()
    code = numbers.new_text() if source == Source.SITE else ""
    draft = Draft(
        journey=journey,
        scope=form.describe(scope).code,
        key=crypto.new_key(),
        email=email,
        number=number,
        code_hash=numbers.code_hash(number, code) if code else "",
        entered_by=actor,
        source=source,
        received_at=received_at,
        expires_at=now + dt.timedelta(days=form.draft_days),
    )
    ctx = BoundContext(journey=form, scope=draft.scope, draft=draft, at=now, actor=actor)
    form.check_start(ctx)
    if actor is None and consent_text is None:
        raise Refused("Отметьте согласие на хранение черновика.", field="keep")
    draft.save(force_insert=True)
    if consent_text is not None:
        consents.give(draft=draft, text=consent_text, at=now)
    if email and actor is None:
        notifications.draft_letter("draft-started", ctx)
    return Started(draft, code)


def enter_on_behalf(
    *,
    journey: str,
    scope: str,
    actor: "User",
    source: str,
    received_at: dt.datetime,
    email: str = "",
) -> Draft:
    """Staff begin to type in what came on paper or by e-mail; its arrival decides lateness (C-10).

    So they do together with the person, where the journey says so. Raises Refused for an arrival in
    the future and any other source.
    """
    is_together = source == Source.TOGETHER and registry.get(journey).is_filled_together
    if source not in (Source.PAPER, Source.EMAIL) and not is_together:
        raise Refused("Укажите, как поступило: на бумаге или по электронной почте.", field="source")
    if received_at > clock.now():
        raise Refused("Момент поступления ещё не наступил.", field="received_at")
    return start_draft(
        journey=journey,
        scope=scope,
        email=email,
        actor=actor,
        source=source,
        received_at=received_at,
    ).draft


@transaction.atomic
def take_over(*, draft: Draft, actor: "User") -> Draft:
    """Go on with an entry that staff have not finished, their own or a colleague's (C-10).

    A colleague sees what was typed: that is a look at the applicant's data, and is logged.
    Raises DraftClosed, and Refused for a draft that an applicant fills in.
    """
    locked = lock_open_draft(draft.pk)
    if locked.entered_by_id is None:
        noun = registry.noun(locked.journey)
        raise Refused(f"Эт{noun:от|у|о} {noun.acc} заполняет сам заявитель.")
    if locked.entered_by_id != actor.pk:
        locked.entered_by = actor
        locked.save(update_fields=["entered_by", "updated_at"])
        history.log_change(locked, actor=actor, action="take-over")
        history.log_read(
            locked,
            actor=actor,
            what="незаконченный ввод",
            organisation=registry.get(locked.journey).describe(locked.scope).operator,
        )
    return locked


@transaction.atomic
def mark_incomplete(*, draft: Draft, revision: int, actor: "User", lacks: str) -> Draft:
    """Say what an entered set lacks; empty words make it one that has to be whole again.

    Raises Refused for what applicants fill in themselves, for a correction, and where the journey
    takes whole sets only; StaleRevision, DraftClosed.
    """
    locked = lock_open_draft(draft.pk, revision=revision)
    journey = registry.get(locked.journey)
    noun = journey.noun
    if (
        not journey.takes_everything
        or locked.entered_by_id is None
        or locked.corrects_id is not None
    ):
        raise Refused(
            f"Неполн{noun:ым|ой|ым} можно отметить только {noun.acc}, котор{noun:ый|ую|ое} вводит"
            " работник."
        )
    if lacks.strip() and not any(char.isalpha() for char in lacks):
        raise Refused("Напишите словами, чего не хватает.", field="lacks")
    payload = open_draft(locked)
    if payload.lacks != lacks.strip():
        payload.lacks = lacks.strip()
        seal_draft(locked, payload)
        locked.revision += 1
        touch(locked, clock.now())
        locked.save(update_fields=["payload", "revision", "expires_at", "updated_at"])
        history.log_change(
            locked, actor=actor, action="mark-incomplete" if payload.lacks else "mark-whole"
        )
    return locked


@transaction.atomic
def mail_link(*, draft: Draft) -> bool:
    """Send the link to go on with once more; return whether there is an address to send it to."""
    locked = lock_open_draft(draft.pk)
    if not locked.email or locked.entered_by_id:
        return False
    form = registry.get(locked.journey)
    ctx = BoundContext(journey=form, scope=locked.scope, draft=locked, at=clock.now())
    notifications.draft_letter("draft-link", ctx)
    return True


@transaction.atomic
def correct_address(*, draft: Draft, email: str, access: Access | None = None) -> Draft:
    """Send the link to another address, because the first was mistyped: only the new one works.

    Letters that still wait for the earlier address are not sent, and it is forgotten. Raises
    Refused for what staff enter and for a correction, DraftClosed, NotProved.
    """
    locked = lock_open_draft(draft.pk)
    check_owner(locked, access)
    if locked.entered_by_id or locked.corrects_id:
        noun = registry.noun(locked.journey)
        raise Refused(
            f"Адрес эт{noun:ого|ой|ого} {noun.gen} меняют не здесь: обратитесь к оператору.",
            field="email",
        )
    if locked.email:
        outbox.forget_letters(Letter.objects.about(locked).filter(to__iexact=locked.email))
    locked.email = email
    locked.link_serial += 1
    locked.save(update_fields=["email", "link_serial", "updated_at"])
    history.log_change(locked, actor=None, action="correct-address", actor_label=APPLICANT_LABEL)
    form = registry.get(locked.journey)
    ctx = BoundContext(journey=form, scope=locked.scope, draft=locked, at=clock.now())
    notifications.draft_letter("draft-link", ctx)
    return locked


@transaction.atomic
def destroy_draft(*, draft: Draft, at: dt.datetime) -> None:
    """Destroy an open draft: files, typed data, address, and the keys no submission shares."""
    locked = lock_draft(draft.pk)
    if locked.state != Draft.State.OPEN:
        return
    for upload in locked.uploads.select_related("file"):
        shared = SubmissionFile.objects.filter(file=upload.file).exists()
        upload.delete()
        if not shared:
            files.destroy_file(upload.file, at)
    for consent in locked.consents.filter(submission=None, destroyed_at=None).select_related("key"):
        consent.destroyed_at = at
        consent.filled_text = None
        consent.save(update_fields=["destroyed_at", "filled_text"])
        crypto.destroy_key(consent.key, at=at)
    unshared = not locked.key.submissions.exists()
    if unshared:
        outbox.forget(locked.key)
    close_draft(locked, at=at, destroy_key=unshared)
