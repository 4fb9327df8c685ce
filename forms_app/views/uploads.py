"""The page of documents: whatever was chosen on it is kept, whichever button was pressed."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from core import files
from core.errors import Refused
from core.text import whole_number
from forms_app import limits, services
from forms_app.engine import session
from forms_app.engine.documents import (
    DocumentSet,
    SlotState,
    closed_uploads,
    readable_papers,
)
from forms_app.engine.progress import Progress
from forms_app.errors import DraftClosed, NotProved, NotYet, StaleRevision
from forms_app.models import Draft
from forms_app.remarks import remarks_on

from .base import PROVE_FIRST
from .files import has_thumbnail
from .finish import FinishPage

UPLOADS_PER_HOUR = 200
# What the names of the page's file inputs begin with, before the code of their slot.
PREFIX = "file-"
NOTHING_CHOSEN = "Выберите файл, который нужно приложить."
PROVE_AND_ATTACH = f"{PROVE_FIRST} Выбранный файл приложится сразу после этого."
CHOOSE_AGAIN = "Файлы, которые вы сейчас выбрали, не приложены: выберите их ещё раз."


class UploadsPage(FinishPage):
    """Documents: stored at once, judged by content; a changed answer voids a signed one.

    All inputs stand in one form, so that every button carries all that was chosen; with
    JavaScript a file goes as soon as it is chosen. A refusal in one slot keeps the files of others.
    """

    code = "uploads"
    template_name = "forms_app/uploads.html"
    draft: Draft
    # What was refused just now, by the slot it was meant for.
    refusals: dict[str, list[str]]
    # Whether a chosen file waits for the proof that the sender is the owner.
    waits: bool

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Begin without refusals."""
        super().setup(request, *args, **kwargs)
        self.refusals = {}
        self.waits = False

    def matter(self, progress: Progress, documents: DocumentSet) -> dict[str, Any]:
        papers = {paper.code for paper in readable_papers(progress, documents)}
        uploads = [upload for state in documents.slots for upload in state.uploads]
        closed = closed_uploads(progress, uploads)
        slots = [
            {"closed_ids": closed, **self._slot(state, progress, papers)}
            for state in documents.slots
        ]
        pictured = () if self.draft.entered_by_id else uploads
        limits_of_all = {slot["limits"] for slot in slots}
        return {
            "slots": slots,
            "pictured_ids": {one.pk for one in pictured if has_thumbnail(one.file)} - closed,
            # What all documents have in common is said once.
            "limits": limits_of_all.pop() if len(limits_of_all) == 1 else "",
            "errors": self._summary(documents),
            "missing": sum(state.is_missing for state in documents.slots),
            "is_needless": documents.is_needless,
            "proof_url": self.proof_url(),
        }

    def _slot(self, state: SlotState, progress: Progress, papers: set[str]) -> dict[str, Any]:
        slot, corrects = state.slot, progress.ctx.corrects
        allowed = slot.allowed or files.DOCUMENT_TYPES
        paper_url = f"{self.url('papers')}{slot.paper_code}.pdf"
        return {
            "state": state,
            "input": f"{PREFIX}{slot.code}",
            "accept": _accept(allowed),
            "limits": f"{files.type_names(allowed)}; до {slot.max_size // (1024 * 1024)} МБ",
            "void_ids": {upload.pk for upload in state.void},
            "remarks": remarks_on(corrects, slot=slot.code) if corrects else [],
            "paper_url": paper_url if slot.paper_code in papers else "",
            "errors": self.refusals.get(slot.code, []),
        }

    def _summary(self, documents: DocumentSet) -> list[dict[str, str]]:
        """Each refusal with its document and a link to where another file can be chosen."""
        lines = []
        for code, texts in self.refusals.items():
            state = documents.get(code)
            anchor = f"#{PREFIX if state.may_add else 'slot-'}{code}" if state else ""
            label = f"{state.slot.label}: " if state else ""
            lines += [{"text": f"{label}{text}", "href": anchor} for text in texts]
        return lines

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Keep every file that came, do what the button says; show the page anew with refusals."""
        try:
            slot = self._store_all()
            onward = self._remove() or f"{self.url('uploads')}#slot-{slot}"
        except StaleRevision:
            if request.FILES:
                messages.warning(request, CHOOSE_AGAIN)
            return self.stale()
        except NotProved:
            return self.prove_first(self.code)
        except NotYet as not_yet:
            return redirect(self.url(not_yet.step))
        except DraftClosed:
            return redirect(self.url())
        if self.waits:
            return self.prove_first(self.code, PROVE_AND_ATTACH)
        if self.refusals:
            # No redirect to the slot: its anchor would take the focus from the summary of errors.
            return self.show(self.progress())
        return redirect(self._pressed() or onward)

    def _pressed(self) -> str:
        """Where a button leads away from this page; empty for those that stay."""
        if "leave" in self.request.POST:
            session.leave(self.request, self.draft)
            return self.url("saved")
        if "back" in self.request.POST:
            progress = self.progress()
            return self.url("papers" if self.journey.papers(progress.ctx) else "check")
        return self.url("send") if "next" in self.request.POST else ""

    def _store_all(self) -> str:
        """Store the files of every slot; the slot whose own button was pressed."""
        pressed = self.request.POST.get("slot", "")
        for name, chosen in self.request.FILES.lists():
            if name.startswith(PREFIX):
                self._store(name.removeprefix(PREFIX), chosen)
        if pressed and f"{PREFIX}{pressed}" not in self.request.FILES:
            self.refusals.setdefault(pressed, []).append(NOTHING_CHOSEN)
        return pressed

    def _store(self, slot: str, chosen: Sequence[UploadedFile]) -> None:
        for file in chosen:
            try:
                limits.count("upload", str(self.draft.pk), limit=UPLOADS_PER_HOUR)
                self._store_one(slot, file)
            except (StaleRevision, NotYet, DraftClosed):
                raise
            except Refused as refused:
                self.refusals.setdefault(slot, []).append(refused.message)

    def _store_one(self, slot: str, file: UploadedFile) -> None:
        """Put a file into its slot; before the proof it is only set aside."""
        chosen: dict[str, Any] = {
            "draft": self.draft,
            "slot": slot,
            "source": file,
            "name": file.name or "",
            "actor": self.actor,
            "revision": self.revision,
        }
        try:
            services.store_upload(**chosen, access=self.access)
        except NotProved:
            aside = services.set_aside(**chosen)
            session.set_aside(
                self.request,
                self.draft,
                slot,
                aside.file.pk,
                answers_digest=aside.answers_digest,
            )
            self.waits = True

    def _remove(self) -> str:
        """Take out the file whose button was pressed; the address of its place, if one was."""
        number = whole_number(self.request.POST.get("remove", ""))
        upload = self.draft.uploads.filter(pk=number).first() if number is not None else None
        if upload is None:
            return ""
        try:
            services.drop_upload(
                draft=self.draft,
                upload_id=upload.pk,
                actor=self.actor,
                revision=self.revision,
                access=self.access,
            )
        except (StaleRevision, NotProved, NotYet, DraftClosed):
            raise
        except Refused as refused:
            self.refusals.setdefault(upload.slot, []).append(refused.message)
        return f"{self.url('uploads')}#slot-{upload.slot}"


def _accept(allowed: frozenset[str]) -> str:
    """The kinds of files for the browser; «image/*» lets a telephone offer its camera."""
    kinds = files.accept_attribute(allowed)
    return f"image/*,{kinds}" if allowed & files.IMAGE_TYPES else kinds
