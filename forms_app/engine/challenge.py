"""Asking the owner of a draft for what they typed before, and what counts as typed by them (X-5)."""

import copy
import dataclasses
import hmac
from typing import Any

from django import forms

from core import crypto

from .access import Access
from .forms import StepForm
from .journey import Journey
from .payload import Payload
from .progress import Progress
from .proof import Proof
from .typed import as_data
from .values import plain_json


@dataclasses.dataclass(frozen=True)
class Challenge:
    """The proof that a draft or submission can ask for, and the answer that was typed."""

    proof: Proof
    field: forms.Field
    _value: Any

    def asked(self) -> forms.Field:
        """The field to ask with: it understands whatever the step's own understands."""
        field = copy.deepcopy(self.field)
        field.label, field.required, field.initial = self.proof.question, True, None
        field.widget.attrs["autocomplete"] = "off"
        return field

    def fits(self, given: Any) -> bool:
        """Whether this is the answer; takes as long for a right one as for a wrong one."""
        return hmac.compare_digest(_digest(self._value), _digest(plain_json(given)))


def _digest(value: Any) -> str:
    return crypto.keyed_digest("forms_app.proof", str(value).casefold())


def challenge(progress: Progress, payload: Payload) -> Challenge | None:
    """The first declared proof that was typed by the owner; None where there is none yet."""
    for proof in progress.ctx.journey.proofs:
        form = _stored_form(progress, payload, proof)
        if form is None:
            continue
        value = payload.anchors.get(proof.place, _value_of(form, proof.field))
        if value not in (None, ""):
            return Challenge(proof, form.fields[proof.field], value)
    return None


def _stored_form(progress: Progress, payload: Payload, proof: Proof) -> StepForm | None:
    """The step with what was typed, whether or not an earlier step is complete today."""
    state, typed = progress.get(proof.step), payload.steps.get(proof.step)
    if typed is None:
        return None
    if state is not None and state.form is not None:
        return state.form
    step = next(step for step in progress.ctx.journey.steps if step.code == proof.step)
    try:
        return step.form(progress.ctx, as_data(typed.raw))
    except KeyError:
        # It cannot even be shown without what an earlier step has not said yet.
        return None


def anchor(
    payload: Payload, *, journey: Journey, step: str, form: StepForm, access: Access
) -> None:
    """Before a step is overwritten: what it proves stays what its owner typed.

    Who has only a link may type a new answer, but cannot prove anything by it. Who types first
    is the owner. ``form`` is bound to the former entries of ``step``.
    """
    is_claimed = _is_claimed(payload, journey)
    for proof in journey.proofs:
        if proof.step != step:
            continue
        if not access.is_veiled:
            payload.anchors.pop(proof.place, None)
        elif is_claimed and not access.is_own(step, proof.field):
            payload.anchors.setdefault(proof.place, _value_of(form, proof.field))


def _is_claimed(payload: Payload, journey: Journey) -> bool:
    """Whether anything was typed yet by which an owner could be told."""
    typed = ((p, payload.steps.get(p.step)) for p in journey.proofs)
    return any(given is not None and any(given.raw.get(p.field, [])) for p, given in typed)


def _value_of(form: StepForm, field: str) -> Any:
    if not form.is_bound:
        return None
    form.is_valid()
    return plain_json(getattr(form, "cleaned_data", {}).get(field))
