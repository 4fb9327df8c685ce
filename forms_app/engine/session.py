"""What a browser's session knows: one draft per journey, by its id."""

import dataclasses
import datetime as dt
import uuid

from django.http import HttpRequest

from core import clock, crypto
from core.errors import KeyDestroyed
from forms_app.engine import registry
from forms_app.engine.access import Access
from forms_app.engine.payload import open_draft
from forms_app.engine.typed import Raw
from forms_app.models import Draft, Submission

# Each draft with the serial of the link that opened it – a new link ends what an old one began –
# and the instant when a link or code did; none for who began it here.
_OPEN = "forms_open"
_LEFT = "forms_just_left"
_CODES = "forms_codes"
# Pages that could not be saved: each with its draft and step.
_STASHES = "forms_stashes"
MAX_STASHES = 10
# Files that wait for the proof, by draft: each with its slot and the answers it was chosen for.
_ASIDE = "forms_set_aside"
# Who has proved to be the owner, until when; and what a draft's steps hold that was not typed here.
_PROVED = "forms_proved"
_KEPT = "forms_kept"
_DISCLOSED = "forms_disclosed"
PROVED_FOR = dt.timedelta(minutes=30)

# On a shared computer the next person must not find what was sent or left before.
AFTER_END = dt.timedelta(hours=1)


def remember(request: HttpRequest, draft: Draft, *, since: dt.datetime | None = None) -> None:
    """Make this the draft of its journey in this session, until its links are withdrawn.

    ``since`` is given for a draft that a link or a code has opened: what was typed before is
    hidden then. For one that is open here already nothing changes.
    """
    opened = current(request, draft.journey)
    at = access(request, opened).since if opened is not None and opened.pk == draft.pk else since
    mark = [str(draft.pk), draft.link_serial, at.timestamp() if at else None]
    request.session[_OPEN] = {**request.session.get(_OPEN, {}), draft.journey: mark}


def access(request: HttpRequest, draft: Draft) -> Access:
    """What this session may see of its draft; staff enter what lies before them."""
    mark = request.session.get(_OPEN, {}).get(draft.journey) or []
    at = mark[2] if len(mark) > 2 else None
    if draft.entered_by_id:
        return Access()
    if at is None:
        return Access(is_proved=is_proved(request, draft.corrects_id or draft.pk))
    kept = request.session.get(_KEPT, {}).get(str(draft.pk), {})
    return Access(
        since=dt.datetime.fromtimestamp(at, dt.UTC),
        is_proved=is_proved(request, draft.corrects_id or draft.pk),
        kept={step: frozenset(entries) for step, entries in kept.items()},
    )


def tracked_access(request: HttpRequest, submission: Submission) -> Access:
    """What this session may do to a submission that it follows by its link."""
    return Access(since=clock.now(), is_proved=is_proved(request, submission.pk))


def note_kept(request: HttpRequest, draft: Draft, step: str, kept: frozenset[str]) -> None:
    """A step was saved here: all but ``kept`` was typed in this session and may be shown."""
    if access(request, draft).since is None:
        return
    places = request.session.get(_KEPT, {})
    steps = {**places.get(str(draft.pk), {}), step: sorted(kept)}
    request.session[_KEPT] = {**places, str(draft.pk): steps}


def prove(request: HttpRequest, owner: uuid.UUID | str) -> None:
    """Remember for a while that the owner of this draft, submission or link sits here."""
    until = (clock.now() + PROVED_FOR).timestamp()
    request.session[_PROVED] = {**request.session.get(_PROVED, {}), str(owner): until}


def unprove(request: HttpRequest, owner: uuid.UUID | str) -> None:
    """The owner gets up: whoever sits here next has to prove it anew."""
    proved = dict(request.session.get(_PROVED, {}))
    if proved.pop(str(owner), None) is not None:
        request.session[_PROVED] = proved


def is_proved(request: HttpRequest, owner: uuid.UUID | str) -> bool:
    """Whether the owner has proved so within the last half an hour."""
    until: float = request.session.get(_PROVED, {}).get(str(owner), 0.0)
    return clock.now().timestamp() < until


def current(request: HttpRequest, journey: str) -> Draft | None:
    """The session's draft of a journey, in whatever state; staff's only while they are in.

    None after a new link was given out: whoever came by an earlier one sees nothing more.
    """
    key, serial, *_ = request.session.get(_OPEN, {}).get(journey) or (None, 0)
    if key is None:
        return None
    drafts = Draft.objects.filter(pk=key, link_serial=serial)
    draft = drafts.select_related("key", "corrects").first()
    if draft is None or (draft.entered_by_id and not _is_theirs(request, draft)):
        return None
    if draft.state == Draft.State.SENT and clock.now() - draft.updated_at > AFTER_END:
        return None
    return draft


