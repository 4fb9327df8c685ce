"""How and when a paper or letter came that staff enter (C-10)."""

import datetime as dt
import zoneinfo
from collections.abc import Sequence
from typing import Any

from django import forms

from core import clock
from core.forms import TidyForm
from forms_app.engine.context import Scope
from forms_app.engine.fields import DateField, EmailField
from forms_app.models.drafts import Source


class ArrivalForm(TidyForm):
    """How and when it came. The time is read on the operator's clock, never on the browser's."""

    source = forms.ChoiceField(
        label="Как поступило",
        choices=[(s.value, s.label) for s in (Source.EMAIL, Source.PAPER)],
        widget=forms.RadioSelect,
    )
    day = DateField(label="Дата поступления", not_future=True)
    time = forms.TimeField(
        label="Время поступления",
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TextInput(attrs={"placeholder": "чч:мм", "size": "6"}),
        error_messages={"invalid": "Введите время как часы:минуты, например 17:30."},
    )

    def received_at(self, zone: zoneinfo.ZoneInfo) -> dt.datetime:
        """The instant of arrival on the clock of ``zone``."""
        return clock.at_local(self.cleaned_data["day"], self.cleaned_data["time"], zone)


class EntryForm(ArrivalForm):
    """What it was filed to, how it came, and where to write to the applicant."""

    scope = forms.ChoiceField(label="Куда подано", widget=forms.RadioSelect)
    email = EmailField(
        label="Адрес заявителя для писем",
        required=False,
        help_text="Если адреса нет, оставьте пустым: после отправки здесь появятся номер и код,"
        " по которым заявитель следит за рассмотрением. Напечатайте их для него.",
    )
    field_order = ("scope", "source", "day", "time", "email")

    def __init__(self, data: Any = None, *, scopes: Sequence[Scope], chosen: str = "") -> None:
        only = scopes[0].code if len(scopes) == 1 else ""
        super().__init__(data, initial={"scope": chosen or only})
        field = self.fields["scope"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(scope.code, _in_words(scope)) for scope in scopes]


def _in_words(scope: Scope) -> str:
    if scope.deadline is None:
        return scope.title
    return f"{scope.title}: приём {clock.format_deadline(scope.deadline, scope.tz)}"
