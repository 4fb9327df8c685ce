"""Fields of the employer's request beside the engine's."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from forms_app.engine.fields import NumberField
from placement.common import districts
from placement.common.rules import identifiers
from placement.vacancies.rules.pay import LARGEST, rubles


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


class OgrnField(_RegisterNumberField):
    """An ОГРН or ОГРНИП; its check digit must be right."""

    size = 17
    problem = staticmethod(identifiers.ogrn_problem)


class RublesField(NumberField):
    """Whole rubles a month."""

    def __init__(self, **kwargs: Any) -> None:
        bounds = {"min_value": 1, "max_value": LARGEST, "decimal_places": 0, "unit": "руб."}
        super().__init__(**{**bounds, **kwargs})

    def to_python(self, value: Any) -> Decimal | None:
        """Accept «60 000 ₽» and «60000 рублей»."""
        if isinstance(value, str):
            bare = value.strip().casefold()
            for unit in ("рублей", "рубля", "рубль", "руб.", "руб", "р.", "₽"):
                bare = bare.removesuffix(unit)
            value = bare.strip()
        return super().to_python(value)

    def shown(self, value: Decimal) -> str:
        """«60 000 руб.»."""
        return rubles(int(value))


class DistrictField(forms.ChoiceField):
    """A district out of two regions; shown with its region."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("", "Выберите район"), *districts.GROUPED]
        super().__init__(choices=choices, **kwargs)

    def shown(self, value: str) -> str:
        """«Гатчинский округ, Ленинградская область»."""
        return districts.BY_CODE[value].text
