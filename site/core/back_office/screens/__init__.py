"""The back-office screens that belong to no domain."""

from wagtail_modeladmin.options import ModelAdminGroup

from .calendar import CalendarDesk
from .imports import ImportRunDesk
from .journals import JournalDesk
from .letters import LetterDesk
from .organisations import OrganisationDesk
from .reads import ReadDesk


class RecordsGroup(ModelAdminGroup):
    """What the installation keeps: journals, letters, the log of reads, the calendar."""

    menu_label = "Учёт"
    menu_icon = "folder-open-inverse"
    menu_order = 800
    items = (ReadDesk, LetterDesk, JournalDesk, ImportRunDesk, CalendarDesk, OrganisationDesk)


__all__ = [
    "CalendarDesk",
    "ImportRunDesk",
    "JournalDesk",
    "LetterDesk",
    "OrganisationDesk",
    "ReadDesk",
    "RecordsGroup",
]
