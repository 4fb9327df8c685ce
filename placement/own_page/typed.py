"""What was typed under a personal link and must not be typed twice: kept in the browser's session.

Encrypted under the graduate's key, bound to the link that it was typed under, and shown only after
the proof (ADR 14).
"""

from typing import TYPE_CHECKING, cast

from core import crypto

if TYPE_CHECKING:
    from .base import OwnPage

# A page that was sent when the proof had run out; what the documents of one consent were called.
_PAGE, _DOCUMENTS = "own_page_typed", "own_page_documents"
Typed = dict[str, str]


def keep_page(page: "OwnPage") -> None:
    """Hold what this page has sent until its owner has proved to be so; of several pages the last."""
    sent = page.request.POST
    typed = {name: sent[name] for name in sent if name != "csrfmiddlewaretoken"}
    _keep(page, _PAGE, page.request.path, typed)


def take_page(page: "OwnPage") -> Typed:
    """What waits for this page, once; empty where nothing does."""
    typed = _kept(page, _PAGE, page.request.path)
    if typed:
        del page.request.session[_PAGE]
    return typed


def keep_documents(page: "OwnPage", typed: Typed) -> None:
    """Remember the documents that a consent names: the next consent names the same."""
    _keep(page, _DOCUMENTS, "", typed)


def documents(page: "OwnPage") -> Typed:
    """The documents that were typed under this link before, in this browser."""
    return _kept(page, _DOCUMENTS, "")


def _keep(page: "OwnPage", place: str, path: str, typed: Typed) -> None:
    blob = crypto.encrypt_json(page.graduate.key, typed, context=_context(page, place))
    page.request.session[place] = [page.mark, path, blob.hex()]


def _kept(page: "OwnPage", place: str, path: str) -> Typed:
    mark, at, blob = page.request.session.get(place) or ("", "", "")
    if (mark, at) != (page.mark, path):
        return {}
    value = crypto.decrypt_json(
        page.graduate.key, bytes.fromhex(blob), context=_context(page, place)
    )
    return cast(Typed, value)


def _context(page: "OwnPage", place: str) -> str:
    return f"placement.{place}:{page.mark}"
