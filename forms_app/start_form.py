"""The first page: an address or a printed number, and the consent to keep the draft."""

from typing import Any, cast

from django import forms
from django.core import signing
from django.utils.datastructures import MultiValueDict

from core import clock
from core.forms import TidyForm
from forms_app import consents
from forms_app.engine.fields import EmailField
from forms_app.models import ConsentText
from forms_app.shown_text import ShownTextField

_SALT = "forms_app.start"
# Nobody reads the page, ticks and presses within a second; nobody needs more than a day.
FASTEST = 1
SLOWEST = 24 * 3600


def stamp(at: float | None = None) -> str:
    """A signed mark of when the page was shown."""
    return signing.dumps(at if at is not None else clock.now().timestamp(), salt=_SALT)


class KeepForm(TidyForm):
    """The consent to keep the draft, with the text that was shown."""

    keep = forms.BooleanField(
        label="Даю согласие на хранение черновика",
        error_messages={
            "required": "Отметьте согласие на хранение черновика: без него мы не можем сохранять введённое."
        },
    )
    text = ShownTextField()

    def __init__(self, *args: Any, text: ConsentText, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
        self.shown_text = text
        shown = cast(ShownTextField, self.fields["text"])
        shown.show(text)
        if self.is_bound:
            sent = cast(MultiValueDict, self.data)
            self.data = shown.keep_tick(sent, tick="keep", name="text")

    def clean(self) -> dict[str, Any]:
        """The tick belongs to the text that is shown now; a hidden field has no place for an error."""
        if self.errors.pop("text", None):
            self.errors.pop("keep", None)
            self.add_error("keep", consents.CHANGED)
        return self.cleaned_data


class StartForm(KeepForm):
    """E-mail or none, the tick, and two quiet checks against machines."""

    email = EmailField(
        label="Адрес электронной почты",
        error_messages={"required": "Укажите адрес или отметьте, что электронной почты нет."},
        help_text="Пришлём ссылку, по которой можно продолжить с любого устройства.",
    )
    no_email = forms.BooleanField(label="У меня нет электронной почты", required=False)
    stamp = forms.CharField(widget=forms.HiddenInput, required=False)
    scope = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)
    website = forms.CharField(label="Не заполняйте это поле", required=False)

    field_order = ("email", "no_email", "keep", "text", "stamp", "scope", "website")

    def __init__(self, *args: Any, text: ConsentText, scope: str, **kwargs: Any) -> None:
        super().__init__(*args, text=text, **kwargs)
        self.fields["scope"].initial = scope
        self.fields["stamp"].initial = stamp
        # An address or the tick: the one makes the other needless.
        self.fields["email"].required = not (self.is_bound and self.data.get("no_email"))

    def clean(self) -> dict[str, Any]:
        """One way to come back is needed, and a person at the keyboard."""
        data = super().clean()
        if data.get("email") and data.get("no_email"):
            self.add_error("no_email", "Укажите адрес или отметьте, что его нет, – что-то одно.")
        if data.get("website") or not self._is_timely(data.get("stamp", "")):
            self.add_error(
                None, "Нажмите «Начать» ещё раз: страница была отправлена слишком быстро или давно."
            )
            self.data = {**dict(self.data.items()), "stamp": stamp(), "website": ""}
        return data

    def _is_timely(self, mark: str) -> bool:
        try:
            shown = float(signing.loads(mark, salt=_SALT))
        except (signing.BadSignature, TypeError, ValueError):
            return False
        return FASTEST <= clock.now().timestamp() - shown <= SLOWEST


class NumberForm(TidyForm):
    """The printed number and its code."""

    number = forms.CharField(
        label="Номер", max_length=32, help_text="Восемь знаков, например 7K2M-9QXD."
    )
    code = forms.CharField(
        label="Код",
        max_length=32,
        help_text="Восемь знаков. Код был показан один раз, когда вы начинали заполнять форму.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
