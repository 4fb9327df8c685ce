"""The content version that stored pages hang on, and the instants at which pages change.

Whatever changes what the public sees calls `bump`; whatever changes by itself at an instant
is told by `register_deadline` (DESIGN §7).
"""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, TypeVar, TypeVarTuple

from django.core.cache import cache
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest

Deadline = Callable[[datetime], datetime | None]
View = TypeVar("View", bound=Callable[..., Any])
Asked = TypeVarTuple("Asked")
Answer = TypeVar("Answer")

# A page is made anew at least this often, whatever was forgotten to be told.
LIFETIME = timedelta(minutes=15)
PUBLIC = "is_public_page"
_VERSION_KEY = "home:content-version"
_deadlines: list[Deadline] = []
# The next deadline as it was asked for one content version.
_known: tuple[str, datetime, datetime | None] | None = None


def version() -> str:
    """The present content version; a lost one is replaced, so nothing stale survives its loss."""
    found: str | None = cache.get(_VERSION_KEY)
    if found is None:
        cache.add(_VERSION_KEY, secrets.token_hex(8), None)
        found = cache.get(_VERSION_KEY) or secrets.token_hex(8)
    return found


def bump() -> None:
    """Make every stored page stale, now and once more when the running transaction commits.

    Until then others still read the old rows and may store pages made of them.
    """
    _renew()
    if transaction.get_connection().in_atomic_block:
        transaction.on_commit(_renew)


def _renew() -> None:
    cache.set(_VERSION_KEY, secrets.token_hex(8), None)


def per_version(make: Callable[[*Asked], Answer]) -> Callable[[*Asked], Answer]:
    """Ask ``make(…)`` once per process and content version for each of what it takes."""
    known: tuple[str, dict[tuple[Any, ...], Answer]] = ("", {})

    @wraps(make)
    def kept(*asked: *Asked) -> Answer:
        nonlocal known
        present = version()
        if known[0] != present:
            known = (present, {})
        answers = known[1]
        if asked not in answers:
            answers[asked] = make(*asked)
        return answers[asked]

    return kept


def watch(*watched: type[models.Model]) -> None:
    """Bump whenever a row of these models is saved or deleted."""
    for model in watched:
        uid = f"home.cache.{model.__module__}.{model.__name__}"
        post_save.connect(_on_change, sender=model, dispatch_uid=uid)
        post_delete.connect(_on_change, sender=model, dispatch_uid=uid)


def _on_change(**kwargs: object) -> None:
    bump()


def register_deadline(function: Deadline) -> Deadline:
    """Ask ``function(now)`` for the next instant at which public pages change by themselves."""
    if function not in _deadlines:
        _deadlines.append(function)
    return function


def next_deadline(now: datetime, content_version: str) -> datetime | None:
    """The nearest instant after ``now``; asked anew only when content changes or it passes."""
    global _known  # noqa: PLW0603 – one answer per process
    if _known is not None:
        known_version, asked_at, answer = _known
        fresh = known_version == content_version and asked_at <= now
        if fresh and now < (answer or asked_at + LIFETIME):
            return answer
    coming = [instant for ask in _deadlines if (instant := ask(now)) and instant > now]
    answer = min(coming, default=None)
    _known = (content_version, now, answer)
    return answer


def public_view(view: View) -> View:
    """Mark a view whose answer is the same for every visitor, so that it may be stored."""
    setattr(view, PUBLIC, True)
    return view


def request_version(request: HttpRequest) -> str:
    """The content version as it was when this request began."""
    found: str | None = getattr(request, "content_version", None)
    if found is None:
        found = version()
        request.content_version = found  # type: ignore[attr-defined]
    return found
