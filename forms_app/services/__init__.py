"""Use cases of drafts and submissions; the only place where their state changes (invariant 1)."""

from .calls import record_call
from .consents import confirm_original, withdraw_consent
from .corrections import RemarkText, return_for_correction, start_correction
from .desk import (
    accept,
    add_note,
    assign,
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
    Saved,
    Started,
    correct_address,
    destroy_draft,
    enter_on_behalf,
    hidden_entries,
    mail_link,
    mark_incomplete,
    save_step,
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
from .proving import challenge_of, needs_proof, owner_of, prove
from .repeating import repeat_submission
from .retention import destroy_submission, discard_draft
from .sending import send_draft
from .taking_back import take_back
from .uploads import drop_upload, store_upload

__all__ = [
    "RemarkText",
    "Saved",
    "Started",
    "accept",
    "add_note",
    "assign",
    "challenge_of",
    "confirm_destruction",
    "confirm_original",
    "correct_address",
    "destroy_draft",
    "destroy_submission",
    "discard_draft",
    "drop_upload",
    "enter_on_behalf",
    "hidden_entries",
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
    "start_correction",
    "start_draft",
    "stop_destruction",
    "store_upload",
    "take_back",
    "take_over",
    "withdraw",
    "withdraw_consent",
]
