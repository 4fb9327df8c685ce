"""What stands on the own pages, in which order; called once at start."""

from . import consents, leading, mentors, referrals
from .sections import add_section


def join() -> None:
    """Register the sections."""
    add_section(leading.section, order=10)
    add_section(consents.section, order=20)
    add_section(referrals.section, order=40)
    add_section(mentors.section, order=50)
