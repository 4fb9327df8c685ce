"""What is typed to sign a consent by a code (P-F4, P-F5)."""

from typing import Any

from django import forms

from core.fields import LineField
from core.forms import TidyForm
from forms_app.engine.typed import TypedForm


class IdentityForm(TypedForm):
    """What a written consent names of who it concerns and of who signs."""

    identity_document = LineField(
        label="Документ, удостоверяющий личность",
        max_length=255,
        help_text="Паспорт: серия, номер, кем и когда выдан.",
        error_messages={"required": "Напишите серию и номер паспорта, кем и когда он выдан."},
    )
    address = LineField(
        label="Адрес регистрации",
        max_length=500,
        error_messages={"required": "Напишите адрес регистрации."},
    )
    own_document = LineField(
        label="Ваш документ, удостоверяющий личность",
        max_length=255,
        help_text="Паспорт: серия, номер, кем и когда выдан.",
        error_messages={
            "required": "Напишите серию и номер вашего паспорта, кем и когда он выдан."
        },
    )
    home_address = LineField(
        label="Ваш адрес регистрации",
        max_length=500,
        error_messages={"required": "Напишите ваш адрес регистрации."},
    )

    def __init__(self, *args: Any, is_representative: bool, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"
        if is_representative:
            self.fields["identity_document"].label = "Документ того, кого вы представляете"
            self.fields["address"].label = "Адрес того, кого вы представляете"
        else:
            del self.fields["own_document"], self.fields["home_address"]


class CodeForm(TidyForm):
    """The code of the letter."""

    code = LineField(
        label="Код из письма",
        max_length=32,
        help_text="Восемь знаков, например 7K2M-9QXD.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
        error_messages={"required": "Введите код из письма."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
