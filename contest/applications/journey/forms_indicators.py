"""Rows 9.x of the questionnaire, as the role has them (C-A2…C-A4)."""

from typing import Any

from django import forms
from django.db.models import prefetch_related_objects

from contest.applications.journey import comparing
from contest.applications.journey.common import calendar_year
from contest.applications.papers.view import INDICATOR
from contest.setup.models import ContestRole, Indicator
from core.fields import NumberField
from forms_app.engine.fields import ABSENT, AbsentOrNumberField
from forms_app.engine.forms import StepForm, StepWarning


class IndicatorsForm(StepForm):
    """Rows 9.x of the role; «услуга не оказывалась» differs from 0."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role: ContestRole = self.ctx.data["role"]["service"].role
        year = calendar_year(self.ctx)
        self.questions, self.plain = {}, {}
        self.help = (
            f"Все показатели – за {year} год. Дробные числа можно писать через запятую. Если вы не"
            " оказывали услугу, отметьте это: это не то же, что 0."
        )
        self.asked: dict[str, Indicator] = {}
        # A page builds this form several times; the rows are read once.
        prefetch_related_objects([role], "indicators")
        for indicator in role.indicators.all():
            name = indicator_code(indicator.number)
            self.asked[name] = indicator
            self.fields[name] = _indicator_field(indicator)
            if indicator.help_text:
                self.questions[name] = f"{indicator.number} {indicator.help_text}"
        for name in comparing.periods_of(self.asked):
            self.plain[name] = "Если услуги не было, можно не заполнять."

    def clean(self) -> dict[str, Any]:
        """Where no service was given there is no period after it: the tick is not asked twice."""
        data = super().clean() or self.cleaned_data
        for period, count in comparing.periods_of(self.asked).items():
            is_blank = period in self.errors and not any(self.typed_parts(period))
            if is_blank and data.get(count) in (ABSENT, 0):
                del self.errors[period]
                data[period] = ABSENT
        return data

    def typed_parts(self, name: str) -> list[str]:
        """What was typed or ticked for a row."""
        assert self.typed is not None
        parts = (name, f"{name}_absent")
        return [value for part in parts for value in self.typed.getlist(self.add_prefix(part))]

    def warnings(self) -> list[StepWarning]:
        """«Услуга не оказывалась» beside a number of services."""
        return comparing.indicator_doubts(self, self.asked)


def indicator_code(number: str) -> str:
    """The code of row ``number`` of the questionnaire: «9.1» is «indicator-9-1»."""
    return f"{INDICATOR}{number.replace('.', '-')}"


def _indicator_field(indicator: Indicator) -> forms.Field:
    units = {Indicator.Unit.PERCENT: "%", Indicator.Unit.DAYS: "дн.", Indicator.Unit.COUNT: "ед."}
    number = NumberField(
        unit=units[Indicator.Unit(indicator.unit)],
        min_value=indicator.minimum,
        max_value=indicator.maximum,
        decimal_places=0 if indicator.unit == Indicator.Unit.COUNT else 2,
    )
    text = f"{indicator.number} {indicator.label}"
    if indicator.may_be_absent:
        return AbsentOrNumberField(number=number, label=text)
    number.label = text
    return number
