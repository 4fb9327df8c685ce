"""What pages had sent when it could not be taken: saved later, or shown for the person to decide."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from core.errors import Refused
from forms_app import services
from forms_app.engine import registry, session
from forms_app.engine.access import Access
from forms_app.engine.payload import open_draft
from forms_app.models import Draft

CHANGED = "эта страница изменилась в другом окне. Откройте её: ваш вариант показан там."


def save_stashes(request: HttpRequest, draft: Draft, *, shown: Access) -> None:
    """Save what waits for a draft, in the order of its steps, and say what could not be saved.

    That waits on. ``shown`` is how the pages were shown.
    """
    draft.refresh_from_db()
    waiting = session.stashes(request, draft)
    saved = []
    for step in registry.get(draft.journey).steps:
        if step.code not in waiting:
            continue
        refusal = _save(request, draft, waiting[step.code], shown=shown)
        if refusal:
            text = f"То, что вы ввели на странице «{step.title}», не сохранено: {refusal}"
            messages.warning(request, text)
        else:
            saved.append(f"«{step.title}»")
    if len(saved) == 1:
        messages.success(request, "Мы сохранили и то, что вы ввели на последней странице.")
    elif saved:
        pages = ", ".join(saved)
        messages.success(request, f"Мы сохранили и то, что вы ввели на страницах: {pages}.")


def _save(request: HttpRequest, draft: Draft, stash: session.Stash, *, shown: Access) -> str:
    """Save one step as it was typed; why it was not, or nothing."""
    if stash.former != open_draft(draft).raw_of(stash.step):
        return CHANGED
    try:
        saved = services.save_step(
            draft=draft,
            revision=draft.revision,
            step=stash.step,
            data=MultiValueDict(stash.typed),
            press="leave",
            access=session.access(request, draft),
            shown=shown,
        )
    except Refused as refused:
        return f"{refused.message[:1].lower()}{refused.message[1:]}"
    session.drop_stash(request, draft, stash.step)
    session.note_kept(request, draft, stash.step, saved.kept)
    draft.refresh_from_db()
    return ""
