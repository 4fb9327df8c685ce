"""Form fields that several nouns of the centre use, beside the engine's."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from placement.common import districts
from placement.common.rules import identifiers


class _RegisterNumberField(forms.CharField):
    """A number of a state register, typed with any spaces; ``problem`` says what is wrong in it."""

    size: int
    problem: Callable[[str], str]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 32, **kwargs})
        attrs = {"inputmode": "numeric", "autocomplete": "off", "size": str(self.size)}
        self.widget.attrs.update(attrs)

    def to_python(self, value: Any) -> str:
        """Compact digits."""
        number = identifiers.compact(super().to_python(value) or "")
        if number and (problem := self.problem(number)):
            raise ValidationError(problem)
        return number


class InnField(_RegisterNumberField):
    """An ИНН; its check digits must be right."""

    size = 14
    problem = staticmethod(identifiers.inn_problem)


class KppField(_RegisterNumberField):
    """A КПП, which tells a branch from its organisation."""

    size = 11
    problem = staticmethod(identifiers.kpp_problem)


class OgrnField(_RegisterNumberField):
    """An ОГРН or ОГРНИП; its check digit must be right."""

    size = 17
    problem = staticmethod(identifiers.ogrn_problem)


class DistrictField(forms.ChoiceField):
    """A district out of two regions; shown with its region."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("", "Выберите район"), *districts.GROUPED]
        super().__init__(choices=choices, **kwargs)

    def shown(self, value: str) -> str:
        """«Гатчинский округ, Ленинградская область»."""
        return districts.BY_CODE[value].text
