"""Files for the browser: papers as PDF, and what the session itself has uploaded."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.generic import View

from core import files
from core.errors import Refused
from core.paper import Paper
from forms_app import limits, reading
from forms_app.engine.documents import DocumentSet, document_set, paper_input
from forms_app.models import Draft, SubmissionFile
from forms_app.services.sending import sent_as

from .base import DraftPage, too_many

PAPERS_PER_HOUR = 200


class PaperFile(DraftPage, View):
    """One paper as PDF: of the open draft, or of what this session has sent."""

    def _answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.draft is None or self.draft.state == Draft.State.DESTROYED:
            return self.without_draft()
        try:
            limits.count("paper", str(self.draft.pk), limit=PAPERS_PER_HOUR)
        except Refused as refused:
            return too_many(refused)
        if self.draft.state == Draft.State.SENT:
            progress = reading.progress_of(sent_as(self.draft).current)
            documents = DocumentSet([], list(self.journey.papers(progress.ctx)), progress.answers())
        else:
            progress = self.progress()
            if not progress.is_complete:
                raise Http404
            documents = document_set(progress)
        paper = documents.paper(kwargs["code"])
        if paper is None:
            raise Http404
        return pdf_response(
            paper.render(paper_input(progress, documents, paper)), name=f"{paper.title}.pdf"
        )


def pdf_response(paper: Paper, *, name: str) -> HttpResponse:
    """A paper for the browser to show."""
    response = HttpResponse(paper.pdf, content_type="application/pdf")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Disposition"] = str(
        content_disposition_header(as_attachment=False, filename=name)
    )
    return response


class UploadFile(DraftPage, View):
    """A file of the session's own draft, or of what it has sent."""

    def _answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.draft is None or self.draft.state == Draft.State.DESTROYED:
            raise Http404
        if self.draft.state == Draft.State.SENT:
            held = SubmissionFile.objects.filter(
                version=sent_as(self.draft).current, pk=kwargs["upload"]
            )
        else:
            held = self.draft.uploads.filter(pk=kwargs["upload"])  # type: ignore[assignment]
        found = held.select_related("file", "file__key").first()
        if found is None:
            raise Http404
        return files.file_response(found.file, inline=True)
