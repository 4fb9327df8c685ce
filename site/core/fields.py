"""Form fields that the whole site shares: what is typed and pasted is read as it was meant.

They raise ValidationError as every field does; the readers behind them are plain Python.
"""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.dates import WrongDate, parse_date, parse_moment
from core.text import one_line, tidy

# A day to come lies no farther ahead: so far reaches the question which century was meant.
_YEARS_AHEAD = 50


class LineField(forms.CharField):
    """Text of one line, without what Word adds to it."""

    def to_python(self, value: Any) -> Any:
        """Fold first: what is empty then counts as empty."""
        return super().to_python(one_line(value) if isinstance(value, str) else value)


class TextField(forms.CharField):
    """Text of several lines, without what Word adds to it."""

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
        latest = self.latest_year or timezone.now().year + _YEARS_AHEAD
        try:
            return parse_date(value, latest_year=latest)
        except WrongDate as error:
            raise ValidationError(str(error), code="invalid") from None


class DateTimeField(forms.DateTimeField):
    """A day and an hour, on the clock that Django takes for the reader's."""

    def to_python(self, value: Any) -> dt.datetime | None:
        """The instant; what is wrong is said."""
        if isinstance(value, str) and value.strip():
            try:
                value = parse_moment(value)
            except WrongDate as error:
                raise ValidationError(str(error), code="invalid") from None
        return super().to_python(value)
