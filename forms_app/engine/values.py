"""How a cleaned value is stored as JSON and shown to people."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Model

from forms_app.answers import NOT_GIVEN


def plain_json(value: Any) -> Any:
    """A cleaned value as plain JSON; the same value always gives the same JSON."""
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, (list, tuple, set, frozenset)) or hasattr(value, "values_list"):
        return [plain_json(item) for item in value]
    return value


def shown(field: forms.Field, value: Any) -> str:
    """The text that people see for a value of this field.

    A field may say it better with its own ``shown(value)``.
    """
    own = getattr(field, "shown", None)
    if value is None or value in ("", []):
        return NOT_GIVEN
    if own is not None:
        return str(own(value))
    if isinstance(field, forms.BooleanField):
        return "да" if value else "нет"
    if isinstance(value, dt.date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f").replace(".", ",")
    if isinstance(field, forms.ModelChoiceField):
        many = isinstance(field, forms.ModelMultipleChoiceField)
        return "; ".join(map(str, value)) if many else str(value)
    if isinstance(field, forms.ChoiceField):
        return _choice_text(field, value)
    return str(value)


def _choice_text(field: forms.ChoiceField, value: Any) -> str:
    choices: Any = field.choices
    labels: dict[str, str] = {}
    for key, label in choices:
        pairs = label if isinstance(label, (list, tuple)) else [(key, label)]
        labels.update({str(k): str(text) for k, text in pairs})
    chosen = value if isinstance(value, (list, tuple)) else [value]
    return "; ".join(labels.get(str(item), str(item)) for item in chosen)
