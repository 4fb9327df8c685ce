"""The outbox: a letter's row is the truth, jobs only carry it out (invariant 2, X-6).

``enqueue`` writes the row and its job in the caller's transaction. Whatever happens to the job,
``sweep_letters`` finds the row again by ``next_attempt_at``.
"""

import datetime as dt
import logging
import smtplib
from collections.abc import Callable, Mapping
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.mail import EmailMessage
from django.db import models
from django.db.models import F, Q

from core import clock, crypto
from core.errors import KeyDestroyed
from core.letters import LetterText, compose
from core.models import Letter, Organisation, PersonKey

__all__ = [
    "LetterText",
    "cancel",
    "deliver",
    "enqueue",
    "forget",
    "forget_letters",
    "guard",
    "retry",
    "sweep_letters",
]

logger = logging.getLogger(__name__)

# How long one attempt may hold a letter: longer than EMAIL_TIMEOUT by far.
LEASE = dt.timedelta(minutes=5)
# The mail server may be away for long holidays; after that a person has to look.
GIVE_UP_AFTER = dt.timedelta(days=10)
LONGEST_PAUSE = dt.timedelta(hours=1)
SWEEP_LIMIT = 500
# RFC 3834: a mailbox that answers by itself («я в отпуске») does not answer this.
BY_MACHINE = {"Auto-Submitted": "auto-generated"}
# The address of a letter whose person's data are destroyed.
NOBODY = "destroyed@example.invalid"
PERMANENT_ERROR = 500  # SMTP replies from here on will not change by waiting
# Says whether a letter may still go out.
Guard = Callable[[Letter], bool]
_guards: dict[str, Guard] = {}


def guard(code: str, may_go: Guard) -> None:
    """Ask ``may_go`` when a letter ``code`` is about to be sent, whenever it was put here.

    What it says no to is cancelled. Where it fails nothing is sent, and it is asked again later.
    """
    _guards[code] = may_go


def _aad(letter: Letter) -> str:
    return f"core.Letter.content:{letter.pk}"


def enqueue(
    *,
    code: str,
    to: str,
    about: models.Model,
    key: PersonKey,
    context: Mapping[str, object],
    operator: Organisation | None = None,
) -> Letter:
    """Put the letter ``code`` into the outbox, inside the caller's transaction.

    ``context`` fills the places of the text; ``about`` is the object whose page lists the letter.
    ``operator`` is the organisation whose staff see that it was sent.
    Raises LookupError for an unknown letter, KeyError for a place without a value, ValueError
    for an empty address.
    """
    if not to:
        raise ValueError("a letter needs an address")
    subject, body = compose(code, context)
    letter = Letter(
        code=code,
        to=to,
        key=key,
        operator=operator,
        content_type=ContentType.objects.get_for_model(about),
        object_id=str(about.pk),
        next_attempt_at=clock.now() + LEASE,
    )
    letter.content = crypto.encrypt_json(
        key, {"subject": subject, "body": body}, context=_aad(letter)
    )
    letter.save(force_insert=True)
    _start_job(letter.pk)
    return letter


def content(letter: Letter) -> tuple[str, str]:
    """Subject and body; raise KeyDestroyed when the person's key is gone."""
    stored = crypto.decrypt_json(letter.key, bytes(letter.content), context=_aad(letter))
    return stored["subject"], stored["body"]


def deliver(letter_id: UUID | str) -> bool:
    """Send one letter if it waits and nobody else is at it; return whether it was sent now.

    Never raises for a failing mail server: the row keeps the error and the next instant to try.
    A stable Message-ID lets mail systems drop the copy when a crash follows the sending.
    """
    letter = _claim(letter_id)
    if letter is None:
        return False
    try:
        if not _may_go(letter):
            cancel(Letter.objects.filter(pk=letter.pk))
            return False
        # It may have been called off since it was claimed.
        letter.refresh_from_db(fields=["state"])
        if letter.state != Letter.State.WAITING:
            return False
        subject, body = content(letter)
        headers = {"Message-ID": _message_id(letter), **BY_MACHINE}
        EmailMessage(subject, body, to=[letter.to], headers=headers).send()
    except KeyDestroyed:
        _give_up(letter, "данные уничтожены")
        return False
    except Exception as error:  # noqa: BLE001 (whatever fails, the row must live on)
        logger.warning("letter %s: %s", letter.pk, type(error).__name__)
        _postpone(letter, error)
        return False
    Letter.objects.filter(pk=letter.pk).update(
        state=Letter.State.SENT, sent_at=clock.now(), lease_until=None, last_error=""
    )
    return True