def disclose(request: HttpRequest, what: str) -> None:
    """Let this session see for a while what the domain calls so."""
    until = (clock.now() + PROVED_FOR).timestamp()
    request.session[_DISCLOSED] = {**request.session.get(_DISCLOSED, {}), what: until}


def disclosed(request: HttpRequest) -> frozenset[str]:
    """What the domain has let this session see."""
    now = clock.now().timestamp()
    rows: dict[str, float] = request.session.get(_DISCLOSED, {})
    return frozenset(what for what, until in rows.items() if now < until)


def forget(request: HttpRequest, journey: str) -> None:
    """End what this browser has to do with its draft of a journey."""
    for place in (_PROVED, _DISCLOSED):
        request.session.pop(place, None)
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
    key, serial, at, *_ = request.session.get(_LEFT, {}).get(journey) or (None, 0, 0.0)
    if key is None or clock.now().timestamp() - at > AFTER_END.total_seconds():
        return None
    drafts = Draft.objects.filter(pk=key, link_serial=serial, state=Draft.State.OPEN)
    draft = drafts.select_related("key", "corrects").first()
    if draft is None or (draft.entered_by_id and not _is_theirs(request, draft)):
        return None
    return draft


def follow_link(request: HttpRequest, draft: Draft) -> None:
    """A new link was given out from this very session, which goes on with the draft."""
    for place in (_OPEN, _LEFT):
        marks = request.session.get(place, {})
        mark = marks.get(draft.journey)
        if mark and mark[0] == str(draft.pk):
            request.session[place] = {
                **marks,
                draft.journey: [mark[0], draft.link_serial, *mark[2:]],
            }


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


@dataclasses.dataclass(frozen=True)
class Stash:
    """What a page of a step had sent; ``former`` is what the step held then, None if it is unsure."""

    step: str
    typed: Raw
    former: Raw | None


def stash(request: HttpRequest, *, draft_id: str, revision: int, step: str, typed: Raw) -> bool:
    """Keep what was typed into a page that could not be saved, until its draft is opened again.

    The draft's id alone opens nothing: the text waits, encrypted, in the sender's own session. Of
    each step the last page is kept, and of all steps the last few.
    """
    try:
        draft = Draft.objects.select_related("key").filter(
            pk=uuid.UUID(draft_id), state=Draft.State.OPEN
        )
    except ValueError:
        return False
    row = draft.first()
    if row is None:
        return False
    former = open_draft(row).raw_of(step) if row.revision == revision else None
    blob = crypto.encrypt_json(row.key, [typed, former], context=f"forms_app.stash:{row.pk}:{step}")
    drop_stash(request, row, step)
    rows = [*request.session.get(_STASHES, []), [str(row.pk), step, blob.hex()]]
    request.session[_STASHES] = rows[-MAX_STASHES:]
    return True


def stashes(request: HttpRequest, draft: Draft) -> dict[str, Stash]:
    """What waits for this draft, by step."""
    waiting = {}
    for key, step, blob in request.session.get(_STASHES, []):
        if key == str(draft.pk):
            typed, former = crypto.decrypt_json(
                draft.key, bytes.fromhex(blob), context=f"forms_app.stash:{draft.pk}:{step}"
            )
            waiting[step] = Stash(step, typed, former)
    return waiting


def drop_stash(request: HttpRequest, draft: Draft, step: str) -> None:
    """The step was saved: what waited for it is needed no more."""
    rows = request.session.get(_STASHES, [])
    left = [row for row in rows if row[:2] != [str(draft.pk), step]]
    if left != rows:
        request.session[_STASHES] = left


def set_aside(
    request: HttpRequest, draft: Draft, slot: str, file: uuid.UUID, *, answers_digest: str
) -> None:
    """Remember a stored file that waits for the proof, its slot and the answers at this instant."""
    waiting = request.session.get(_ASIDE, {})
    files = [*waiting.get(str(draft.pk), []), [slot, str(file), answers_digest]]
    request.session[_ASIDE] = {**waiting, str(draft.pk): files}


def take_set_aside(request: HttpRequest, draft: Draft) -> list[tuple[str, uuid.UUID, str]]:
    """The slots, files and digests of the answers that wait for the proof; once."""
    waiting = dict(request.session.get(_ASIDE, {}))
    files = waiting.pop(str(draft.pk), [])
    if files:
        request.session[_ASIDE] = waiting
    return [(slot, uuid.UUID(file), digest) for slot, file, digest in files]
