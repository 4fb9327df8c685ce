"""The columns of a register's table: its record says which, the model's fields what is in them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import models

from core.records import Record
from core.tables import Choice, Column, Date, Money, Paragraphs, Text, Whole, YesNo


def columns_of(record: Record[Any]) -> tuple[Column, ...]:
    """A column for each field that is marked as imported, under the name that staff know it by.

    The wording of the approved form is understood as well. An empty cell gives the model's default.
    """
    columns: list[Column] = []
    for field in record:
        if (imported := field.imported) is None:
            continue
        make = imported.column or _kind(record.column(field.name))
        label = record.label(field.name)
        others = tuple(w for w in (record.official(field.name), *imported.headings) if w != label)
        columns.append(make(field.name, label, others, required=imported.is_required))
    return tuple(columns)


def _kind(column: "models.Field[Any, Any]") -> Callable[..., Column]:
    """What makes a column of the kind that the model's field holds."""
    empty = column.get_default()
    if column.choices:
        labels = [(str(code), str(label)) for code, label in column.flatchoices]
        return partial(Choice, empty=empty, choices=labels)
    if isinstance(column, models.BooleanField):
        return partial(YesNo, empty=empty)
    if isinstance(column, models.DateField):
        return partial(Date, empty=empty)
    if isinstance(column, models.DecimalField):
        return partial(Money, empty=empty)
    if isinstance(column, models.IntegerField):
        return partial(Whole, empty=empty)
    if isinstance(column, models.TextField):
        return partial(Paragraphs, empty=empty)
    return partial(Text, empty=empty, max_length=column.max_length or Text.max_length)
