"""Two cards of one employer become one, and nothing of either is lost (P-2.2a)."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from core.errors import Refused
from core.history import log_change
from core.models import User
from placement.common.guards import require, signature
from placement.employers.models import Employer
from placement.employers.record import EMPLOYERS
from placement.employers.signals import renamed

from .data import merged
from .difference import carry_over
from .guards import WORK, locked_pair

Follower = Callable[..., None]

_followers: list[Follower] = []
_preparing: list[Follower] = []


def before_merge(follower: Follower) -> None:
    """Call ``follower(kept=…, other=…)`` in each merge before anything is moved.

    For the nouns above, of whose rows only one may stand with an employer.
    """
    if follower not in _preparing:
        _preparing.append(follower)


def on_merge(follower: Follower) -> None:
    """Call ``follower(kept=…, other=…)`` in each merge, inside its transaction, when all is moved.

    For the nouns above, whose rows may repeat one another now; what it refuses ends the merge.
    """
    if follower not in _followers:
        _followers.append(follower)


@transaction.atomic
def merge_employers(*, keep: Employer, merge: Employer, actor: User) -> Employer:
    """Move all of ``merge`` to ``keep``, fill the gaps of ``keep``; returns ``keep``.

    The row of ``merge`` stays as it was and points at the kept one. Refused for one that was
    merged before, for a card with itself and for an invented one with a real one.
    """
    require(actor, WORK)
    kept, other = locked_pair(keep, merge)
    if kept.is_demo != other.is_demo:
        raise Refused("Вымышленного работодателя нельзя объединить с настоящим.")
    for follower in _preparing:
        follower(kept=kept, other=other)
    moved = {name: _move(field, other, kept) for name, field in relations().items()}
    Employer.objects.filter(merged_into=other).update(merged_into=kept)
    carry_over(other=other, kept=kept)
    # First out of the way, so that the kept one may take its ИНН.
    other.merged_into = kept
    other.save(update_fields=["merged_into"])
    filled = EMPLOYERS.assign(kept, merged(kept, other))
    kept.confirmed_on = max(filter(None, (kept.confirmed_on, other.confirmed_on)), default=None)
    kept.save()
    renamed.send(sender=Employer, employer=kept)
    for follower in _followers:
        follower(kept=kept, other=other)
    _log(kept, other, {"moved": moved, "fields": EMPLOYERS.labels(filled)}, actor)
    return kept


def relations() -> dict[str, Any]:
    """Fields that point at an employer, whichever noun declares them, as the history counts them.

    By name: requests stand before vacancies, the order in which filing locks them too.
    """
    related = Employer._meta.related_objects  # noqa: SLF001 - Django documents it as open
    fields = {
        str(one.get_accessor_name()): one.field
        for one in related
        if one.one_to_many and one.related_model is not Employer
    }
    return dict(sorted(fields.items()))


def _move(field: Any, other: Employer, kept: Employer) -> int:
    rows = field.model.objects.filter(**{field.name: other})
    count: int = rows.update(**{field.name: kept})
    return count


def _log(kept: Employer, other: Employer, details: dict[str, Any], actor: User) -> None:
    who = signature(actor)
    log_change(kept, action="merge", details={**details, "merged": other.pk}, **who)
    log_change(other, action="merged", details={"moved": details["moved"], "kept": kept.pk}, **who)
