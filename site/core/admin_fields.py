"""Fields of Wagtail's own forms: read as the site's are (see ``core.fields``)."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.forms import TextInput
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput, AdminDateTimeInput

from core.fields import (
    DateField,
    DateTimeField,
    EmailField,
    LineField,
    NumberField,
    TextField,
    WholeNumberField,
)


class DateInput(AdminDateInput):
    """The calendar that leaves what it cannot read; Wagtail's own would put today in its place."""

    def get_config(self) -> dict[str, Any]:
        """Options of the calendar's script."""
        return {**super().get_config(), "validateOnBlur": False}


class DateTimeInput(AdminDateTimeInput):
    """The same with an hour."""

    def get_config(self) -> dict[str, Any]:
        """Options of the calendar's script."""
        return {**super().get_config(), "validateOnBlur": False}


class DecimalField(NumberField):
    """A decimal as people write it, shown so too: «0,5», not «0.50»."""

    def prepare_value(self, value: Any) -> Any:
        """The stored number without the zeros behind it; what was typed stays as it is."""
        return self.shown(value) if isinstance(value, Decimal) else value


def register() -> None:
    """Called once at start, before the first form is made."""
    day = {"form_class": DateField, "widget": DateInput}
    moment = {"form_class": DateTimeField, "widget": DateTimeInput}
    register_form_field_override(models.DateField, override=day)
    register_form_field_override(models.DateTimeField, override=moment)
    # Exactly these: addresses and rich text are other classes with fields of their own.
    long = {"form_class": TextField, "widget": AdminAutoHeightTextInput}
    register_form_field_override(models.TextField, override=long, exact_class=True)
    # A keyboard's «12 ч» would never leave the browser's own number field.
    whole = {"form_class": WholeNumberField, "widget": TextInput}
    register_form_field_override(models.IntegerField, override=whole)
    register_form_field_override(models.DecimalField, override={"form_class": DecimalField})
    line = {"form_class": LineField}
    register_form_field_override(models.CharField, override=line, exact_class=True)
    email = {"form_class": EmailField}
    register_form_field_override(models.EmailField, override=email, exact_class=True)
