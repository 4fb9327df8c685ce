"""Two versions of a page side by side: dates and ticks as people write them, not as Python does."""

import datetime as dt
from typing import Any

from django.db import models
from django.utils import timezone
from wagtail.admin.compare import FieldComparison, register_comparison_class


class ValueComparison(FieldComparison):
    """A date, an instant or a tick of both versions."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        values: list[Any] = [self.val_a, self.val_b]
        self.val_a, self.val_b = map(in_words, values)


def in_words(value: dt.date | bool | None) -> str:
    """«27.05.2024», «27.05.2024 18:00» on the reader's clock, «да», or nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, dt.datetime):
        return f"{timezone.localtime(value):%d.%m.%Y %H:%M}"
    return f"{value:%d.%m.%Y}"


register_comparison_class(models.DateField, comparison_class=ValueComparison)
register_comparison_class(models.BooleanField, comparison_class=ValueComparison)
