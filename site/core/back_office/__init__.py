"""The base of every back-office screen: closed unless a right opens it, and then scoped (X-7)."""

from .admin import DeskAdmin
from .bulk import BulkAction
from .exporting import ExportColumn
from .filters import ChoiceFilter, DateRangeFilter, DeskFilter
from .form_views import DeskFormView, DeskListFormView, DeskPartFormView
from .guard import guarded
from .nouns import NounAdmin
from .objects import DeskListView, DeskObjectView, DeskPartView, uncached
from .rights import DeskPermissionHelper
from .search import KeySearch, SmallTableSearch

__all__ = [
    "BulkAction",
    "ChoiceFilter",
    "DateRangeFilter",
    "DeskAdmin",
    "DeskFilter",
    "DeskFormView",
    "DeskListFormView",
    "DeskListView",
    "DeskObjectView",
    "DeskPartFormView",
    "DeskPartView",
    "DeskPermissionHelper",
    "ExportColumn",
    "KeySearch",
    "NounAdmin",
    "SmallTableSearch",
    "guarded",
    "uncached",
]
