"""Small helps of the journey's templates."""

from django import template
from django.forms import BoundField

from forms_app.engine.fields import AbsentOrNumberField

register = template.Library()


@register.filter
def at(table: dict[str, str], name: str) -> str:
    """The entry of a dictionary, or nothing."""
    return table.get(name, "")


@register.filter
def is_absent_or_number(field: BoundField) -> bool:
    """Whether a field asks for a number or a tick that there is none."""
    return isinstance(field.field, AbsentOrNumberField)
