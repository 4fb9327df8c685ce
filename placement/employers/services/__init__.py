"""Use cases of the employers' data bank: entered, changed, confirmed, merged (P-2.2a, P-5.3).

Every function checks the right, locks the row, writes the history; what is refused raises Refused
with Russian text. Without an ``actor`` the employer itself acts, through a form.
"""

from .bank import (
    confirm_employer,
    find_by_inn,
    find_by_ogrn,
    refuse_same_number,
    register_employer,
    update_employer,
)
from .contact_log import (
    add_contact_record,
    complete_contact_record,
    correct_contact_record,
    remove_contact_record,
)
from .contacts import (
    Removal,
    add_contact,
    find_contact,
    forget_contact,
    hand_over_contact,
    remove_contact,
    remove_contacts_of,
    update_contact,
)
from .difference import mark_as_different
from .guards import IMPORT, WORK, current
from .merge import merge_employers, on_merge

__all__ = [
    "IMPORT",
    "WORK",
    "Removal",
    "add_contact",
    "add_contact_record",
    "complete_contact_record",
    "confirm_employer",
    "correct_contact_record",
    "current",
    "find_by_inn",
    "find_by_ogrn",
    "find_contact",
    "forget_contact",
    "hand_over_contact",
    "mark_as_different",
    "merge_employers",
    "on_merge",
    "refuse_same_number",
    "register_employer",
    "remove_contact",
    "remove_contact_record",
    "remove_contacts_of",
    "update_contact",
    "update_employer",
]
