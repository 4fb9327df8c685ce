"""Use cases of the video of stage I."""

from .checks import Closed, TooLarge, check_size, closed_because
from .copies import make_copy, order_copy, retry_copy, sweep_copies
from .ending import destroy_of, kept_words, note_missing
from .keeping import DESCRIPTION, Arrival, attach, current, describe, send_file
from .uploads import append, begin_upload, drop_upload, finish

__all__ = [
    "DESCRIPTION",
    "Arrival",
    "Closed",
    "TooLarge",
    "append",
    "attach",
    "begin_upload",
    "check_size",
    "closed_because",
    "current",
    "describe",
    "destroy_of",
    "drop_upload",
    "finish",
    "kept_words",
    "make_copy",
    "note_missing",
    "order_copy",
    "retry_copy",
    "send_file",
    "sweep_copies",
]
