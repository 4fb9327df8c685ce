"""Forms of the vacancy register; they only parse, the services decide."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.forms.models import fields_for_model

from core.back_office import KeySearch
from core.text import digits
from placement.common import districts
from placement.employers.models import Employer
from placement.professions.models import Profession
from placement.vacancies.models import Vacancy
from placement.vacancies.services.data import FIELDS, VacancyData, data_of

_LONG = {"duties": 4, "wording_explanation": 3}
_HELP = {
    "profession": "Из перечня учреждения. Без неё вакансию не публикуют.",
    "profession_other": "Как назвал работодатель, если профессии нет в перечне.",
    "start_on": "дд.мм.гггг",
    "pay": "В месяц, рублей, до вычета налога.",
    "age_requirement": "Не публикуется. Указывают, только если этого требует закон.",
    "sex_requirement": "Не публикуется. Указывают, только если этого требует закон.",
    "legal_basis": "Статья закона или пункт перечня, который требует такого возраста или пола.",
    "wording_explanation": "Если формулировку, которую отметила проверка, изменить нельзя.",
}
GROUPS: Sequence[tuple[str, Sequence[str]]] = (
    (
        "Должность",
        (
            "title",
            "places",
            "profession",
            "profession_other",
            "department",
            "reports_to",
            "duties",
        ),
    ),
    ("Место и время работы", ("address", "district", "schedule", "schedule_note", "start_on")),
    ("Оплата и испытательный срок", ("pay", "probation", "pay_probation")),
    ("Требования", ("education", "computer_skills")),
    (
        "Условия для работников с инвалидностью",
        (*Vacancy.CONDITIONS, "hearing_note", "vision_note", "motor_note"),
    ),
    ("Не публикуется", ("age_requirement", "sex_requirement", "legal_basis")),
    ("Проверка формулировок", ("wording_explanation",)),
)
# More than these are not listed: the name has to be typed more exactly.
_SHOWN = 5


class VacancyForm(forms.Form):
    """A vacancy as staff type it; the labels are those of the approved form."""

    # What the form showed when it was opened.
    revision = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, vacancy: Vacancy | None = None, **kwargs: Any) -> None:
        if vacancy is not None:
            data = data_of(vacancy)
            kwargs["initial"] = {**data.values, "revision": data.revision}
        super().__init__(*args, **kwargs)
        widgets: dict[str, Any] = {
            name: forms.Textarea(attrs={"rows": rows}) for name, rows in _LONG.items()
        }
        found = fields_for_model(Vacancy, fields=FIELDS, widgets=widgets, help_texts=_HELP)
        self.fields.update({name: found[name] for _, names in GROUPS for name in names})
        cast(forms.ChoiceField, self.fields["district"]).choices = [("", "–"), *districts.GROUPED]
        offered = Profession.objects.filter(is_taught=True)
        if vacancy is not None and vacancy.profession_id:
            offered |= Profession.objects.filter(pk=vacancy.profession_id)
        cast(forms.ModelChoiceField, self.fields["profession"]).queryset = offered

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under the headings of the page."""
        return [(title, [self[name] for name in names]) for title, names in GROUPS]

    def data_typed(self) -> VacancyData:
        """What was typed, for the service."""
        return VacancyData(**{name: self.cleaned_data[name] for name in FIELDS})


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
