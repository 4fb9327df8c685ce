"""Forms of the staff account in our words."""

from typing import Any

from allauth.account.forms import ChangePasswordForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.contrib.auth.forms import SetPasswordForm

RULES = "Не короче 12 знаков, не из списка частых паролей и не похож на ваше имя."


class NewPasswordForm(ChangePasswordForm):
    """Change of one's password; the rules are told as one sentence."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = RULES


class FirstPasswordForm(SetPasswordForm):
    """A password set by a mailed link; the rules are told as one sentence."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = RULES


class AddKeyForm(AddWebAuthnForm):
    """A new passkey; by itself it opens the desk, unless the owner says otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Название ключа"
        self.fields["name"].help_text = "Чтобы отличать ключи, например «Рабочий телефон»."
        passwordless = self.fields["passwordless"]
        passwordless.label = "Входить этим ключом без пароля"
        passwordless.help_text = "Ключ спросит отпечаток пальца, лицо или ПИН-код."
        passwordless.initial = True
