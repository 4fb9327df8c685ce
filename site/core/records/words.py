"""Values of a row as people read them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import models


def in_words(row: models.Model, name: str, shown: Callable[[Any], str] | None = None) -> str:
    """One value in words; empty for nothing and for an unset tick."""
    value = getattr(row, name)
    if value is None or value == "":
        return ""
    if shown is not None:
        return shown(value)
    if isinstance(value, bool):
        return "да" if value else ""
    if display := getattr(row, f"get_{name}_display", None):
        return str(display())
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return f"{value:%d.%m.%Y}"
    return str(value)
