"""Files for the browser: papers as PDF, and what the session itself has uploaded."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.generic import View

from core import files, history, pdfs, pictures
from core.errors import FileDestroyed, KeyDestroyed, Refused
from core.file_names import download_name
from core.models import PrivateFile
from forms_app import limits, reading
from forms_app.engine import session
from forms_app.engine.access import Access
from forms_app.engine.documents import (
    DocumentSet,
    closed_uploads,
    document_set,
    paper_input,
    readable_papers,
)
from forms_app.models import Draft, DraftUpload, SubmissionFile
from forms_app.services.sending import sent_as

from .base import DraftPage, too_many

PAPERS_PER_HOUR = 200
THUMBNAILS_PER_HOUR = 1000
# Twice the side that it is shown with, in points.
THUMBNAIL = 160
# The code that stands for all papers in one file, to be printed at once.
ALL = "all"


class FilePage(DraftPage, View):
    """A page that serves a document; what staff read while they enter is logged (X-5)."""

    def check_closed(self) -> None:
        """Raise Http404 for what is filed and not theirs to read here.

        An entry of staff is read on the desk; who came by a link has to prove to be the owner.
        """
        draft = self.draft
        assert draft is not None
        if draft.state == Draft.State.SENT and not may_read_filed(draft, self.access):
            raise Http404

    def log_look(self, what: str) -> None:
        """Record the look of a member of staff; applicants read their own."""
        draft = self.draft
        assert draft is not None
        if draft.entered_by_id:
            history.log_read(
                draft.corrects or draft,
                actor=self.actor,
                what=what[:255],
                organisation=self.journey.describe(draft.scope).operator,
            )


def may_read_filed(draft: Draft, access: Access) -> bool:
    """Whether whoever sent this draft reads its papers and files here, until an hour has passed."""
    if draft.entered_by_id:
        return False
    return access.is_proved or (access.since is None and draft.corrects_id is None)


class PaperFile(FilePage):
    """One paper as PDF, or all in their order: of the open draft, or of what was sent here."""

    def _answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.draft is None or self.draft.state == Draft.State.DESTROYED:
            return self.without_draft()
        self.check_closed()
        try:
            limits.count("paper", str(self.draft.pk), limit=PAPERS_PER_HOUR)
        except Refused as refused:
            return too_many(refused)
        if self.draft.state == Draft.State.SENT:
            version = sent_as(self.draft).current
            progress = reading.progress_of(version)
            progress.access = self.access
            progress.ctx.disclosed = session.disclosed(request)
            # What was filed is printed as it was filed, whatever the form says today.
            papers = list(self.journey.papers(progress.ctx)) if progress.is_complete else []
            documents = DocumentSet([], papers, reading.answers_of(version))
        else:
            progress = self.progress()
            if not progress.is_complete:
                raise Http404
            documents = document_set(progress)
        papers = readable_papers(progress, documents)
        if kwargs["code"] != ALL:
            papers = [paper for paper in papers if paper.code == kwargs["code"]]
        if not papers:
            raise Http404
        names = ", ".join(paper.title for paper in papers)
        self.log_look(f"документ: {names}" if len(papers) == 1 else f"документы: {names}")
        pdfs_of = [paper.render(paper_input(progress, documents, paper)).pdf for paper in papers]
        if len(papers) == 1:
            return pdf_response(pdfs_of[0], name=papers[0].title)
        try:
            _, joined = pdfs.join([(pdfs.PDF, pdf) for pdf in pdfs_of])
        except Refused as refused:
            return too_many(refused)
        return pdf_response(joined[0], name="Документы на подпись")


def pdf_response(pdf: bytes, *, name: str) -> HttpResponse:
    """A paper for the browser to show."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = files.PDF_POLICY
    response.headers["Content-Disposition"] = str(
        content_disposition_header(as_attachment=False, filename=download_name(name, ".pdf"))
    )
    return response


class UploadFile(FilePage):
    """A file of the session's own draft, or of what it has sent."""

    def _answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.draft is None or self.draft.state == Draft.State.DESTROYED:
            raise Http404
        self.check_closed()
        if self.draft.state == Draft.State.SENT:
            held = SubmissionFile.objects.filter(
                version=sent_as(self.draft).current, pk=kwargs["upload"]
            )
        else:
            held = self.draft.uploads.filter(pk=kwargs["upload"])  # type: ignore[assignment]
        upload = held.select_related("file", "file__key").first()
        if upload is None:
            raise Http404
        if not self._is_shown(upload):
            raise Http404
        return self.respond(upload)

    def respond(self, upload: DraftUpload | SubmissionFile) -> HttpResponseBase:
        """The file itself."""
        response = files.file_response(upload.file, inline=True)
        self.log_look(f"файл: {upload.slot}")
        return response

    def _is_shown(self, upload: DraftUpload | SubmissionFile) -> bool:
        """Whether the file may be read here: a filed one only as the filed answers may."""
        if isinstance(upload, SubmissionFile):
            return True
        return not closed_uploads(self.progress(), [upload])


class UploadThumbnail(UploadFile):
    """A small picture of a picture, to tell by which of one's files is which.

    Only for who put it in here: to staff it would be a look that is logged at each sight of the page.
    """

    def respond(self, upload: DraftUpload | SubmissionFile) -> HttpResponseBase:
        """A JPEG made anew; kept nowhere."""
        assert self.draft is not None
        if self.draft.entered_by_id or not has_thumbnail(upload.file):
            raise Http404
        try:
            limits.count("thumbnail", str(self.draft.pk), limit=THUMBNAILS_PER_HOUR)
            small = pictures.as_jpeg(files.read_file(upload.file), longest=THUMBNAIL)
        except Refused as refused:
            return too_many(refused)
        except (FileDestroyed, KeyDestroyed, pictures.Unreadable) as error:
            raise Http404 from error
        response = HttpResponse(small, content_type="image/jpeg")
        files.protect(response)
        return response


def has_thumbnail(file: PrivateFile) -> bool:
    """Whether this kind of file gets a small picture."""
    return file.content_type.startswith("image/")
