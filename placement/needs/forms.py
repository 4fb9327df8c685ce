"""Forms of needs and wishes; they only parse, the services decide."""

from typing import Any

from django import forms

from core.fields import DateField, WholeNumberField
from core.forms import TidyForm
from placement.common import districts
from placement.needs.models import JobWishes
from placement.needs.rules.content import (
    CONDITIONS,
    HOURS,
    LEVELS,
    NOTES,
    RESTRICTED_UNTIL,
    Needs,
)
from placement.needs.services import revision_of_needs, revision_of_wishes
from placement.professions.models import Profession


class _ShownForm(TidyForm):
    """A form that says of what it was filled in, so that nobody undoes what somebody has just done."""

    revision = forms.CharField(required=False, widget=forms.HiddenInput)


class NeedsForm(_ShownForm):
    """Each question with the reason for which it is asked; none has to be answered."""

    def __init__(self, *args: Any, needs: Needs | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = revision_of_needs(needs)
        needs = needs or Needs()
        for code, question in CONDITIONS.items():
            self.fields[code] = forms.ChoiceField(
                label=question.label,
                help_text=question.why,
                choices=list(LEVELS.items()),
                required=False,
                initial=needs.levels.get(code, ""),
            )
        self.fields["hours"] = WholeNumberField(
            label=HOURS.label,
            help_text=HOURS.why,
            unit="ч.",
            required=False,
            min_value=1,
            max_value=12,
            initial=needs.hours,
        )
        for code, question in NOTES.items():
            self.fields[code] = forms.CharField(
                label=question.label,
                help_text=question.why,
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=needs.notes.get(code, ""),
            )
        self.fields["restricted_until"] = DateField(
            label=RESTRICTED_UNTIL.label,
            help_text=f"{RESTRICTED_UNTIL.why} дд.мм.гггг",
            required=False,
            initial=needs.restricted_until,
        )

    def typed(self) -> Needs:
        """The answers."""
        values = self.cleaned_data
        hours = values["hours"]
        return Needs(
            levels={code: values[code] for code in CONDITIONS if values[code]},
            notes={code: values[code] for code in NOTES if values[code]},
            hours=int(hours) if hours is not None else None,
            restricted_until=values["restricted_until"],
        )


class WishesForm(_ShownForm):
    """What the person wishes of a job."""

    professions = forms.ModelMultipleChoiceField(
        Profession.objects.filter(is_taught=True),
        label="Какие профессии подходят, кроме своей",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    districts = forms.MultipleChoiceField(
        label="Куда удобно добираться",
        choices=districts.GROUPED,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    schedules = forms.MultipleChoiceField(
        label="Какой график подходит",
        choices=[
            (name, str(JobWishes._meta.get_field(name).verbose_name))  # type: ignore[union-attr] # noqa: SLF001
            for name in JobWishes.SCHEDULES.values()
        ],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    pay_from = WholeNumberField(
        label="Оклад не меньше", unit="руб.", required=False, min_value=1, max_value=10_000_000
    )
    start_from = DateField(label="Может выйти на работу с", help_text="дд.мм.гггг", required=False)
    takes_temporary = forms.TypedChoiceField(
        label="Временная работа подходит",
        choices=[("", "Не знаем"), ("yes", "Да"), ("no", "Нет")],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
    )

    def __init__(self, *args: Any, wishes: JobWishes | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {
            **(wishes.answers if wishes else {}),
            "revision": revision_of_wishes(wishes),
        }
        super().__init__(*args, **kwargs)

    def typed(self) -> dict[str, Any]:
        """The values by the names of the model."""
        values = dict(self.cleaned_data)
        chosen, pay = values.pop("schedules"), values.pop("pay_from")
        ticks = {name: name in chosen for name in JobWishes.SCHEDULES.values()}
        return {**values, **ticks, "pay_from": int(pay) if pay is not None else None}
