"""Date-times typed as local time of the contest, never of whoever types (invariant 4)."""

import datetime as dt
from typing import Any

from django import forms

from core import clock
from core.dates import WrongDate, parse_moment, within

# No date of a contest is set farther ahead.
_YEARS_AHEAD = 5


class LocalDateTimeField(forms.Field):
    """A naive «дд.мм.гггг чч:мм»; the form that holds it knows the zone and makes it an instant.

    Django's own field would read it in the zone of the member of staff.
    """

    widget = forms.TextInput(
        attrs={"placeholder": "дд.мм.гггг чч:мм", "autocomplete": "off", "inputmode": "decimal"}
    )
    zone: clock.TimeZone = "UTC"

    def to_python(self, value: Any) -> dt.datetime | None:
        """The typed time without a zone; the stored instant of a disabled field as it is."""
        if isinstance(value, dt.datetime):
            return value
        text = " ".join(str(value or "").split())
        if not text:
            return None
        try:
            latest = clock.now().year + _YEARS_AHEAD
            return within(parse_moment(text, latest_year=latest), latest_year=latest)
        except WrongDate as error:
            raise forms.ValidationError(str(error), code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        """A stored instant as the contest's clock shows it."""
        if isinstance(value, dt.datetime):
            local = clock.in_zone(value, self.zone) if value.tzinfo else value
            return f"{local:%d.%m.%Y %H:%M}"
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what is shown, to the minute."""
        return (self.prepare_value(initial) or "") != " ".join(str(data or "").split())


def instant_of(local: dt.datetime, zone: clock.TimeZone) -> dt.datetime:
    """The instant when the clock of ``zone`` shows ``local``.

    Raises ValidationError for a time that the clock skips or shows twice.
    """
    first = local.replace(tzinfo=clock.zone(zone), fold=0)
    second = first.replace(fold=1)
    shown = clock.in_zone(first.astimezone(dt.UTC), zone).replace(tzinfo=None)
    if shown != local or first.utcoffset() != second.utcoffset():
        raise forms.ValidationError(
            "В этот час в часовом поясе конкурса переводят часы. Выберите другое время."
        )
    return first
