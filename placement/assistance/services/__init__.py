"""What changes requests for assistance: the one way in."""

from .filing import Wish, file_request
from .following import follow_address, follow_submission, kept_until, lock_requests
from .own_refusal import forget_refusals, record_own_refusal
from .refusing import drop_refusal, prepare_refusal, sign_refusal, standing_refusal

__all__ = [
    "Wish",
    "drop_refusal",
    "file_request",
    "follow_address",
    "follow_submission",
    "forget_refusals",
    "kept_until",
    "lock_requests",
    "prepare_refusal",
    "record_own_refusal",
    "sign_refusal",
    "standing_refusal",
]
