"""Repeating a submission: a new draft from what was typed for the last version (P-F2)."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.datastructures import MultiValueDict

from core import clock
from core.errors import Refused
from forms_app import reading
from forms_app.engine import registry
from forms_app.engine.journey import BoundContext
from forms_app.engine.payload import Payload, Typed, seal_draft
from forms_app.engine.steps import ConsentStep
from forms_app.lifecycle import State
from forms_app.models import ConsentText, Submission

from .drafts import Started, start_draft
from .locking import lock_submission


@transaction.atomic
def repeat_submission(
    *,
    submission: Submission,
    keep_text: ConsentText,
    consents: Mapping[str, MultiValueDict],
) -> Started:
    """A new draft with the answers of the last version, under a key of its own.

    No consent is taken over: ``keep_text`` is the ticked text on keeping the draft, ``consents``
    what was typed on each consent step. Other steps are as they were and are judged again by
    today's rules. Raises Refused when the form cannot be repeated or started now, or a consent
    is lacking; its ``field`` is the step.
    """
    locked = lock_submission(submission.pk)
    journey = registry.get(locked.journey)
    noun = journey.noun
    if not journey.repeatable:
        raise Refused(f"Эт{noun:от|у|о} {noun.acc} нельзя повторить: заполните нов{noun:ый|ую|ое}.")
    filed = reading.payload_of(locked.current) if locked.state != State.DESTROYED else Payload()
    if not filed.steps:
        raise Refused(
            f"Данные прежн{noun:его|ей|его} {noun.gen} уничтожены: заполните нов{noun:ый|ую|ое}."
        )
    started = start_draft(
        journey=locked.journey, scope=locked.scope, email=locked.email, consent_text=keep_text
    )
    draft = started.draft
    ctx = BoundContext(journey=journey, scope=draft.scope, draft=draft, at=clock.now())
    seal_draft(draft, _taken_over(ctx, filed, consents))
    draft.revision += 1
    draft.save(update_fields=["payload", "revision", "updated_at"])
    return started


def _taken_over(
    ctx: BoundContext, filed: Payload, consents: Mapping[str, MultiValueDict]
) -> Payload:
    payload, noun = Payload(anchors=dict(filed.anchors)), ctx.journey.noun
    for step in ctx.journey.steps:
        if step.code not in filed.steps:
            continue
        if not isinstance(step, ConsentStep):
            payload.steps[step.code] = Typed(filed.steps[step.code].raw, taken=True)
            continue
        data = consents.get(step.code, MultiValueDict())
        form = step.form(ctx, data)
        if not form.is_complete():
            raise Refused(
                f"Отметьте согласие: прежнее к нов{noun:ому|ой|ому} {noun.dat} не относится.",
                field=step.code,
            )
        payload.steps[step.code] = Typed(form.raw(data))
        step.saved(ctx, form, complete=True)
    return payload


def consent_steps(submission: Submission) -> list[ConsentStep]:
    """The consent steps that the filed version had, and its repetition has too."""
    filed = reading.payload_of(submission.current)
    steps = registry.get(submission.journey).steps
    return [s for s in steps if isinstance(s, ConsentStep) and s.code in filed.steps]
