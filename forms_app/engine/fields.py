"""Fields that official forms share: Russian formats, tolerant typing, strict values.

Each says its value in ``shown`` as people read it; identity data are ``sensitive`` from birth.
"""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from core import clock
from core import fields as shared
from core.fields import NumberField
from core.phones import WrongPhone, parse_phone, phone_text
from core.text import hyphens

ABSENT = "absent"
_NAME = RegexValidator(
    r"\A[^\W\d_]+(?:[ '’.\-]+[^\W\d_]+)*[.]?\Z",
    "Только буквы, дефис, апостроф и пробел.",
)


def _attrs(widget: forms.Widget, **attrs: str) -> None:
    for name, value in attrs.items():
        widget.attrs.setdefault(name.replace("_", "-"), value)


class PersonNameField(shared.LineField):
    """A part of a person's name: letters of any alphabet, hyphens, apostrophes, spaces."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 150)
        super().__init__(**kwargs)
        self.validators.append(_NAME)

    def to_python(self, value: Any) -> str:
        """A hyphen for every dash."""
        return hyphens(super().to_python(value))


class DateField(shared.DateField):
    """A day; ``not_future`` and ``earliest`` bound it."""

    def __init__(
        self, *, not_future: bool = False, earliest: dt.date = dt.date(1900, 1, 1), **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.not_future, self.earliest = not_future, earliest
        _attrs(self.widget, placeholder="дд.мм.гггг", size="10")

    def to_python(self, value: Any) -> dt.date | None:
        """The day; of two centuries only one is offered where the other has not come."""
        self.latest_year = _farthest_today().year if self.not_future else None
        return super().to_python(value)

    def validate(self, value: Any) -> None:
        """Refuse dates before ``earliest`` and, where asked, after today."""
        super().validate(value)
        if value is None:
            return
        if value < self.earliest:
            raise ValidationError(f"Дата не может быть раньше {self.earliest:%d.%m.%Y}.")
        if self.not_future and value > _farthest_today():
            raise ValidationError("Эта дата ещё не наступила.")


def _farthest_today() -> dt.date:
    """Today in the farthest zone: what comes after it is in the future everywhere."""
    return clock.in_zone(clock.now() + dt.timedelta(hours=14), "UTC").date()


class PhoneField(shared.LineField):
    """A phone number of any country, kept as ``core.phones`` keeps it; extensions stay."""

    sensitive = True

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 64)
        super().__init__(**kwargs)
        _attrs(self.widget, type="tel", inputmode="tel", autocomplete="tel")
        self.widget.input_type = "tel"

    def to_python(self, value: Any) -> str:
        """The number as it is kept; what is wrong is said."""
        text = super().to_python(value)
        if not text:
            return ""
        try:
            return parse_phone(text)
        except WrongPhone as error:
            raise ValidationError(str(error), code="invalid") from None

    def shown(self, value: str) -> str:
        """«+7 383 222-33-44, доб. 12»."""
        return phone_text(value)


class EmailField(shared.EmailField):
    """An e-mail address, which is nobody else's business."""

    sensitive = True

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 254)
        super().__init__(**kwargs)
        _attrs(self.widget, autocomplete="email", inputmode="email")


class _DigitsField(shared.LineField):
    """Exactly ``length`` digits, typed with any spaces and hyphens."""

    sensitive = True
    length = 0
    message = ""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 32)
        super().__init__(**kwargs)
        _attrs(self.widget, inputmode="numeric", autocomplete="off", size=str(self.length + 2))

    def to_python(self, value: Any) -> str:
        text = re.sub(r"[\s\-№]", "", hyphens(super().to_python(value)))
        if text and not re.fullmatch(rf"[0-9]{{{self.length}}}", text):
            raise ValidationError(self.message)
        return text


class PassportSeriesField(_DigitsField):
    """Four digits; shown as «50 04»."""

    length = 4
    message = "Серия паспорта – четыре цифры, например 50 04."

    def shown(self, value: str) -> str:
        """«50 04»."""
        return f"{value[:2]} {value[2:]}"


class PassportNumberField(_DigitsField):
    """Six digits."""

    length = 6
    message = "Номер паспорта – шесть цифр."


class DepartmentCodeField(_DigitsField):
    """The issuer's code, kept and shown as «540-001»."""

    length = 6
    message = "Код подразделения – шесть цифр, например 540-001."

    def to_python(self, value: Any) -> str:
        """Six digits with a hyphen."""
        text = super().to_python(value)
        return f"{text[:3]}-{text[3:]}" if text else ""


class PercentField(NumberField):
    """A share from 0 to 100, two places at most."""

    def __init__(self, **kwargs: Any) -> None:
        bounds = {"min_value": 0, "max_value": 100, "decimal_places": 2, "unit": "%"}
        super().__init__(**{**bounds, **kwargs})


class DaysField(NumberField):
    """A number of days, not negative; «3,5» is allowed for a mean."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 0, "decimal_places": 2, "unit": "дн.", **kwargs})


class AbsentOrNumberWidget(forms.MultiWidget):
    """A number, or a tick that there was nothing to count."""

    template_name = "forms_app/widgets/absent_or_number.html"
    use_fieldset = True

    def __init__(self, absent_label: str, number: forms.Widget) -> None:
        self.absent_label = absent_label
        super().__init__({"": number, "absent": forms.CheckboxInput()})

    def decompress(self, value: Any) -> list[Any]:
        return [None, True] if value == ABSENT else [value, False]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["absent_label"] = self.absent_label
        return context


class AbsentOrNumberField(forms.MultiValueField):
    """A number or ABSENT («услуга не оказывалась»), which is not 0.

    ``number`` is the field that judges the number: PercentField(), DaysField(), …
    """

    def __init__(
        self,
        *,
        number: NumberField | None = None,
        absent_label: str = "Услуга не оказывалась",
        **kwargs: Any,
    ) -> None:
        self.number = number or NumberField(min_value=0)
        self.number.required = False
        required = kwargs.pop("required", True)
        kwargs["widget"] = AbsentOrNumberWidget(absent_label, self.number.widget)
        tick = forms.BooleanField(required=False)
        super().__init__(
            fields=(self.number, tick), required=False, require_all_fields=False, **kwargs
        )
        self.must_answer = required
        self.absent_label = absent_label

    def clean(self, value: Any) -> Decimal | str | None:
        """The number, ABSENT or – where an answer is not required – None."""
        typed, absent = [*value, None, None][:2] if value else (None, None)
        absent = self.fields[1].to_python(absent)
        number = self.number.clean(typed)
        if absent and number is not None:
            raise ValidationError("Укажите число или отметьте, что услуга не оказывалась.")
        if absent:
            return ABSENT
        if number is None and self.must_answer:
            raise ValidationError(f"Введите число или отметьте «{self.absent_label}».")
        return number

    def shown(self, value: Decimal | str) -> str:
        """«не оказывалась» or the number with its unit."""
        if value == ABSENT:
            return self.absent_label[:1].lower() + self.absent_label[1:]
        return self.number.shown(value)  # type: ignore[arg-type]
