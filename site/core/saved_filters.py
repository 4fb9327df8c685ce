"""Filters that a person keeps under a name (X-4)."""

from typing import NamedTuple

from django.core.cache import cache
from django.db import IntegrityError, transaction

from core.errors import Refused
from core.models import SavedFilter, User
from core.text import one_line

# So many on one desk: more are not looked through any faster than the filters themselves.
MOST = 20
_DAY = 24 * 60 * 60


class Saved(NamedTuple):
    """One kept choice, as lists and the board show it."""

    pk: int
    desk: str
    name: str
    query: str


def filters_of(user: User) -> list[Saved]:
    """All choices of a person by name; from the cache, because every list asks for them."""
    key = _key(user)
    rows: list[Saved] | None = cache.get(key)
    if rows is None:
        columns = SavedFilter.objects.filter(owner=user).order_by("name", "pk")
        rows = [Saved(*values) for values in columns.values_list("pk", "desk", "name", "query")]
        cache.set(key, rows, _DAY)
    return rows


@transaction.atomic
def save_filter(*, actor: User, desk: str, name: str, query: str) -> SavedFilter:
    """Keep a choice; Refused without one, for a name that is taken, and beyond ``MOST``."""
    name = one_line(name)
    if not query:
        raise Refused("Сначала выберите, что показать: без отбора сохранять нечего.", field="name")
    # The person's own row is locked, so that two presses at once cannot pass the limit.
    User.objects.select_for_update().get(pk=actor.pk)
    own = SavedFilter.objects.filter(owner=actor, desk=desk)
    if own.count() >= MOST:
        raise Refused(f"Отборов здесь уже {MOST}. Удалите тот, который не нужен.", field="name")
    try:
        with transaction.atomic():
            row = SavedFilter.objects.create(owner=actor, desk=desk, name=name, query=query)
    except IntegrityError:
        raise Refused("Отбор с таким названием у вас уже есть.", field="name") from None
    _forget(actor)
    return row


@transaction.atomic
def drop_filter(*, actor: User, desk: str, key: int) -> None:
    """Delete one's own choice; one that is gone already is no error."""
    SavedFilter.objects.filter(owner=actor, desk=desk, pk=key).delete()
    _forget(actor)


def _forget(user: User) -> None:
    transaction.on_commit(lambda: cache.delete(_key(user)))


def _key(user: User) -> str:
    return f"saved-filters:{user.pk}"
