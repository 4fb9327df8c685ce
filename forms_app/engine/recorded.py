"""Steps that ask for the fields of a register: labels, help and types come from its record."""

from typing import Any

from django import forms
from django.db import models

from core.fields import NumberField
from core.records import Asked, Audience, Field, Record

from .fields import DateField
from .forms import StepForm


class RecordStepForm(StepForm):
    """The page of a journey that asks for what ``record`` declares under ``page``.

    A subclass may declare further fields, which lead through the form and are kept nowhere, and
    name their places in ``field_order``.
    """

    record: Record[Any]
    page: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.record.asked_on(self.page)
        own = self.fields
        self.fields = {**fields_of(self.record, asked), **own}
        self.order_fields(self.field_order)
        self.plain = {**questions_of(asked), **self.plain}
        self.sensitive = frozenset(self.sensitive) | {
            _code(one) for one in asked if one.audience is Audience.IDENTITY
        }

    @property
    def screened(self) -> list[str]:
        """The free texts of the page that are screened for what may not be asked of people."""
        asked = self.record.asked_on(self.page)
        return [_code(one) for one in asked if one.is_screened]


def fields_of(record: Record[Any], asked: list[Field]) -> dict[str, forms.Field]:
    """A form field for each answer; ticks that belong together are one answer."""
    fields: dict[str, forms.Field] = {}
    for one in asked:
        if _code(one) not in fields:
            fields[_code(one)] = _form_field(record, one)
    return fields


def questions_of(asked: list[Field]) -> dict[str, str]:
    """The plain words beneath each answer's label."""
    return {_code(one): _asked(one).question for one in asked if _asked(one).question}


def _asked(one: Field) -> Asked:
    assert one.asked is not None
    return one.asked


def _code(one: Field) -> str:
    return _asked(one).code or one.name


def _form_field(record: Record[Any], one: Field) -> forms.Field:
    asked, column = _asked(one), record.column(one.name)
    maker = asked.field or one.form_field
    field = maker() if maker else _by_column(column, lines=one.lines)
    if not field.label:
        field.label = record.official(one.name)
    field.required = not column.blank if asked.is_required is None else asked.is_required
    if one.autocomplete:
        field.widget.attrs["autocomplete"] = one.autocomplete
    return field


def _by_column(column: "models.Field[Any, Any]", *, lines: int) -> forms.Field:
    """The field that suits the model's column."""
    if column.choices:
        return forms.ChoiceField(choices=column.choices)
    if isinstance(column, models.BooleanField):
        return forms.BooleanField()
    if isinstance(column, models.DateField):
        return DateField()
    if isinstance(column, models.IntegerField):
        return NumberField(decimal_places=0)
    widget = forms.Textarea(attrs={"rows": lines}) if lines > 1 else forms.TextInput
    return forms.CharField(max_length=column.max_length, widget=widget)
