"""Limits against abuse that a college behind one address survives (DESIGN §4)."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from core import clock, crypto
from core.errors import Refused
from core.full_disk import CannotWrite

HOUR = 3600
# Letters that strangers can make us send to one mailbox.
LETTERS_PER_HOUR = 10


def count(what: str, who: str, *, limit: int, seconds: int = HOUR) -> None:
    """Count one act of ``who``; raise Refused beyond ``limit`` acts in a window of ``seconds``.

    The window is part of the key: a cache that forgets the lifetime of a counter when it counts
    on can neither prolong a window nor cut it short. Only a keyed digest of ``who`` gets into
    the cache. Raises CannotWrite when nothing can be counted.
    """
    digest = crypto.keyed_digest("forms_app.limit", who)[:32]
    key = f"limit:{what}:{digest}:{int(clock.now().timestamp()) // seconds}"
    cache.add(key, 0, timeout=seconds)
    try:
        acts = cache.incr(key)
    except ValueError:  # it was dropped between the two calls
        acts = 1
        cache.set(key, acts, timeout=seconds)
    else:
        cache.touch(key, seconds)
    if cache.get(key) is None:
        # It was not kept. Without counting anybody could try all numbers and codes.
        raise CannotWrite("limits")
    if acts > limit:
        raise Refused("Слишком много попыток подряд. Подождите час и попробуйте ещё раз.")


def count_letter(email: str) -> None:
    """Count a letter that anybody can ask for; raise Refused when the mailbox has had enough."""
    count("letter", email.casefold(), limit=LETTERS_PER_HOUR)


def address(request: HttpRequest) -> str:
    """The network address that the request came from, as the reverse proxy names it."""
    header = settings.CLIENT_IP_HEADER
    named = request.headers.get(header, "").strip() if header else ""
    return named or request.META.get("REMOTE_ADDR", "")
