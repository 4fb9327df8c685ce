"""Rows 9.x of the questionnaire, as the role has them (C-A2…C-A4)."""

from typing import Any

from django import forms
from django.db.models import prefetch_related_objects

from contest.applications.journey import comparing
from contest.applications.journey.common import calendar_year
from contest.applications.papers.view import INDICATOR
from contest.setup.models import ContestRole, Indicator
from core.fields import NumberField
from forms_app.engine.fields import AbsentOrNumberField
from forms_app.engine.forms import StepForm, StepWarning


class IndicatorsForm(StepForm):
    """Rows 9.x of the role; «услуга не оказывалась» differs from 0."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role: ContestRole = self.ctx.data["role"]["service"].role
        year = calendar_year(self.ctx)
        self.questions, self.plain = {}, {}
        self.asked: dict[str, Indicator] = {}
        # A page builds this form several times; the rows are read once.
        prefetch_related_objects([role], "indicators")
        for indicator in role.indicators.all():
            name = indicator_code(indicator.number)
            self.asked[name] = indicator
            self.fields[name] = _indicator_field(indicator)
            if indicator.help_text:
                self.questions[name] = f"{indicator.number} {indicator.help_text}"
            self.plain[name] = f"За {year} год."

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
