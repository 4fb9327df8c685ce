"""Saving a step: what was typed is kept, right or wrong, and judged (X-2)."""

import dataclasses
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.datastructures import MultiValueDict

from core import clock
from core.errors import Refused
from core.text import whole_number
from forms_app.engine import registry, veil
from forms_app.engine.access import Access
from forms_app.engine.challenge import anchor
from forms_app.engine.forms import StepForm
from forms_app.engine.journey import BoundContext
from forms_app.engine.payload import Payload, Typed, open_draft, seal_draft
from forms_app.engine.progress import evaluate, following
from forms_app.engine.steps import Step
from forms_app.engine.typed import Raw, as_data
from forms_app.errors import NotYet
from forms_app.models import Draft

from .locking import lock_open_draft, touch
from .proving import check_proved

if TYPE_CHECKING:
    from core.models import User


@dataclasses.dataclass(frozen=True)
class Saved:
    """A draft after a saved step; ``complete`` says whether the step is done.

    ``following`` is the step after it; empty after the last one. ``kept`` names the hidden entries
    that were left empty and stay as they were.
    """

    draft: Draft
    complete: bool
    following: str
    kept: frozenset[str] = frozenset()


@transaction.atomic
def save_step(
    *,
    draft: Draft,
    revision: int,
    step: str,
    data: MultiValueDict,
    actor: "User | None" = None,
    press: str = "next",
    access: Access | None = None,
    shown: Access | None = None,
) -> Saved:
    """Keep what was typed on one step, right or wrong, and judge it.

    ``access`` is that of who saves; ``shown`` the one that the page was shown with, where it was
    another. What that hides, and is left empty, stays as it was: nothing that was typed is lost
    or overwritten unseen.

    ``press`` is the button: next, leave, ``add:<rows>`` or ``remove:<rows>-<n>``. All but «next»
    keep wrong input without showing errors. Raises StaleRevision, DraftClosed, NotProved, NotYet
    for a step that is jumped ahead to, Refused for one that a correction does not open.
    """
    locked = lock_open_draft(draft.pk, revision=revision)
    check_proved(locked, access)
    shown = shown or access or Access()
    ctx = BoundContext(
        journey=registry.get(locked.journey),
        scope=locked.scope,
        draft=locked,
        at=clock.now(),
        actor=actor,
    )
    payload = open_draft(locked)
    declared = _open_step(ctx, payload, step)
    former = payload.steps.get(step)
    before = declared.form(ctx, as_data(former.raw) if former else None)
    anchor(payload, journey=ctx.journey, step=step, form=before, access=shown)
    raw, kept = _pressed(before, data, press, former=former, access=shown)
    form = declared.form(ctx, as_data(raw))
    complete = form.is_complete()
    payload.steps[step] = Typed(
        raw,
        quiet=press != "next" and not complete,
        taken=bool(kept) and former is not None and former.taken,
    )
    _keep(locked, payload, ctx)
    declared.saved(ctx, form, complete=complete)
    if complete:
        ctx.data[step] = form.cleaned_data
    return Saved(locked, complete, following(ctx, step), kept)


def _open_step(ctx: BoundContext, payload: Payload, code: str) -> Step:
    """The step, if it may be typed now; ``ctx.data`` holds the complete steps before it then."""
    progress = evaluate(ctx, payload, until=code)
    if progress.get(code) is None or not progress.is_reachable(code):
        first = progress.first_incomplete
        raise NotYet(first.code if first else "check")
    if not progress.is_open(code):
        raise Refused("Этот шаг не возвращён на исправление: изменить его нельзя.")
    ctx.data.pop(code, None)  # a step builds on those before it, not on itself
    return next(step for step in ctx.journey.steps if step.code == code)


def _keep(locked: Draft, payload: Payload, ctx: BoundContext) -> None:
    """Write the payload into the locked draft, which moves on and lives on."""
    seal_draft(locked, payload)
    locked.revision += 1
    touch(locked, ctx.at)
    locked.save(update_fields=["payload", "revision", "expires_at", "updated_at"])


def _pressed(
    form: StepForm, data: MultiValueDict, press: str, *, former: Typed | None, access: Access
) -> tuple[Raw, frozenset[str]]:
    """What was typed, with a row added or removed where that button was pressed; what was kept."""
    raw, kept = form.raw(data), frozenset[str]()
    if former is not None:
        hidden = hidden_entries(form, former, access=access)
        raw, kept = veil.keeping(form, raw, former.raw, hidden)
    kind, _, target = press.partition(":")
    if kind in ("add", "remove"):
        name, _, number = target.partition("-")
        rows = next((r for r in form.rows if r.name == name), None)
        if rows is not None and kind == "add":
            return rows.add(raw), kept
        row = whole_number(number)
        if rows is not None and row is not None:
            raw = rows.remove(raw, row)
            # Rows have moved up: no secret of them is told apart any more.
            return raw, frozenset(veil.secrets(form, raw)) if kept else kept
    return raw, kept


def hidden_entries(form: StepForm, typed: Typed, *, access: Access) -> frozenset[str]:
    """The entries of a step's secrets that may not be shown to whoever came by ``access``."""
    assert form.step is not None
    if access.is_proved or not (access.is_veiled or typed.taken):
        return frozenset()
    secrets = veil.secrets(form, typed.raw)
    return frozenset(key for key in secrets if not access.is_own(form.step.code, key))
