"""What a browser's session knows: one draft per journey, by its id."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest

from core import clock, crypto
from core.errors import KeyDestroyed
from forms_app.engine import registry
from forms_app.models import Draft

# Each draft with the serial of the link that opened it: a new link ends what an old one began.
_OPEN = "forms_open"
_LEFT = "forms_just_left"
_CODES = "forms_codes"
_STASH = "forms_stash"


# On a shared computer the next person must not find what was sent or left before.
AFTER_END = dt.timedelta(hours=1)


def remember(request: HttpRequest, draft: Draft) -> None:
    """Make this the draft of its journey in this session, until its links are withdrawn."""
    mark = [str(draft.pk), draft.link_serial]
    request.session[_OPEN] = {**request.session.get(_OPEN, {}), draft.journey: mark}


def current(request: HttpRequest, journey: str) -> Draft | None:
    """The session's draft of a journey, in whatever state; staff's only while they are in.

    None after a new link was given out: whoever came by an earlier one sees nothing more.
    """
    key, serial = request.session.get(_OPEN, {}).get(journey) or (None, 0)
    if key is None:
        return None
    found = Draft.objects.filter(pk=key, link_serial=serial)
    draft = found.select_related("key", "corrects").first()
    if draft is None or (draft.entered_by_id and not _is_theirs(request, draft)):
        return None
    if draft.state == Draft.State.SENT and clock.now() - draft.updated_at > AFTER_END:
        return None
    return draft


def forget(request: HttpRequest, journey: str) -> None:
    """End what this browser has to do with its draft of a journey."""
    for place in (_OPEN, _LEFT):
        kept = dict(request.session.get(place, {}))
        if kept.pop(journey, None) is not None:
            request.session[place] = kept


def leave(request: HttpRequest, draft: Draft) -> None:
    """Forget a draft but for the page that says how to come back to it."""
    forget(request, draft.journey)
    mark = [str(draft.pk), draft.link_serial, clock.now().timestamp()]
    request.session[_LEFT] = {**request.session.get(_LEFT, {}), draft.journey: mark}


def left(request: HttpRequest, journey: str) -> Draft | None:
    """The open draft that was left here within the hour: to say how to come back, no more."""
    key, serial, at = request.session.get(_LEFT, {}).get(journey) or (None, 0, 0.0)
    if key is None or clock.now().timestamp() - at > AFTER_END.total_seconds():
        return None
    found = Draft.objects.filter(pk=key, link_serial=serial, state=Draft.State.OPEN)
    draft = found.select_related("key", "corrects").first()
    if draft is None or (draft.entered_by_id and not _is_theirs(request, draft)):
        return None
    return draft


def _is_theirs(request: HttpRequest, draft: Draft) -> bool:
    """Whether who asks is the member of staff who enters this draft, and still may."""
    user = request.user
    if not user.is_authenticated or draft.entered_by_id != user.pk:
        return False
    return registry.get(draft.journey).may_enter(user, draft.scope)


def keep_code(request: HttpRequest, draft: Draft, code: str) -> None:
    """Hold the code, encrypted, until the person says that it is written down."""
    blob = crypto.encrypt_json(draft.key, code, context=f"forms_app.code:{draft.pk}")
    request.session[_CODES] = {**request.session.get(_CODES, {}), str(draft.pk): blob.hex()}


def held_code(request: HttpRequest, draft: Draft) -> str:
    """The code still to be shown; empty once it was written down."""
    blob = request.session.get(_CODES, {}).get(str(draft.pk))
    if not blob:
        return ""
    try:
        return crypto.decrypt_json(
            draft.key, bytes.fromhex(blob), context=f"forms_app.code:{draft.pk}"
        )
    except KeyDestroyed:
        return ""


def forget_code(request: HttpRequest, draft: Draft) -> None:
    """The code is written down: nobody will see it again."""
    codes = dict(request.session.get(_CODES, {}))
    codes.pop(str(draft.pk), None)
    request.session[_CODES] = codes


def stash(
    request: HttpRequest, *, draft_id: str, revision: int, step: str, typed: dict[str, list[str]]
) -> bool:
    """Keep what was typed into a page whose session had expired, until its draft is opened again.

    The draft's id alone opens nothing: the text waits, encrypted, in the sender's own session.
    """
    try:
        draft = Draft.objects.select_related("key").filter(
            pk=uuid.UUID(draft_id), state=Draft.State.OPEN
        )
    except ValueError:
        return False
    found = draft.first()
    if found is None:
        return False
    value = {"revision": revision, "step": step, "typed": typed}
    blob = crypto.encrypt_json(found.key, value, context=f"forms_app.stash:{found.pk}")
    request.session[_STASH] = {str(found.pk): blob.hex()}
    return True


def take_stash(request: HttpRequest, draft: Draft) -> dict[str, Any] | None:
    """What was stashed for this draft; once."""
    blob = request.session.pop(_STASH, {}).get(str(draft.pk))
    if not blob:
        return None
    return crypto.decrypt_json(
        draft.key, bytes.fromhex(blob), context=f"forms_app.stash:{draft.pk}"
    )
