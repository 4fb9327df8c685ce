"""Views of the orders on the results that need more than their act."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from contest.results import papers
from contest.results.facts import Facts, facts_of
from contest.results.lifecycle import OrderState
from contest.results.models import ResultsOrder
from core import exports, files, word
from core.back_office import ActView, DeskObjectView, ListActView, Panel, uncached
from core.errors import Refused
from core.history import log_read

from . import panels, scope
from .forms import SCAN_BYTES, SCAN_TYPES


class PrepareView(ListActView):
    """A draft for one of the contests that this person runs."""

    def get_form_kwargs(self) -> dict[str, Any]:
        contests = scope.contests_for(self.request, "work")
        return {"contests": contests, "initial": {"contest": contests.first()}}


class FileView(ActView):
    """The scan of the signed order, kept under the order's key; taken back if refused."""

    object: ResultsOrder

    def perform(self, form: Any) -> None:
        """Keep the file, then call the service."""
        typed = dict(form.cleaned_data)
        upload = typed.pop("scan")
        try:
            scan = files.store_file(
                key=self.object.key,
                name=upload.name,
                source=upload,
                allowed=SCAN_TYPES,
                max_size=SCAN_BYTES,
            )
        except Refused as refusal:
            raise Refused(refusal.message, field="scan") from refusal
        try:
            self.service(resultsorder=self.object, scan=scan, actor=self.actor, **typed)
        except Refused:
            files.discard_file(scan)
            raise


class PublishView(ActView):
    """What will be published, above the button."""

    object: ResultsOrder

    def get_panels(self, form: Any) -> Sequence[Panel]:
        return [panels.results(self.object)]


class DraftPaperView(DeskObjectView):
    """A paper of the draft: it names people, so the look is logged (X-5)."""

    http_method_names = ["get"]
    object: ResultsOrder

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the paper from the facts as they are."""
        if self.object.state != OrderState.DRAFT:
            raise Http404
        try:
            facts = facts_of(self.object.contest)
        except Refused as refusal:
            raise Http404 from refusal
        organisation = self.object.contest.operator
        log_read(self.object, actor=self.actor, what="проект приказа", organisation=organisation)
        return self.made(facts)

    def made(self, facts: Facts) -> HttpResponse:
        """The response with the paper."""
        raise NotImplementedError


@uncached
class DraftView(DraftPaperView):
    """The draft as PDF."""

    def made(self, facts: Facts) -> HttpResponse:
        """The PDF."""
        pdf = papers.draft(self.object, facts).pdf
        return exports.pdf_response(name=f"Приказ об итогах – {self.object.contest}", pdf=pdf)


@uncached
class DraftDocxView(DraftPaperView):
    """The draft as a Word document, to edit before the signing."""

    def made(self, facts: Facts) -> HttpResponse:
        """The document."""
        response = HttpResponse(papers.draft_docx(self.object, facts), content_type=word.DOCX)
        name = f"Приказ об итогах – {self.object.contest}"
        answer: HttpResponse = exports.as_download(response, name, "docx")
        return answer


@uncached
class ScanView(DeskObjectView):
    """The scan of the signed order; it names people, so the look is logged (X-5)."""

    http_method_names = ["get"]
    object: ResultsOrder

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve the file."""
        if self.object.scan is None:
            raise Http404
        response = files.file_response(self.object.scan, inline="download" not in request.GET)
        organisation = self.object.contest.operator
        log_read(self.object, actor=self.actor, what="скан приказа", organisation=organisation)
        return response
