"""Looks at parts of recommendations: whether they are allowed, and that they are logged (X-5)."""

from core.history import log_read
from core.models import User
from placement.consents import HEALTH
from placement.grants import gate
from placement.mentors.models import Part, Recommendations


def is_allowed(sheet: Recommendations) -> bool:
    """Whether the consent that the parts rest on is in force."""
    return gate.allows(sheet.graduate, HEALTH)


def log_look(part: Part, actor: User) -> None:
    """Say in the log who looked at which part; of an empty one nothing."""
    if part.filled_at is None:
        return
    what = f"рекомендации наставнику: {part}"
    log_read(part.sheet, actor=actor, what=what, organisation=actor.organisation)
