"""A column of a list: a method of the desk or a field of the model."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib.admin.utils import label_for_field
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.text import capfirst

if TYPE_CHECKING:
    from .admin import DeskAdmin

EMPTY = "–"


class Column:
    """Heading, order and text of one column. Methods are marked with ``admin.display``."""

    def __init__(self, desk: "DeskAdmin", name: str) -> None:
        self.desk = desk
        self.name = name
        self.method = getattr(desk, name, None)
        self.label = capfirst(str(label_for_field(name, desk.model, desk)))
        self.order_field = getattr(self.method, "admin_order_field", None) if self.method else name

    def text(self, row: Model) -> Any:
        """What the cell shows; markup only where the method returned safe markup."""
        if self.method:
            value = self.method(row)
        else:
            display = getattr(row, f"get_{self.name}_display", None)
            value = display() if display else getattr(row, self.name)
        return plain(value)


def plain(value: Any) -> Any:
    """Say yes and no, dates and nothing in words."""
    if value is None or value == "":
        return EMPTY
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return date_format(value, "SHORT_DATE_FORMAT")
    return value
