"""What changes the register of graduates: the one way in."""

from placement.graduates.likeness import likely_same

from .addresses import change_own_email, on_address, on_new_address, renew_link, verify_email
from .destroying import destroy_graduate, on_destroy
from .entry import confirm, on_correction, register_graduate, update_graduate
from .merging import merge_graduates, on_merge, on_part, part_graduates, tell_apart

__all__ = [
    "change_own_email",
    "confirm",
    "destroy_graduate",
    "likely_same",
    "merge_graduates",
    "on_address",
    "on_correction",
    "on_destroy",
    "on_merge",
    "on_new_address",
    "on_part",
    "part_graduates",
    "register_graduate",
    "renew_link",
    "tell_apart",
    "update_graduate",
    "verify_email",
]
