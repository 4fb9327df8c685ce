"""Personal links (DESIGN §4).

A token signs purpose, key, e-mail, standing and serial, never content: saving does not kill
a link, a new serial or another address does.
"""

import hmac
import uuid

from django.conf import settings
from django.db.models import Model
from django.http import Http404
from django.urls import reverse

from core import crypto
from forms_app.lifecycle import State
from forms_app.models import Draft, Submission

RESUME = "resume"
TRACK = "track"
REPEAT = "request-repeat"
_MODELS: dict[str, type[Draft] | type[Submission]] = {
    RESUME: Draft,
    TRACK: Submission,
    REPEAT: Submission,
}
_ALIVE = "kept"
_SIGNATURE = 40


class LinkOver(Exception):
    """The link was right, but what it led to is sent, expired or destroyed."""

    def __init__(self, obj: Draft | Submission) -> None:
        super().__init__()
        self.obj = obj


def _is_alive(obj: Draft | Submission) -> bool:
    """Whether the object can still be used through its link."""
    if isinstance(obj, Draft):
        return obj.state == Draft.State.OPEN
    return obj.state != State.DESTROYED


def signature(purpose: str, obj: Draft | Submission) -> str:
    """What proves a link while its object lives; kept in ``closed_link`` when it is destroyed."""
    if purpose == REPEAT:
        return _from_tracking(obj, signature(TRACK, obj))
    return _digest(purpose, str(obj.pk), obj.email, _ALIVE, str(obj.link_serial))


def _true_signature(purpose: str, obj: Draft | Submission) -> str:
    """What a link must carry, also when what it leads to is destroyed."""
    if not obj.closed_link:
        return signature(purpose, obj)
    return _from_tracking(obj, obj.closed_link) if purpose == REPEAT else obj.closed_link


def _from_tracking(obj: Draft | Submission, tracking: str) -> str:
    """The repeating link's proof, made of the tracking link's: one stored proof serves both."""
    return _digest(REPEAT, str(obj.pk), tracking)


def _digest(purpose: str, *parts: str) -> str:
    return crypto.keyed_digest(f"forms_app.link.{purpose}", "\x1f".join(parts))[:_SIGNATURE]


def token(purpose: str, obj: Draft | Submission) -> str:
    """The token of a living object's link."""
    return f"{obj.pk.hex}{signature(purpose, obj)}"


def read(purpose: str, text: str) -> Draft | Submission:
    """The object of a token.

    Raises Http404 for a token that is altered, foreign or withdrawn, LinkOver for a true one
    whose object is no longer in use.
    """
    model = _MODELS[purpose]
    try:
        key = uuid.UUID(hex=text[:32])
    except ValueError:
        raise Http404 from None
    query: list[Model] = list(model.objects.filter(pk=key).select_related("key"))
    if not query:
        raise Http404
    obj = query[0]
    assert isinstance(obj, (Draft, Submission))
    true = _true_signature(purpose, obj)
    if not hmac.compare_digest(true.encode(), text[32:].encode()):
        raise Http404
    if not _is_alive(obj):
        raise LinkOver(obj)
    return obj


def resume_url(draft: Draft) -> str:
    """The absolute address that opens a draft again."""
    path = reverse("forms_app:resume", kwargs={"token": token(RESUME, draft)})
    return f"{settings.SITE_URL}{path}"


def track_url(submission: Submission) -> str:
    """The absolute address where a submission is followed."""
    path = reverse("forms_app:track", kwargs={"token": token(TRACK, submission)})
    return f"{settings.SITE_URL}{path}"


def repeat_url(submission: Submission) -> str:
    """The absolute address where a submission is repeated, for letters of a repeatable journey."""
    path = reverse("forms_app:repeat", kwargs={"token": token(REPEAT, submission)})
    return f"{settings.SITE_URL}{path}"
