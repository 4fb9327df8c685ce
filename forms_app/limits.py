"""Limits against abuse that a college behind one address survives (DESIGN §4)."""

from django.core.cache import cache
from django.http import HttpRequest

from core import crypto
from core.errors import Refused

HOUR = 3600


def count(what: str, who: str, *, limit: int, seconds: int = HOUR) -> None:
    """Count one act of ``who``; raise Refused beyond ``limit`` acts in ``seconds``.

    Only a keyed digest of ``who`` gets into the cache.
    """
    key = f"limit:{what}:{crypto.keyed_digest('forms_app.limit', who)[:32]}"
    cache.add(key, 0, timeout=seconds)
    try:
        acts = cache.incr(key)
    except ValueError:  # it ran out between the two calls
        return
    if acts > limit:
        raise Refused("Слишком много попыток подряд. Подождите час и попробуйте ещё раз.")


def address(request: HttpRequest) -> str:
    """The network address that the request came from."""
    return request.META.get("REMOTE_ADDR", "")
