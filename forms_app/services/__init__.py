"""Use cases of drafts and submissions; the only place where their state changes (invariant 1)."""

from .calls import record_call
from .consents import confirm_original, withdraw_consent
from .corrections import RemarkText, return_for_correction, start_correction
from .desk import accept, add_note, assign, issue_access, register, reject, take_back, withdraw
from .drafts import (
    Saved,
    Started,
    destroy_draft,
    enter_on_behalf,
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
from .repeating import repeat_submission
from .retention import destroy_submission, discard_draft
from .sending import send_draft
from .uploads import drop_upload, store_upload

__all__ = [
    "RemarkText",
    "Saved",
    "Started",
    "accept",
    "add_note",
    "assign",
    "confirm_destruction",
    "confirm_original",
    "destroy_draft",
    "destroy_submission",
    "discard_draft",
    "drop_upload",
    "enter_on_behalf",
    "issue_access",
    "keep_data",
    "mail_link",
    "mark_incomplete",
    "propose_destruction",
    "record_call",
    "register",
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
