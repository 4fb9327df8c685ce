"""What changes recommendations to mentors: the one way in."""

from .filling import fill, name_writers, open_sheet, revision_of_part, sign, unsign
from .passing import (
    close,
    close_of,
    confirm_words,
    forget,
    forget_words,
    hand_over,
    mark_read,
    suspected_words,
)

__all__ = [
    "close",
    "close_of",
    "confirm_words",
    "fill",
    "forget",
    "forget_words",
    "hand_over",
    "mark_read",
    "name_writers",
    "open_sheet",
    "revision_of_part",
    "sign",
    "suspected_words",
    "unsign",
]
