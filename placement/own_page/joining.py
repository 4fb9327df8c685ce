"""What stands on a graduate's own page, in its order."""

from placement.own_page import case, consents, leading, mentors, received, referrals, resumes
from placement.own_page.sections import add_section


def join() -> None:
    """Register the sections; called once at start."""
    add_section(leading.section, order=10)
    add_section(case.section, order=15)
    add_section(consents.section, order=20)
    add_section(received.section, order=60)
    add_section(resumes.section, order=30)
    add_section(referrals.section, order=40)
    add_section(mentors.section, order=50)
