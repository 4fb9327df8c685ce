"""How staff log in: by e-mail, password and a second factor; nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from core.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False


def has_second_factor(user: User) -> bool:
    """Whether the user has an authenticator app or a passkey; recovery codes alone are none."""
    return _second_factors().filter(user=user).exists()


def staff_without_second_factor() -> QuerySet[User]:
    """Accounts that hold a role and can log in by their password alone."""
    own = _second_factors().filter(user=OuterRef("pk"))
    holds_role = Q(groups__isnull=False) | Q(is_superuser=True)
    return User.objects.filter(holds_role, ~Exists(own), is_active=True).distinct()


def _second_factors() -> QuerySet[Authenticator]:
    return Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)
