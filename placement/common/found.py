"""A row of a register, found by typing: by number of its card or by words."""

import re
from typing import Any, ClassVar

from django import forms
from django.db.models import Model, QuerySet

from core.back_office import KeySearch

# More than these are not listed: what is meant has to be typed more exactly.
_SHOWN = 5
_CARD = re.compile(r"(?:карточка )?(?:№ ?)?(\d{1,9})")


def by_words(rows: QuerySet, text: str) -> QuerySet:
    """The row with the number of a card in ``text``, else those with its words."""
    # What the field shows ends with a number; what is typed may be the number alone.
    typed = text.rpartition(" – ")[2].strip()
    if (card := _CARD.fullmatch(typed)) and rows.filter(pk=card[1]).exists():
        return rows.filter(pk=card[1])
    return KeySearch("search_key")(rows, text)


class FoundField(forms.CharField):
    """One row; a ValidationError lists what the words may mean."""

    model: ClassVar[type[Model]]
    # Said where nothing is meant, and after the list of what may be.
    none_words: ClassVar[str]
    several_words: ClassVar[str]

    def meant(self, text: str) -> QuerySet:
        """The rows that the words may mean."""
        raise NotImplementedError

    def shown(self, row: Any) -> str:
        """The row in words that lead to it again."""
        raise NotImplementedError

    def prepare_value(self, value: Any) -> Any:
        """Show a stored one in words."""
        return self.shown(value) if isinstance(value, self.model) else value

    def clean(self, value: Any) -> Any:
        """The row; None where nothing was typed and nothing is required."""
        if isinstance(value, self.model):
            return value
        text = super().clean(value)
        if not text:
            return None
        candidates = list(self.meant(text)[: _SHOWN + 1])
        if len(candidates) == 1:
            return candidates[0]
        if not candidates:
            raise forms.ValidationError(self.none_words)
        names = "; ".join(map(self.shown, candidates[:_SHOWN]))
        more = " и другие" if len(candidates) > _SHOWN else ""
        raise forms.ValidationError(f"Подходит несколько: {names}{more}. {self.several_words}")
