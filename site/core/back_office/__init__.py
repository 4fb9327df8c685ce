"""The base of every back-office screen: closed unless a right opens it, and then scoped (X-7)."""

from .act_views import ActView, ListActView, PartActView
from .acts import Act, Look, part_acts, reworded
from .admin import DeskAdmin
from .board import BoardLine, BoardPanel, Figure, add_to_board, first_rows, waiting_panel
from .exporting import ExportColumn
from .filters import AttentionFilter, ChoiceFilter, DateRangeFilter, DeskFilter, StateFilter
from .finding import add_to_search
from .form_views import DeskFormView, DeskListFormView, DeskPartFormView
from .guard import guarded
from .letters import LETTER_ACTS, failed_letters, letters_panel
from .nouns import NounAdmin
from .objects import DeskListView, DeskObjectView, DeskPartView, uncached
from .panels import Line, Panel, add_panel
from .plain import PlainRegister
from .pressing import RowAct, pressed_part_acts, row_acts
from .register import (
    CreateRowView,
    EditRowView,
    RecordForm,
    RegisterDesk,
    RegisterView,
    in_list,
    record_form,
)
from .rights import DeskPermissionHelper
from .scans import ScanField, kept_file
from .search import KeySearch, SmallTableSearch

__all__ = [
    "LETTER_ACTS",
    "Act",
    "ActView",
    "AttentionFilter",
    "BoardLine",
    "BoardPanel",
    "ChoiceFilter",
    "CreateRowView",
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
    "EditRowView",
    "ExportColumn",
    "Figure",
    "KeySearch",
    "Line",
    "ListActView",
    "Look",
    "NounAdmin",
    "Panel",
    "PartActView",
    "PlainRegister",
    "RecordForm",
    "RegisterDesk",
    "RegisterView",
    "RowAct",
    "ScanField",
    "SmallTableSearch",
    "StateFilter",
    "add_panel",
    "add_to_board",
    "add_to_search",
    "failed_letters",
    "first_rows",
    "guarded",
    "in_list",
    "kept_file",
    "letters_panel",
    "part_acts",
    "pressed_part_acts",
    "record_form",
    "reworded",
    "row_acts",
    "uncached",
    "waiting_panel",
]
