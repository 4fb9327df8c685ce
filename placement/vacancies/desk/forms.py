"""Forms of the vacancy register; they only parse, the services decide."""

from typing import Any, cast

from django import forms

from core.back_office import RecordForm
from core.fields import WholeNumberField
from placement.employers.fields import EmployerField
from placement.professions.models import Profession
from placement.vacancies.models import Vacancy
from placement.vacancies.record import VACANCIES


class VacancyForm(RecordForm):
    """A vacancy as staff type it."""

    record = VACANCIES

    def __init__(self, *args: Any, row: Vacancy | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        offered = Profession.objects.filter(is_taught=True)
        if row is not None and row.profession_id:
            offered |= Profession.objects.filter(pk=row.profession_id)
        cast(forms.ModelChoiceField, self.fields["profession"]).queryset = offered


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


class ReopenForm(forms.Form):
    """Why a closed vacancy is opened again."""

    why = forms.CharField(
        label="Почему вакансия открывается заново",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Например: работодатель закрыл её по ошибке, работник уволился.",
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
    """For how many of the free places people were hired, and a note."""

    hired = WholeNumberField(label="Сколько человек принято", unit="чел.", min_value=1)
    note = forms.CharField(
        label="Примечание",
        required=False,
        max_length=500,
        help_text="Без фамилий и других личных сведений.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ConfirmForm(forms.Form):
    """«Актуальна», and how many places are left where some were filled."""

    places = WholeNumberField(label="Сколько мест ещё свободно", unit="мест", min_value=1)
