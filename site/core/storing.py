"""What a database and every file made from it can hold: the last guard before a row is written.

Forms and imports fold text as it was meant; this keeps out what no feed, table or paper could be
written with, whoever wrote it.
"""

from functools import cache
from typing import Any

from django.db import models
from django.db.models.signals import pre_save

from core.text import storable


def connect() -> None:
    """Called once at start."""
    pre_save.connect(_make_storable, dispatch_uid="core.storing")


def _make_storable(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    for name, is_line in _text_columns(sender):
        # A column that was not read is not in the instance, and reading it here would cost a query.
        text = instance.__dict__.get(name)
        if isinstance(text, str):
            clean = storable(text)
            setattr(instance, name, " ".join(clean.splitlines()) if is_line else clean)


@cache
def _text_columns(model: type[models.Model]) -> list[tuple[str, bool]]:
    """Names of the columns of text, and whether each holds one line."""
    columns = model._meta.concrete_fields  # noqa: SLF001 - Django documents it as open
    return [
        (column.attname, isinstance(column, models.CharField))
        for column in columns
        if isinstance(column, models.CharField | models.TextField)
    ]
