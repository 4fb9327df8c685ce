"""Proving that one is the owner of a draft or submission, and not only has its link (X-5)."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from core import clock
from core.errors import Refused
from forms_app import reading
from forms_app.engine.access import Access
from forms_app.engine.challenge import Challenge, challenge
from forms_app.engine.payload import open_draft
from forms_app.errors import NotProved
from forms_app.models import Draft, Submission

from .locking import lock_draft, lock_submission, progress_of

# How long to wait after so many wrong answers in a row; the last pause for all that follow.
_MINUTES = (0, 0, 1, 5, 15, 60, 240, 1440)


def owner_of(obj: Draft | Submission) -> uuid.UUID:
    """Whose owner is asked for: of a correction it is the submission's."""
    return (obj.corrects_id or obj.pk) if isinstance(obj, Draft) else obj.pk


def challenge_of(obj: Draft | Submission) -> Challenge | None:
    """What the owner is asked; None where nothing was typed yet that would tell them."""
    if isinstance(obj, Draft):
        return challenge(progress_of(obj, at=clock.now()), open_draft(obj))
    version = obj.current
    return challenge(reading.progress_of(version), reading.payload_of(version))


def needs_proof(draft: Draft, access: Access) -> bool:
    """Whether whoever came by a link or a code has to prove to be the owner before they save.

    The rules compare answers with each other: what a page says of a new answer would tell of a
    hidden one. A repeated request asks for its secrets anew, and compares nothing with them.
    """
    if not access.is_veiled:
        return False
    payload = open_draft(draft)
    if any(typed.taken for typed in payload.steps.values()):
        return False
    asked = challenge_of(draft)
    if asked is None:
        return False
    # Who was the first to type it, in this very session, is the owner.
    is_own = access.is_own(asked.proof.step, asked.proof.field)
    return asked.proof.place in payload.anchors or not is_own


def check_proved(draft: Draft, access: Access | None) -> None:
    """Raise NotProved where nothing may be saved or sent before the proof; None is no session."""
    if access is not None and needs_proof(draft, access):
        raise NotProved


def is_asked(obj: Draft | Submission, access: Access) -> bool:
    """Whether who came by a link alone is asked to prove to be the owner; by what, there must be."""
    return access.is_veiled and challenge_of(obj) is not None


def check_owner(obj: Draft | Submission, access: Access | None) -> None:
    """Raise NotProved for what cannot be undone and a link alone would do; None is no session."""
    if access is not None and is_asked(obj, access):
        raise NotProved


@transaction.atomic
def prove(*, obj: Draft | Submission, answer: Any) -> bool:
    """Whether ``answer`` is the one that the owner typed; wrong ones make the next wait longer."""
    holder = _lock(obj)
    check_pause(holder)
    asked = challenge_of(obj)
    fits = asked is not None and asked.fits(answer)
    count_answer(holder, fits=fits)
    return fits


def check_pause(holder: Any) -> None:
    """Raise Refused during a pause; then nothing is compared, so that no answer is told from another.

    ``holder`` is the locked row that counts the wrong answers.
    """
    now = clock.now()
    if holder.proof_after is not None and now < holder.proof_after:
        raise Refused(f"Слишком много попыток подряд. {_wait_words(holder.proof_after - now)}")


def count_answer(holder: Any, *, fits: bool) -> None:
    """Count an answer to what ``holder`` guards: pauses grow with each wrong one in a row."""
    if fits:
        holder.proof_misses, holder.proof_after = 0, None
    else:
        pause = _MINUTES[min(holder.proof_misses, len(_MINUTES) - 1)]
        holder.proof_misses = min(holder.proof_misses + 1, len(_MINUTES))
        holder.proof_after = clock.now() + dt.timedelta(minutes=pause) if pause else None
    holder.save(update_fields=["proof_misses", "proof_after"])


def _lock(obj: Draft | Submission) -> Draft | Submission:
    """The locked row whose wrong answers are counted: a correction shares its submission's."""
    if isinstance(obj, Draft):
        return lock_submission(obj.corrects_id) if obj.corrects_id else lock_draft(obj.pk)
    return lock_submission(obj.pk)


def _wait_words(left: dt.timedelta) -> str:
    minutes = -(-left // dt.timedelta(minutes=1))
    if minutes < 60:
        return f"Попробуйте ещё раз через {minutes} мин."
    return f"Попробуйте ещё раз через {-(-minutes // 60)} ч."
