"""What changes cases: the one way in."""

from .leading import hand_over, open_case, reopen, settle, stop, stop_without_consent
from .stepping import add_step, complete_step, drop_step, record_step, tell
from .working import lose_job, record_job

__all__ = [
    "add_step",
    "complete_step",
    "drop_step",
    "hand_over",
    "lose_job",
    "open_case",
    "record_job",
    "record_step",
    "reopen",
    "settle",
    "stop",
    "stop_without_consent",
    "tell",
]
