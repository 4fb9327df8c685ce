"""Two cards of one employer become one: a person has allowed something to both (P-2.2a, P-F7)."""

from core.history import SYSTEM_LABEL
from placement.employers.models import Employer
from placement.grants.models import Grant

from .signing import withdraw

WHY = "Две карточки этого работодателя объединены: действует другое согласие о нём же."


def leave_one_per_employer(*, kept: Employer, other: Employer) -> None:
    """Of two open consents for one purpose the one that holds stays, of two that hold the newer."""
    rows = Grant.objects.open().select_related("graduate__key", "employer")
    for grant in rows.filter(employer=other).order_by("pk"):
        same = rows.filter(employer=kept, graduate=grant.graduate, purpose=grant.purpose)
        twin = same.filter(place=grant.place).first()
        if twin is not None:
            weaker = min(grant, twin, key=_strength)
            withdraw(grant=weaker, actor=None, why=WHY, by=SYSTEM_LABEL)


def _strength(grant: Grant) -> tuple[bool, float]:
    at = grant.complete_at
    return (at is not None, at.timestamp() if at is not None else 0.0)
