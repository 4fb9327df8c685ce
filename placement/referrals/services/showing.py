"""Whether an employer's link still shows anything: judged at each opening, never remembered."""

from core import clock
from placement.consents import TO_EMPLOYERS
from placement.grants import gate
from placement.referrals.models import Referral
from placement.resumes.lifecycle import ResumeState


def is_over(row: Referral, serial: int) -> bool:
    """Whether the link has ended for good: called off, another one given out, or its days are over."""
    return (
        serial != row.link_serial
        or row.sent_at is None
        or row.link_until is None
        or row.link_until <= clock.now()
    )


def is_allowed(row: Referral) -> bool:
    """Whether the person is led and allows the transfer today, and the version sent stands."""
    is_approved = row.resume is not None and row.resume.state == ResumeState.APPROVED
    return row.case.is_open and is_approved and gate.allows(row.graduate, TO_EMPLOYERS)


def shows_resume(row: Referral, serial: int) -> bool:
    """Whether the employer may read the resume by this link now: only while an answer is due."""
    return row.is_awaited and not is_over(row, serial) and is_allowed(row)
