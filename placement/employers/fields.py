"""An employer of the bank, found by typing."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.db.models import QuerySet
from django.forms.widgets import Script
from django.urls import reverse

from placement.common.found import FoundField, by_words
from placement.employers.models import Employer

OFFERED = 10
_NUMBER = re.compile(r"(?:ИНН )?(\d{10}|\d{12})")


class Suggestion(NamedTuple):
    """An employer to choose: words that lead to it alone, and what tells it from its namesakes."""

    text: str
    note: str


def suggestions(text: str) -> list[Suggestion]:
    """The first employers that the words may mean."""
    return [
        Suggestion(_shown(row), ", ".join(filter(None, (row.get_district_display(), row.address))))
        for row in _meant(text)[:OFFERED]
    ]


class EmployerInput(forms.TextInput):
    """A line to type into; where several are meant they stand beneath it to choose one of them.

    With JavaScript they are offered while one types.
    """

    template_name = "placement/employers/employer_input.html"

    class Media:
        js = (Script("js/employer-search.js", type="module"),)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """The one that was chosen, else what was typed."""
        return data.get(f"{name}-choice") or super().value_from_datadict(data, files, name)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add where suggestions are asked for, and those that are meant when it is not one."""
        meant = suggestions(value) if isinstance(value, str) and value.strip() else []
        context = super().get_context(name, value, attrs)
        context["widget"] |= {
            "url": reverse("placement_employers_modeladmin_suggest"),
            "choices": meant if len(meant) > 1 else [],
        }
        return context


class EmployerField(FoundField):
    """An employer by ИНН, number of its card or words of its name; must lead to exactly one."""

    widget = EmployerInput
    model = Employer
    none_words = "Такого работодателя в банке данных нет. Сначала внесите его."
    several_words = "Выберите или укажите ИНН."

    def meant(self, text: str) -> QuerySet:
        return _meant(text)

    def shown(self, row: Any) -> str:
        return _shown(row)


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
