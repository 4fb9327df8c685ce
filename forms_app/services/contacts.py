"""Keeping the digests that a submission is found by in step with what was filed (X-4)."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from core.errors import KeyDestroyed
from forms_app import contacts, reading
from forms_app.answers import Answer
from forms_app.lifecycle import State
from forms_app.models import ContactDigest, Submission

from .locking import lock_submission


def keep_digests(submission: Submission, answers: Iterable[Answer]) -> int:
    """Replace the digests by those of the newest version; return how many there are."""
    digests = contacts.digests_of(submission, answers)
    submission.contact_digests.exclude(digest__in=digests).delete()
    ContactDigest.objects.bulk_create(
        (ContactDigest(submission=submission, digest=digest) for digest in sorted(digests)),
        ignore_conflicts=True,
    )
    return len(digests)


@transaction.atomic
def digest_filed(*, pk: UUID) -> int:
    """Compute the digests of a submission that was filed before there were any."""
    locked = lock_submission(pk)
    if locked.state == State.DESTROYED:
        return 0
    try:
        answers = reading.answers_of(locked.current)
    except KeyDestroyed:
        return 0
    return keep_digests(locked, answers)
