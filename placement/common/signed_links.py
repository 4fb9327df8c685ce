"""Links without login: a token signs purpose, key and serial, never content (ADR 14)."""

import hmac
import re

from django.http import Http404

from core import crypto

_SIGNATURE = 40
_TOKEN = re.compile(r"([1-9][0-9]{0,17})-([1-9][0-9]{0,8})-([0-9a-f]{40})", re.ASCII)


class LinkOver(Exception):
    """The link was given out and withdrawn since."""


def token(purpose: str, key: int, serial: int) -> str:
    """The token of one row's present link; a raised serial makes the earlier ones old."""
    return f"{key}-{serial}-{_signature(purpose, str(key), str(serial))}"


def read(purpose: str, text: str) -> tuple[int, int]:
    """Key and serial; Http404 for an altered token or one of another purpose."""
    match = _TOKEN.fullmatch(text)
    if match is None:
        raise Http404
    key, serial, signature = match.groups()
    if not hmac.compare_digest(_signature(purpose, key, serial), signature):
        raise Http404
    return int(key), int(serial)


def _signature(purpose: str, key: str, serial: str) -> str:
    return crypto.keyed_digest(f"placement.link.{purpose}", f"{key}\x1f{serial}")[:_SIGNATURE]
