"""The form field for pay."""

from decimal import Decimal
from typing import Any

from core.fields import NumberField
from placement.vacancies.rules.pay import LARGEST, rubles


class RublesField(NumberField):
    """Whole rubles a month."""

    def __init__(self, **kwargs: Any) -> None:
        bounds = {"min_value": 1, "max_value": LARGEST, "decimal_places": 0, "unit": "руб."}
        super().__init__(**{**bounds, **kwargs})

    def shown(self, value: Decimal) -> str:
        """«60 000 руб.»."""
        return rubles(int(value))
