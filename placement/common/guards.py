"""Who may act, and how the history calls them."""

import datetime as dt
from typing import Any

from core import clock
from core.errors import Refused
from core.models import User

EMPLOYER = "работодатель"
# What the centre itself has done is not older: the year is mistyped.
LONG_AGO = dt.timedelta(days=10 * 365)


def require(actor: User | None, right: str) -> None:
    """Refuse staff without the right; an employer's right is the link or the form itself."""
    if actor is not None and not (actor.is_active and actor.has_perm(right)):
        raise Refused("У вас нет права на это действие.")


def refuse_long_ago(day: dt.date, field: str) -> None:
    """Refuse a day on which the centre cannot have done anything."""
    if day < clock.local_day(clock.now()) - LONG_AGO:
        raise Refused("Проверьте год: это слишком давно.", field=field)


def signature(actor: User | None, otherwise: str = EMPLOYER) -> dict[str, Any]:
    """Who acted, as the history takes it; ``otherwise`` names who is no user."""
    return {"actor": actor, "actor_label": "" if actor else otherwise}
