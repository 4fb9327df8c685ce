"""Form fields that the whole site shares: what is typed and pasted is read as it was meant.

They raise ValidationError as every field does; the readers behind them are plain Python.
"""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core import clock
from core.dates import WrongDate, parse_date, parse_moment, within
from core.quantities import WrongNumber, parse_number
from core.text import one_line, tidy

_TOO_LONG = "Слишком длинно: можно не более %(limit_value)d знаков, сейчас %(show_value)d."
# A day to come lies no farther ahead: so far reaches the question which century was meant.
_YEARS_AHEAD = 50
# The words that people write behind a number, by the unit as it is shown.
UNIT_WORDS = {
    "%": ("%", "процент", "процента", "процентов"),
    "дн.": ("день", "дня", "дней", "дн"),
    "мес.": ("месяц", "месяца", "месяцев", "мес"),
    "лет": ("год", "года", "лет", "г", "л"),
    "ч": ("час", "часа", "часов", "ч"),
    "ед.": ("единица", "единицы", "единиц", "ед", "штука", "штуки", "штук", "шт"),
    "чел.": ("человек", "человека", "чел"),
    "мест": ("место", "места", "мест"),
    "руб.": ("рубль", "рубля", "рублей", "руб", "р", "₽"),
}


class LineField(forms.CharField):
    """Text of one line, without what Word adds to it."""

    default_error_messages = {"max_length": _TOO_LONG}

    def to_python(self, value: Any) -> Any:
        """Fold first: what is empty then counts as empty."""
        return super().to_python(one_line(value) if isinstance(value, str) else value)


class TextField(forms.CharField):
    """Text of several lines, without what Word adds to it."""

    default_error_messages = {"max_length": _TOO_LONG}

    def to_python(self, value: Any) -> Any:
        """Fold first: what is empty then counts as empty."""
        return super().to_python(tidy(value) if isinstance(value, str) else value)


class EmailField(forms.EmailField):
    """An e-mail address: trimmed, host in lower case."""

    def to_python(self, value: Any) -> Any:
        """Fold first: a pasted address may hold marks that nobody sees."""
        return super().to_python(one_line(value) if isinstance(value, str) else value)

    def clean(self, value: Any) -> str:
        """Normalise the host, keep the mailbox as typed."""
        mailbox, at, host = super().clean(value).rpartition("@")
        return f"{mailbox}{at}{host.lower()}"


class DateField(forms.DateField):
    """A day, typed in any way that people write one (see ``parse_date``)."""

    latest_year: int | None = None

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%d.%m.%Y"))
        super().__init__(**kwargs)
        # The digits' keyboard of a telephone; the point that some of them lack is not needed.
        self.widget.attrs.setdefault("inputmode", "decimal")

    def to_python(self, value: Any) -> dt.date | None:
        """The day; what is wrong is said."""
        if not isinstance(value, str):
            return super().to_python(value)
        if not value.strip():
            return None
        farthest = clock.now().year + _YEARS_AHEAD
        try:
            day = parse_date(value, latest_year=self.latest_year or farthest)
            # Of what may not come later than today, ``validate`` says so in words of its own.
            return day if self.latest_year else within(day, latest_year=farthest)
        except WrongDate as error:
            raise ValidationError(str(error), code="invalid") from None


class DateTimeField(forms.DateTimeField):
    """A day and an hour, on the clock that Django takes for the reader's."""

    def to_python(self, value: Any) -> dt.datetime | None:
        """The instant; what is wrong is said."""
        if isinstance(value, str) and value.strip():
            try:
                latest = clock.now().year + _YEARS_AHEAD
                value = within(parse_moment(value, latest_year=latest), latest_year=latest)
            except WrongDate as error:
                raise ValidationError(str(error), code="invalid") from None
        return super().to_python(value)


class NumberField(forms.DecimalField):
    """A number as people write it: with a comma, spaces between thousands, a unit behind.

    ``unit`` is how it is shown, ``units`` the words that may stand behind it when it is typed.
    """

    def __init__(self, *, unit: str = "", units: Iterable[str] = (), **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput())
        kwargs.setdefault("max_digits", 9)
        super().__init__(**kwargs)
        self.unit = unit
        self.units = tuple(units) or UNIT_WORDS.get(unit, (unit,) if unit else ())
        for name, value in {"inputmode": "decimal", "size": "8"}.items():
            self.widget.attrs.setdefault(name, value)

    def to_python(self, value: Any) -> Decimal | None:
        """The number; what is wrong is said."""
        if isinstance(value, str) and value.strip():
            try:
                value = parse_number(value, units=self.units, places=self.decimal_places)
            except WrongNumber as error:
                raise ValidationError(str(error), code="invalid") from None
        return super().to_python(value)

    def shown(self, value: Decimal) -> str:
        """«12,5 %»."""
        text = format(Decimal(value).normalize(), "f").replace(".", ",")
        return f"{text} {self.unit}".strip()


class WholeNumberField(NumberField):
    """A whole number; ``blank_is`` is what an empty answer means, where it means a number."""

    def __init__(self, *, blank_is: int | None = None, **kwargs: Any) -> None:
        if blank_is is not None:
            kwargs["required"] = False
        super().__init__(**{"decimal_places": 0, **kwargs})
        self.blank_is = blank_is
        self.widget.attrs["inputmode"] = "numeric"

    def clean(self, value: Any) -> Any:
        """An int."""
        number = super().clean(value)
        return self.blank_is if number is None else int(number)
