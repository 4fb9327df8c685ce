"""The centre changes its terms: what that leads to is said before, and acts after a while (X-5)."""

import datetime as dt
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction

from core import clock
from core.errors import Refused
from core.history import log_change
from core.models import User
from core.text import plural
from placement.centre import operators
from placement.centre.terms.models import Terms, terms_on
from placement.common.guards import require

CHANGE = "placement.add_terms"
# Terms whose shortening destroys what is kept now.
KEEPING = ("unconfirmed_years", "after_case_years")
# The days between decision and effect, where no organisation says how many.
WAIT_DAYS = 7

# What a change does, in words; the first terms are those that held before.
Effect = Callable[[Terms, Terms], list[str]]
_effects: list[Effect] = []


def on_change(effect: Effect) -> None:
    """Have ``effect`` asked what new terms do to the data; called once at start."""
    _effects.append(effect)


def effects_of(terms: Terms) -> list[str]:
    """What these terms will do on their first day that those before them would not."""
    before = terms_on(terms.effective_from)
    return [words for effect in _effects for words in effect(before, terms)]


@transaction.atomic
def set_terms(*, data: Terms, actor: User, based_on: int | None, shown: str) -> Terms:
    """Set terms from a day on.

    ``based_on`` is the newest set that the form knew; ``shown`` are the effects that whoever decides
    has been shown, line by line: others than those that there are now have to be read first.
    """
    require(actor, CHANGE)
    newest = Terms.objects.select_for_update().order_by("-pk").first()
    if (newest.pk if newest else None) != based_on:
        raise Refused("Пока форма была открыта, сроки изменил кто-то ещё. Откройте её заново.")
    _refuse_wrong(data)
    _refuse_haste(data)
    effects = effects_of(data)
    if effects and shown != "\n".join(effects):
        raise Refused(
            "Прочитайте, к чему это приведёт, и отметьте, что согласны.", field="is_confirmed"
        )
    data.created_by = actor
    data.save()
    log_change(data, actor=actor, action="create", details={"effects": effects})
    return data


def _refuse_wrong(data: Terms) -> None:
    try:
        data.clean_fields(exclude=["created_by"])
        data.validate_constraints()
    except ValidationError as error:
        field = next(iter(getattr(error, "error_dict", {})), "")
        raise Refused(" ".join(error.messages), field=field) from error


def _refuse_haste(data: Terms) -> None:
    """Refuse terms of yesterday, and shorter keeping that would destroy before anybody can think."""
    today = clock.local_day(clock.now())
    if data.effective_from < today:
        raise Refused("Этот день уже прошёл.", field="effective_from")
    before = terms_on(data.effective_from)
    if all(getattr(data, name) >= getattr(before, name) for name in KEEPING):
        return
    operator = operators.operator()
    days = operator.destruction_wait_days if operator else WAIT_DAYS
    earliest = today + dt.timedelta(days=days)
    if data.effective_from < earliest:
        raise Refused(
            f"Срок хранения становится короче: он начнёт действовать не раньше чем через"
            f" {plural(days, 'день', 'дня', 'дней')}, с {earliest:%d.%m.%Y}.",
            field="effective_from",
        )
