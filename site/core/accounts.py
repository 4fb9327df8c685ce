"""How staff log in: by e-mail, password and a second factor; nobody signs up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from core import guesses
from core.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the wrong password."""
        guesses.note(credentials.get("email", ""))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """What wrong passwords are limited by: the account and the address that they come from.

        By the account alone, as allauth has it, strangers could keep its owner out.
        """
        account = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{account}:{get_ip(request)}"


def has_second_factor(user: User) -> bool:
    """Whether the user has an authenticator app or a passkey; recovery codes alone are none."""
    return (
        Authenticator.objects.filter(user=user)
        .exclude(type=Authenticator.Type.RECOVERY_CODES)
        .exists()
    )
