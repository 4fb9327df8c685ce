"""Fields of the employer's request beside the engine's."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.text import NBSP
from forms_app.engine.fields import NumberField
from placement import districts
from placement.rules import identifiers
from placement.rules.pay import LARGEST


class InnField(forms.CharField):
    """An ИНН typed with any spaces; its check digits must be right."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 32, **kwargs})
        self.widget.attrs.update({"inputmode": "numeric", "autocomplete": "off", "size": "14"})

    def to_python(self, value: Any) -> str:
        """Compact digits."""
        number = identifiers.compact(super().to_python(value) or "")
        if number and (problem := identifiers.inn_problem(number)):
            raise ValidationError(problem)
        return number


class OgrnField(forms.CharField):
    """An ОГРН or ОГРНИП typed with any spaces; its check digit must be right."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 32, **kwargs})
        self.widget.attrs.update({"inputmode": "numeric", "autocomplete": "off", "size": "17"})

    def to_python(self, value: Any) -> str:
        """Compact digits."""
        number = identifiers.compact(super().to_python(value) or "")
        if number and (problem := identifiers.ogrn_problem(number)):
            raise ValidationError(problem)
        return number


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
        return f"{int(value):,} руб.".replace(",", NBSP).replace(" ", NBSP)


class DistrictField(forms.ChoiceField):
    """A district out of two regions; shown with its region."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("", "Выберите район"), *districts.GROUPED]
        super().__init__(choices=choices, **kwargs)

    def shown(self, value: str) -> str:
        """«Гатчинский округ, Ленинградская область»."""
        place = districts.BY_CODE[value]
        return f"{place.name}, {place.region}"
