"""Nouns that the whole site shares."""

from .calendar import CalendarDay
from .endable import Endable, EndableQuerySet
from .files import PrivateFile
from .filters import SavedFilter
from .history import HistoryRecord, ReadRecord, ReadReview
from .imports import ImportedRow, ImportRun
from .journals import Journal, JournalEntry
from .keys import PersonKey
from .long_files import LongFile, LongFilePart
from .media import CustomDocument, CustomImage, CustomRendition
from .organisations import Organisation
from .outbox import Letter, LetterTemplate
from .papers import IssuedPaper
from .sealed import SealedTextField
from .ticks import RegularWork
from .users import User

__all__ = [
    "CalendarDay",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "Endable",
    "EndableQuerySet",
    "HistoryRecord",
    "ImportRun",
    "ImportedRow",
    "IssuedPaper",
    "Journal",
    "JournalEntry",
    "Letter",
    "LetterTemplate",
    "LongFile",
    "LongFilePart",
    "Organisation",
    "PersonKey",
    "PrivateFile",
    "ReadRecord",
    "ReadReview",
    "RegularWork",
    "SavedFilter",
    "SealedTextField",
    "User",
]
