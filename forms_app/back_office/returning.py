"""Returning a submission for correction: what has to be put right, and until when (C-11)."""

import datetime as dt
from typing import Any

from django import forms

from core import clock
from core.calendar import overrides
from core.fields import DateField
from core.rules.working_days import add_working_days
from forms_app import reading, services
from forms_app.models import Submission
from forms_app.remarks import Places

from . import facts
from .decisions import DecisionView

# Working days that a person has by default to put defects right.
DAYS_TO_CORRECT = 5


def default_correction_day(zone: Any) -> dt.date:
    """Some working days from today, on the clock of ``zone``."""
    today = clock.in_zone(clock.now(), zone).date()
    return add_working_days(today, DAYS_TO_CORRECT, overrides())


class ReturnForm(forms.Form):
    """A remark beside each step or document that must be corrected, and until when.

    A remark on a step may name the questions that it is about.
    """

    due_on = DateField(
        label="Исправить до (включительно)",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self, data: Any = None, *, submission: Submission, zone: Any, due_on: dt.date
    ) -> None:
        super().__init__(data, initial={"due_on": due_on})
        self.zone = zone
        version = submission.current
        ctx = reading.context_of(version)
        places = Places(version)
        self.fields[
            "due_on"
        ].help_text = f"До конца этого дня, {clock.format_zone(clock.now(), zone)}."
        self.step_fields = self._add(
            "step", [(s.code, s.title) for s in ctx.journey.steps if s.applies(ctx)]
        )
        for name in self.step_fields:
            self._add_questions(name.removeprefix("step-"), places)
        self.slot_fields = self._add(
            "slot", [(s.code, s.label) for s in ctx.journey.upload_slots(ctx)]
        )

    def _add(self, kind: str, places: list[tuple[str, str]]) -> list[str]:
        names = []
        for code, label in places:
            name = f"{kind}-{code}"
            self.fields[name] = forms.CharField(
                label=label,
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            names.append(name)
        return names

    def _add_questions(self, step: str, places: Places) -> None:
        if choices := places.questions(step):
            self.fields[f"questions-{step}"] = forms.MultipleChoiceField(
                label="К каким вопросам раздела относится замечание",
                choices=choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def steps(self) -> list[tuple[Any, Any]]:
        """The field of each step and that of its questions, where it has any, for the page."""
        pairs = ((name, name.replace("step-", "questions-", 1)) for name in self.step_fields)
        return [
            (self[name], self[asked] if asked in self.fields else None) for name, asked in pairs
        ]

    def questions(self, step: str) -> tuple[str, ...]:
        """Codes of the questions that are ticked."""
        return tuple(self.cleaned_data.get(f"questions-{step}", ()))

    @property
    def slots(self) -> list[Any]:
        """Fields of the documents, for the page."""
        return [self[name] for name in self.slot_fields]

    def remarks(self, kind: str) -> dict[str, str]:
        """Code of step or document → the remark, where one was written."""
        prefix = f"{kind}-"
        return {
            name.removeprefix(prefix): text
            for name, text in self.cleaned_data.items()
            if name.startswith(prefix) and text
        }

    def clean_due_on(self) -> dt.date:
        """Refuse a day that is over."""
        day = self.cleaned_data["due_on"]
        if day < clock.in_zone(clock.now(), self.zone).date():
            raise forms.ValidationError("Этот день уже прошёл.")
        return day

    def clean(self) -> dict[str, Any]:
        """A return without a remark would leave the applicant guessing."""
        cleaned = super().clean() or {}
        self.cleaned_data = cleaned
        for name in self.step_fields:
            if self.questions(name.removeprefix("step-")) and not cleaned.get(name):
                self.add_error(name, "Вопросы отмечены: напишите, что в них исправить.")
        if not self.errors and not self.remarks("step") and not self.remarks("slot"):
            raise forms.ValidationError(
                "Напишите замечание хотя бы к одному разделу или документу: "
                "для исправления откроются только они."
            )
        return cleaned


class ReturnView(DecisionView):
    """Return for correction: opens exactly the steps and documents that got a remark (C-11)."""

    template_name = "forms_app/back_office/return.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        zone = facts.zone_of(self.object)
        return {
            "submission": self.object,
            "zone": zone,
            "due_on": self.desk.correction_day(self.object, zone),
        }

    def perform(self, form: ReturnForm) -> None:
        """Call the service with an exclusive instant: the midnight after the day."""
        steps, slots = form.remarks("step"), form.remarks("slot")
        next_day = form.cleaned_data["due_on"] + dt.timedelta(days=1)
        services.return_for_correction(
            submission=self.object,
            actor=self.actor,
            remarks=[
                *(
                    services.RemarkText(text, step=code, questions=form.questions(code))
                    for code, text in steps.items()
                ),
                *(services.RemarkText(text, slot=code) for code, text in slots.items()),
            ],
            steps=list(steps),
            slots=list(slots),
            due_at=clock.at_local(next_day, dt.time.min, form.zone),
        )
