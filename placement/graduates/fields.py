"""A graduate of the register, found by typing."""

import re
from typing import Any

from django import forms
from django.db.models import QuerySet

from core.back_office import KeySearch
from placement.graduates.models import Graduate

# More than these are not listed: the name has to be typed more exactly.
_SHOWN = 5
_CARD = re.compile(r"(?:карточка )?(?:№ ?)?(\d{1,9})")


class GraduateField(forms.CharField):
    """A graduate by number of the card or words of name and group; must lead to exactly one."""

    def prepare_value(self, value: Any) -> Any:
        """Show a stored one in words that lead to it again."""
        return shown(value) if isinstance(value, Graduate) else value

    def clean(self, value: Any) -> Graduate | None:
        """The graduate; a ValidationError lists whom the words may mean."""
        if isinstance(value, Graduate):
            return value
        text = super().clean(value)
        if not text:
            return None
        candidates = list(_meant(text)[: _SHOWN + 1])
        if len(candidates) == 1:
            return candidates[0]
        if not candidates:
            raise forms.ValidationError(
                "Такого человека в реестре выпускников нет. Проверьте имя или номер карточки."
            )
        names = "; ".join(map(shown, candidates[:_SHOWN]))
        more = " и другие" if len(candidates) > _SHOWN else ""
        raise forms.ValidationError(f"Подходит несколько: {names}{more}. Укажите номер карточки.")


def shown(graduate: Graduate) -> str:
    """«Иванова Мария Петровна, ПК-21 – карточка № 5»."""
    named = ", ".join(filter(None, (graduate.full_name, graduate.group)))
    return f"{named} – карточка № {graduate.pk}"


def _meant(text: str) -> "QuerySet[Graduate]":
    """The graduates that the words may mean: the one with the number in them, else with the words."""
    current = Graduate.objects.current()
    # What the field shows ends with a number; what is typed may be the number alone.
    typed = text.rpartition(" – ")[2].strip()
    if (card := _CARD.fullmatch(typed)) and current.filter(pk=card[1]).exists():
        return current.filter(pk=card[1])
    return KeySearch("search_key")(current, text)  # type: ignore[no-any-return]
