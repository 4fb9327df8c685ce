"""Use cases of drafts and submissions; the only place where their state changes (invariant 1)."""

from .calls import record_call
from .consents import confirm_original, withdraw_consent
from .corrections import RemarkText, return_for_correction, start_correction
from .desk import (
    accept,
    add_note,
    assign,
    change_address,
    is_fit,
    issue_access,
    may_be_accepted_at_once,
    may_be_rejected,
    register,
    register_and_accept,
    reject,
    withdraw,
)
from .drafts import (
    Started,
    correct_address,
    destroy_draft,
    enter_on_behalf,
    mail_link,
    mark_incomplete,
    start_draft,
    take_over,
)
from .early_destruction import (
    confirm_destruction,
    keep_data,
    propose_destruction,
    request_destruction,
    stop_destruction,
)
from .proving import challenge_of, is_asked, needs_proof, owner_of, prove
from .repeating import repeat_submission
from .retention import destroy_submission, discard_draft
from .saving import Saved, hidden_entries, save_step
from .sending import send_draft
from .taking_back import take_back
from .uploads import attach_set_aside, drop_upload, set_aside, store_upload

__all__ = [
    "RemarkText",
    "Saved",
    "Started",
    "accept",
    "add_note",
    "assign",
    "attach_set_aside",
    "challenge_of",
    "change_address",
    "confirm_destruction",
    "confirm_original",
    "correct_address",
    "destroy_draft",
    "destroy_submission",
    "discard_draft",
    "drop_upload",
    "enter_on_behalf",
    "hidden_entries",
    "is_asked",
    "is_fit",
    "issue_access",
    "keep_data",
    "mail_link",
    "mark_incomplete",
    "may_be_accepted_at_once",
    "may_be_rejected",
    "needs_proof",
    "owner_of",
    "propose_destruction",
    "prove",
    "record_call",
    "register",
    "register_and_accept",
    "reject",
    "repeat_submission",
    "request_destruction",
    "return_for_correction",
    "save_step",
    "send_draft",
    "set_aside",
    "start_correction",
    "start_draft",
    "stop_destruction",
    "store_upload",
    "take_back",
    "take_over",
    "withdraw",
    "withdraw_consent",
]
