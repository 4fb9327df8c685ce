"""The base of every back-office screen: closed unless a right opens it, and then scoped (X-7)."""

from .admin import DeskAdmin
from .bulk import BulkAction
from .exporting import ExportColumn
from .filters import ChoiceFilter, DateRangeFilter, DeskFilter
from .guard import guarded
from .nouns import NounAdmin
from .objects import DeskFormView, DeskListView, DeskObjectView
from .rights import DeskPermissionHelper
from .search import KeySearch, SmallTableSearch

__all__ = [
    "BulkAction",
    "ChoiceFilter",
    "DateRangeFilter",
    "DeskAdmin",
    "DeskFilter",
    "DeskFormView",
    "DeskListView",
    "DeskObjectView",
    "DeskPermissionHelper",
    "ExportColumn",
    "KeySearch",
    "NounAdmin",
    "SmallTableSearch",
    "guarded",
]
