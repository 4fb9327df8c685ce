"""What stands on a graduate's own page, in its order."""

from placement.graduates.services import on_destroy, on_new_address
from placement.own_page import (
    case,
    changing,
    consents,
    leading,
    mentors,
    proving,
    received,
    referrals,
    resumes,
)
from placement.own_page.sections import add_section


def join() -> None:
    """Register the sections, and what becomes of an address on its way; called once at start."""
    on_destroy(changing.forget)
    on_new_address(changing.forget)
    on_new_address(proving.begin_anew)
    add_section(leading.section, order=10)
    add_section(case.section, order=15)
    add_section(consents.section, order=20)
    add_section(received.section, order=60)
    add_section(resumes.section, order=30)
    add_section(referrals.section, order=40)
    add_section(mentors.section, order=50)
