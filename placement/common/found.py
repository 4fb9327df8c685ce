"""A row of a register, found by typing: by number of its card or by words."""

import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, NamedTuple, cast

from django import forms
from django.db.models import Model, QuerySet

from core.back_office import KeySearch

# More than these are not listed: what is meant has to be typed more exactly.
OFFERED = 10
_NAMED = 5
_CARD = re.compile(r"(?:карточка )?(?:№\s*)?([0-9]{1,9})", re.IGNORECASE)


class Suggestion(NamedTuple):
    """A row to choose: words that lead to it alone, and what tells it from its namesakes."""

    text: str
    note: str = ""


def card_number(text: str) -> int | None:
    """The number of a card as people type it: «карточка № 5», «№ 5», «5»; None for other text."""
    number = _CARD.fullmatch(text.strip())
    return int(number[1]) if number else None


def by_words(rows: QuerySet, text: str, *, card: str = "pk", key: str = "search_key") -> QuerySet:
    """The row with the number of a card in ``text``, else those with its words.

    ``card`` and ``key`` are the fields with that number and with the words.
    """
    # What the field shows ends with a number; what is typed may be the number alone.
    number = card_number(text.rpartition(" – ")[2])
    if number is not None:
        numbered = rows.filter(**{card: number})
        if numbered.exists():
            return numbered
    return KeySearch(key)(rows, text)


class FoundInput(forms.TextInput):
    """A line to type into; where several are meant they stand beneath it to choose one of them."""

    template_name = "placement/common/found_input.html"
    # Over those to choose from, and what the words may mean: given by the field.
    legend: str
    suggest: Callable[[str], list[Suggestion]]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """The one that was chosen, else what was typed."""
        return data.get(f"{name}-choice") or super().value_from_datadict(data, files, name)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add those that are meant, when it is not one."""
        meant = self.suggest(value) if isinstance(value, str) and value.strip() else []
        context = super().get_context(name, value, attrs)
        choices = meant if len(meant) > 1 else []
        context["widget"] |= {"choices": choices, "legend": self.legend}
        return context


class FoundField(forms.CharField):
    """One row; a ValidationError lists what the words may mean."""

    widget = FoundInput
    model: ClassVar[type[Model]]
    # Said where nothing is meant, and after the list of what may be.
    none_words: str
    several_words: ClassVar[str]
    legend: ClassVar[str] = "Что из этого"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._tell_widget()

    def __deepcopy__(self, memo: dict[int, Any]) -> "FoundField":
        """The copy of a form asks its own field what is meant."""
        copied: FoundField = super().__deepcopy__(memo)
        copied._tell_widget()
        return copied

    def _tell_widget(self) -> None:
        widget = cast(FoundInput, self.widget)
        widget.legend, widget.suggest = self.legend, self.suggestions

    def meant(self, text: str) -> QuerySet:
        """The rows that the words may mean."""
        raise NotImplementedError

    def shown(self, row: Any) -> str:
        """The row in words that lead to it again."""
        raise NotImplementedError

    def note(self, row: Any) -> str:
        """What tells the row from its namesakes."""
        return ""

    def suggestions(self, text: str) -> list[Suggestion]:
        """The first rows that the words may mean."""
        return [Suggestion(self.shown(row), self.note(row)) for row in self.meant(text)[:OFFERED]]

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
        candidates = list(self.meant(text)[: _NAMED + 1])
        if len(candidates) == 1:
            return candidates[0]
        if not candidates:
            raise forms.ValidationError(self.none_words)
        names = "; ".join(map(self.shown, candidates[:_NAMED]))
        more = " и другие" if len(candidates) > _NAMED else ""
        raise forms.ValidationError(f"Подходит несколько: {names}{more}. {self.several_words}")
