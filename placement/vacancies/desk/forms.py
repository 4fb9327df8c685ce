"""Forms of the vacancy register; they only parse, the services decide."""

from typing import Any, cast

from django import forms

from core.back_office import KeySearch, RecordForm
from core.text import digits
from placement.employers.models import Employer
from placement.professions.models import Profession
from placement.vacancies.models import Vacancy
from placement.vacancies.record import VACANCIES

# More than these are not listed: the name has to be typed more exactly.
_SHOWN = 5


class VacancyForm(RecordForm):
    """A vacancy as staff type it."""

    record = VACANCIES

    def __init__(self, *args: Any, row: Vacancy | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        offered = Profession.objects.filter(is_taught=True)
        if row is not None and row.profession_id:
            offered |= Profession.objects.filter(pk=row.profession_id)
        cast(forms.ModelChoiceField, self.fields["profession"]).queryset = offered


class EmployerField(forms.CharField):
    """An employer of the bank by ИНН or by words of its name; must lead to exactly one."""

    def clean(self, value: Any) -> Employer | None:
        """The employer; a ValidationError lists whom the words may mean."""
        text = super().clean(value)
        if not text:
            return None
        current = Employer.objects.current()
        number = digits(text)
        found = list(current.filter(inn=number)[:1]) if number == text.strip() else []
        if not found:
            found = list(KeySearch("search_key")(current, text)[: _SHOWN + 1])
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(
                "Такого работодателя в банке данных нет. Сначала внесите его."
            )
        names = "; ".join(f"{one} – ИНН {one.inn or 'не указан'}" for one in found[:_SHOWN])
        more = " и другие" if len(found) > _SHOWN else ""
        raise forms.ValidationError(f"Подходит несколько: {names}{more}. Укажите ИНН.")


class NewVacancyForm(VacancyForm):
    """The same with the employer."""

    employer = EmployerField(label="Работодатель", help_text="ИНН или слова из наименования.")

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [("Работодатель", [self["employer"]]), *super().groups()]


class WhyForm(forms.Form):
    """A remark for the history."""

    why = forms.CharField(
        label="Почему", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReasonForm(forms.Form):
    """A reason that has to be said."""

    reason = forms.CharField(
        label="Причина", max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class NoteForm(forms.Form):
    """How it ended."""

    note = forms.CharField(
        label="Примечание", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class FillForm(forms.Form):
    """How many places were filled, and a note."""

    filled_places = forms.IntegerField(label="Сколько мест занято", min_value=1)
    note = forms.CharField(
        label="Примечание",
        required=False,
        max_length=500,
        help_text="Без фамилий и других личных сведений.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ConfirmForm(forms.Form):
    """«Актуальна», and how many places are left where some were filled."""

    places = forms.IntegerField(label="Сколько мест ещё свободно", min_value=1)
