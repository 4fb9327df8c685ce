"""Who may act, how the history calls them, and what keeps one from undoing what another did."""

import hashlib
import json
from collections.abc import Mapping
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


def revision_of(values: Mapping[str, Any]) -> str:
    """Changes whenever some value does: what a form saw when it was opened."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def refuse_overtaken(shown: str, now: str) -> None:
    """Refuse what was typed beside other data than those of ``now``; without ``shown``, nothing."""
    if shown and shown != now:
        raise Refused(
            "Пока вы вносили изменения, эти сведения изменил кто-то ещё. "
            "Откройте их заново и повторите."
        )


def _plain(value: Any) -> str:
    """A row by its key, a day by its digits."""
    return str(getattr(value, "pk", value))
