"""What consents add to a graduate's card: their boxes, and what of them is destroyed."""

from core import outbox
from core.back_office import add_panel
from placement.employers.services.merge import before_merge
from placement.graduates.models import Graduate
from placement.graduates.services import (
    on_correction,
    on_destroy,
    on_merge,
    on_new_address,
    on_part,
)
from placement.grants import letters
from placement.grants.desk import panels
from placement.grants.services.codes import void_codes
from placement.grants.services.correcting import judge_anew, judge_linked
from placement.grants.services.doubles import leave_one_per_employer
from placement.grants.services.ending import end_with_the_link
from placement.grants.services.forgetting import forget_representatives


def join() -> None:
    """Register all of it; called once at start."""
    for code in (letters.ASKED, letters.ASKED_REPRESENTATIVE):
        outbox.guard(code, letters.is_still_asked)
    for code in (letters.CODE, letters.OWN_SOON):
        outbox.guard(code, letters.is_still_theirs)
    add_panel(Graduate, panels.consents, order=10)
    add_panel(Graduate, panels.received, order=11)
    on_destroy(forget_representatives)
    on_correction(judge_anew)
    on_merge(judge_linked)
    on_part(end_with_the_link)
    on_new_address(void_codes)
    before_merge(leave_one_per_employer)
