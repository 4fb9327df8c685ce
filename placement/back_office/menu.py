"""The menu group «Трудоустройство»."""

from wagtail_modeladmin.options import ModelAdminGroup

from .statistics import ProgrammeDesk, SnapshotDesk


class PlacementGroup(ModelAdminGroup):
    """What the centre works on, then what it reports."""

    menu_label = "Трудоустройство"
    menu_icon = "group"
    menu_order = 160
    items = (SnapshotDesk, ProgrammeDesk)
