"""A draft laid as if its pages had been filled in: each step is judged once.

Saving a step judges all steps before it again, and storing a file the whole form three times. Tests
of what becomes of a form need its draft, not that work; those of the work call the services.
"""

from collections.abc import Mapping

from django.core.files.base import ContentFile
from django.utils.datastructures import MultiValueDict

from core import clock, files
from forms_app.engine import registry
from forms_app.engine.documents import document_set
from forms_app.engine.journey import BoundContext
from forms_app.engine.payload import Typed, open_draft, seal_draft
from forms_app.engine.typed import as_data
from forms_app.models import Draft, DraftUpload
from forms_app.services import uploads
from forms_app.services.locking import progress_of, touch


def lay_steps(draft: Draft, typed: Mapping[str, MultiValueDict]) -> Draft:
    """Fill in steps by what is typed there, in the journey's order; each has to be complete."""
    draft.refresh_from_db()
    ctx = BoundContext(
        journey=registry.get(draft.journey),
        scope=draft.scope,
        draft=draft,
        at=clock.now(),
        actor=draft.entered_by,
    )
    payload = open_draft(draft)
    for step in ctx.journey.steps:
        if step.code not in typed:
            continue
        raw = step.form(ctx).raw(typed[step.code])
        form = step.form(ctx, as_data(raw))
        assert form.is_complete(), (step.code, form.errors)
        payload.steps[step.code] = Typed(raw)
        draft.revision += 1
        step.saved(ctx, form, complete=True)
        ctx.data[step.code] = form.cleaned_data
    seal_draft(draft, payload)
    touch(draft, ctx.at)
    draft.save()
    return draft


def lay_files(draft: Draft, contents: Mapping[str, bytes]) -> None:
    """Put a file into each of these empty slots of a draft whose steps are complete."""
    progress = progress_of(draft, at=clock.now(), actor=draft.entered_by)
    documents = document_set(progress)
    for code, content in contents.items():
        state = documents.get(code)
        assert state is not None
        assert state.uploads == []
        stored = files.store_file(
            key=uploads._key(progress, state.slot),
            name=f"{code}.pdf",
            source=ContentFile(content),
            allowed=state.slot.allowed or files.DOCUMENT_TYPES,
            max_size=state.slot.max_size,
        )
        digest = documents.paper_digest(state.slot.paper_code)
        DraftUpload.objects.create(draft=draft, slot=code, file=stored, answers_digest=digest)
