"""What changes cases: the one way in."""

from .consilium import acknowledge, call_consilium, forget_consilia, record_protocol
from .leading import hand_over, open_case, reopen, settle, stop, stop_without_consent
from .stepping import add_step, complete_step, drop_step, record_step, tell
from .working import drop_promise, hire, lose_job, record_job

__all__ = [
    "acknowledge",
    "add_step",
    "call_consilium",
    "complete_step",
    "drop_promise",
    "drop_step",
    "forget_consilia",
    "hand_over",
    "hire",
    "lose_job",
    "open_case",
    "record_job",
    "record_protocol",
    "record_step",
    "reopen",
    "settle",
    "stop",
    "stop_without_consent",
    "tell",
]
