"""An open vacancy, found by typing."""

import re
from typing import Any

from django import forms

from core.back_office import KeySearch
from placement.vacancies.models import Vacancy

# More than these are not listed: the words have to be more exact.
_SHOWN = 5
_NUMBER = re.compile(r"(?:№ ?)?(\d{1,9})")


class VacancyField(forms.CharField):
    """A vacancy by its number or by words of its title and employer; must lead to exactly one."""

    def prepare_value(self, value: Any) -> Any:
        """Show a stored one in words that lead to it again."""
        return _shown(value) if isinstance(value, Vacancy) else value

    def clean(self, value: Any) -> Vacancy | None:
        """The vacancy; a ValidationError lists what the words may mean."""
        text = super().clean(value)
        if not text:
            return None
        rows = list(_meant(text)[: _SHOWN + 1])
        if len(rows) == 1:
            return rows[0]
        if not rows:
            raise forms.ValidationError("Открытой вакансии с таким номером или названием нет.")
        names = "; ".join(map(_shown, rows[:_SHOWN]))
        more = " и другие" if len(rows) > _SHOWN else ""
        raise forms.ValidationError(f"Подходит несколько: {names}{more}. Укажите номер.")


def _shown(vacancy: Vacancy) -> str:
    return f"{vacancy.title}, {vacancy.employer} – № {vacancy.pk}"


def _meant(text: str) -> Any:
    """The open vacancies that the words may mean: the one with the number, else by the words."""
    rows = Vacancy.objects.open().select_related("employer").order_by("pk")
    number = _NUMBER.fullmatch(text.rpartition(" – ")[2].strip())
    if number and rows.filter(pk=number[1]).exists():
        return rows.filter(pk=number[1])
    return KeySearch("search_key")(rows, text)
