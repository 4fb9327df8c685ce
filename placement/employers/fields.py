"""An employer of the bank, found by typing."""

import re
from typing import Any

from django.db.models import QuerySet
from django.forms.widgets import Script
from django.urls import reverse

from placement.common.found import FoundField, FoundInput, by_words
from placement.employers.models import Employer

_NUMBER = re.compile(r"(?:ИНН )?(\d{10}|\d{12})")


class EmployerInput(FoundInput):
    """With JavaScript employers are offered while one types."""

    class Media:
        js = (Script("js/employer-search.js", type="module"),)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add where suggestions are asked for."""
        context = super().get_context(name, value, attrs)
        context["widget"]["url"] = reverse("placement_employers_modeladmin_suggest")
        return context


class EmployerField(FoundField):
    """An employer by ИНН, number of its card or words of its name; must lead to exactly one."""

    widget = EmployerInput
    legend = "Кто из них"
    model = Employer
    none_words = "Такого работодателя в банке данных нет. Сначала внесите его."
    several_words = "Выберите или укажите ИНН."

    def meant(self, text: str) -> QuerySet:
        return _meant(text)

    def shown(self, row: Any) -> str:
        return _shown(row)

    def note(self, row: Any) -> str:
        """The district and the address."""
        return ", ".join(filter(None, (row.get_district_display(), row.address)))


def _shown(employer: Employer) -> str:
    # An ИНН alone leads to the organisation, not to its branches.
    is_named = employer.inn and not employer.kpp
    number = f"ИНН {employer.inn}" if is_named else f"карточка № {employer.pk}"
    return f"{employer} – {number}"


def _meant(text: str) -> QuerySet:
    """The employers that the words may mean: those with the ИНН in them, else as any card is found."""
    current = Employer.objects.current()
    typed = text.rpartition(" – ")[2].strip()
    if (number := _NUMBER.fullmatch(typed)) and current.filter(inn=number[1]).exists():
        same = current.filter(inn=number[1])
        return same.filter(kpp="") if same.filter(kpp="").exists() else same
    return by_words(current, text)
