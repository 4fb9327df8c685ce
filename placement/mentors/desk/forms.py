"""What staff type about recommendations to mentors (P-F7)."""

from typing import Any

from django import forms

from core.back_office import record_form
from core.forms import TidyForm
from placement.employers.fields import EmployerField
from placement.mentors.fields import WriterField
from placement.mentors.models import PLACES, Part, SheetTransfer
from placement.mentors.record import HELP, RECOMMENDATIONS
from placement.mentors.rules.parts import ROWS
from placement.mentors.services import revision_of_part

SheetForm = record_form(RECOMMENDATIONS)


class WritersForm(TidyForm):
    """Who writes which part about the person."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in PLACES:
            self.fields[place] = WriterField(place)
            self.fields[place].label = RECOMMENDATIONS.label(place)
            self.fields[place].help_text = HELP.get(place, "")


class PartForm(TidyForm):
    """The rows of one part; what is not finished can be saved and signed later."""

    revision = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, part: Part, **kwargs: Any) -> None:
        kwargs["initial"] = {**part.values, "revision": revision_of_part(part)}
        super().__init__(*args, **kwargs)
        lines = 3 if len(ROWS[part.kind]) > 1 else 10
        for row in ROWS[part.kind]:
            self.fields[row.code] = forms.CharField(
                label=row.label,
                help_text=row.help,
                required=False,
                max_length=5000,
                widget=forms.Textarea(attrs={"rows": lines}),
            )


class WhyForm(TidyForm):
    """Why a signature is taken back."""

    why = forms.CharField(
        label="Почему", max_length=255, help_text="Без сведений о здоровье: это видно в истории."
    )


class HandOverForm(TidyForm):
    """To whom, and how much of it."""

    employer = EmployerField(
        label="Работодатель", help_text="ИНН, номер карточки или слова из наименования."
    )
    scope = forms.ChoiceField(
        label="Что передаём", choices=SheetTransfer.Scope.choices, widget=forms.RadioSelect
    )
