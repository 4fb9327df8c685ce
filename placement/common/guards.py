"""Who may act, and how the history calls them."""

from typing import Any

from core.errors import Refused
from core.models import User

EMPLOYER = "работодатель"


def require(actor: User | None, right: str) -> None:
    """Refuse staff without the right; an employer's right is the link or the form itself."""
    if actor is not None and not (actor.is_active and actor.has_perm(right)):
        raise Refused("У вас нет права на это действие.")


def signature(actor: User | None, otherwise: str = EMPLOYER) -> dict[str, Any]:
    """Who acted, as the history takes it; ``otherwise`` names who is no user."""
    return {"actor": actor, "actor_label": "" if actor else otherwise}