def sweep_letters(now: dt.datetime | None = None) -> int:
    """Start a job for each letter whose time has come; return how many."""
    now = now or clock.now()
    due = Letter.objects.filter(_free(now), next_attempt_at__lte=now).order_by("next_attempt_at")
    started = 0
    for pk in list(due.values_list("pk", flat=True)[:SWEEP_LIMIT]):
        # The instant moves on first, so that a dead worker does not pile up jobs.
        if Letter.objects.filter(_free(now), pk=pk, next_attempt_at__lte=now).update(
            next_attempt_at=now + LEASE
        ):
            _start_job(pk)
            started += 1
    return started


def retry(letter: Letter) -> None:
    """Try a failed letter again at once: a person has looked."""
    if Letter.objects.filter(pk=letter.pk, state=Letter.State.FAILED).update(
        state=Letter.State.WAITING,
        created_at=clock.now(),
        next_attempt_at=clock.now() + LEASE,
    ):
        _start_job(letter.pk)


def forget(key: PersonKey) -> None:
    """Take the address off the letters under a key that is destroyed; cancel what is not sent."""
    forget_letters(Letter.objects.filter(key=key))


def forget_letters(letters: models.QuerySet[Letter]) -> None:
    """Take the address off ``letters`` and cancel what is not sent; their keys stay."""
    letters.exclude(state=Letter.State.SENT).update(
        state=Letter.State.CANCELLED, lease_until=None, last_error=""
    )
    letters.update(to=NOBODY)


def cancel(letters: models.QuerySet[Letter]) -> int:
    """Keep ``letters`` that are not sent yet from going out; returns how many."""
    unsent = letters.filter(state__in=[Letter.State.WAITING, Letter.State.FAILED])
    return unsent.update(state=Letter.State.CANCELLED, lease_until=None, last_error="")


def _waiting(letter: Letter) -> models.QuerySet[Letter]:
    """The letter, unless somebody has called it off while an attempt was made."""
    return Letter.objects.filter(pk=letter.pk, state=Letter.State.WAITING)


def _start_job(letter_id: UUID) -> None:
    from core.tasks import deliver_letter

    deliver_letter.enqueue(str(letter_id))


def _free(now: dt.datetime) -> Q:
    return Q(state=Letter.State.WAITING) & (Q(lease_until=None) | Q(lease_until__lte=now))


def _claim(letter_id: UUID | str) -> Letter | None:
    now = clock.now()
    taken = Letter.objects.filter(_free(now), pk=letter_id).update(
        lease_until=now + LEASE, next_attempt_at=now + LEASE, attempts=F("attempts") + 1
    )
    return Letter.objects.select_related("key").get(pk=letter_id) if taken else None


def _may_go(letter: Letter) -> bool:
    may_go = _guards.get(letter.code)
    return may_go is None or may_go(letter)


def _message_id(letter: Letter) -> str:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >")
    return f"<{letter.pk}@{domain}>"


def _postpone(letter: Letter, error: Exception) -> None:
    now = clock.now()
    # Only the kind of error: a server's reply may repeat the address or the text.
    error_name = f"{type(error).__name__}"
    if _is_permanent(error) or now - letter.created_at > GIVE_UP_AFTER:
        _give_up(letter, error_name)
        return
    pause = min(dt.timedelta(minutes=2 ** min(letter.attempts - 1, 10)), LONGEST_PAUSE)
    _waiting(letter).update(lease_until=None, next_attempt_at=now + pause, last_error=error_name)


def _give_up(letter: Letter, why: str) -> None:
    _waiting(letter).update(state=Letter.State.FAILED, lease_until=None, last_error=why)


def _is_permanent(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= PERMANENT_ERROR for code, _ in error.recipients.values())
    return False
