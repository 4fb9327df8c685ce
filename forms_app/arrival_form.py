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

# What reaches the operator without the applicant.
_SENT = (Source.EMAIL, Source.PAPER)
_NOW = "Если вносите вместе с человеком, оставьте пустым: запишется нынешний момент."


class ArrivalForm(TidyForm):
    """How and when it came. The time is read on the operator's clock, never on the browser's."""

    source = forms.ChoiceField(
        label="Как поступило",
        choices=[(one.value, one.label) for one in _SENT],
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

    def __init__(
        self,
        data: Any = None,
        *,
        scopes: Sequence[Scope],
        chosen: str = "",
        is_filled_together: bool = False,
    ) -> None:
        only = scopes[0].code if len(scopes) == 1 else ""
        source = Source.TOGETHER.value if is_filled_together else ""
        super().__init__(data, initial={"scope": chosen or only, "source": source})
        field, sources = self.fields["scope"], self.fields["source"]
        assert isinstance(field, forms.ChoiceField)
        assert isinstance(sources, forms.ChoiceField)
        field.choices = [(scope.code, _in_words(scope)) for scope in scopes]
        if is_filled_together:
            sources.choices = [(one.value, one.label) for one in (Source.TOGETHER, *_SENT)]
            for name in ("day", "time"):
                self.fields[name].required = False
                self.fields[name].help_text = _NOW

    def clean(self) -> dict[str, Any]:
        """What is filled in together arrives now; of all else the arrival has to be told."""
        typed = super().clean() or {}
        if typed.get("source") != Source.TOGETHER:
            for name in ("day", "time"):
                if not typed.get(name) and name not in self.errors:
                    self.add_error(name, str(self.fields[name].error_messages["required"]))
        return typed

    def received_at(self, zone: zoneinfo.ZoneInfo) -> dt.datetime:
        if self.cleaned_data["source"] == Source.TOGETHER:
            return clock.now()
        return super().received_at(zone)


def _in_words(scope: Scope) -> str:
    if scope.deadline is None:
        return scope.title
    return f"{scope.title}: приём {clock.format_deadline(scope.deadline, scope.tz)}"
