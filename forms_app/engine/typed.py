"""What a person typed, as it travels and is stored: lists of texts under field names."""

import hashlib
from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from core.forms import TidyForm
from core.paper_fonts import unprintable
from core.text import tidy

Raw = dict[str, list[str]]

# Far more than any answer may hold; what is longer is refused by its field all the same.
MAX_LENGTH = 20_000


def validate_printable(text: str) -> None:
    """Refuse signs that a paper would have to replace: emoji, hieroglyphs."""
    signs = [f"«{sign}»" for sign in unprintable(text)]
    if len(signs) == 1:
        raise ValidationError(f"Символ {signs[0]} не печатается на бумаге: уберите его.")
    if signs:
        raise ValidationError(f"Символы {', '.join(signs)} не печатаются на бумаге: уберите их.")


class TypedForm(TidyForm):
    """A form whose answers are printed: what no paper can show is said where it is typed."""

    def full_clean(self) -> None:
        """Add the check to every text field, those too that a step has made for itself."""
        for field in self.fields.values():
            if isinstance(field, forms.CharField) and validate_printable not in field.validators:
                field.validators.append(validate_printable)
        super().full_clean()


def collect(data: MultiValueDict, names: Iterable[str], prefixes: Iterable[str]) -> Raw:
    """The entries of ``data`` that belong to a form: by exact name, or by prefix for rows."""
    exact, begins = set(names), tuple(prefixes)
    return {
        key: [tidy(value)[:MAX_LENGTH] for value in values]
        for key, values in data.lists()
        if key in exact or (begins and key.startswith(begins))
    }


def as_data(raw: Raw) -> MultiValueDict:
    """Stored entries in the shape that a form is bound to."""
    return MultiValueDict(raw)


def fingerprint(*parts: str) -> str:
    """A short stable mark of a text, for acknowledgements."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
