"""Views of the orders on the results that need more than their act."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from contest.results import nominee, papers
from contest.results.facts import Facts, facts_of
from contest.results.lifecycle import OrderState
from contest.results.models import ResultsOrder
from core import exports, files, word
from core.back_office import ActView, DeskObjectView, ListActView, Panel, kept_file, uncached
from core.errors import Refused
from core.history import log_read
from core.models import PrivateFile

from . import panels, scope


class PrepareView(ListActView):
    """A draft for one of the contests that this person runs."""

    def get_form_kwargs(self) -> dict[str, Any]:
        contests = scope.contests_for(self.request, "work")
        return {"contests": contests, "initial": {"contest": contests.first()}}


class PaperView(ActView):
    """A paper, kept under the order's key and taken back if the act is refused."""

    object: ResultsOrder
    # The form's field, and the service's argument.
    field = ""

    def perform(self, form: Any) -> None:
        """Keep the file, then call the service."""
        typed = dict(form.cleaned_data)
        upload = typed.pop(self.field)
        with kept_file(upload, key=self.object.key, field=self.field) as kept:
            self.service(resultsorder=self.object, actor=self.actor, **{**typed, self.field: kept})


class FileView(PaperView):
    """The scan of the signed order."""

    field = "scan"


class RefusalView(PaperView):
    """The nominee's written refusal."""

    field = "paper"


class PublishView(ActView):
    """What will be published, above the button."""

    object: ResultsOrder

    def get_panels(self, form: Any) -> Sequence[Panel]:
        return [panels.results(self.object), panels.papers(self.object, self.desk)]


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
        answer: HttpResponse = exports.as_download(response, name, ".docx")
        return answer


class KeptPaperView(DeskObjectView):
    """A paper that names people, so the look is logged (X-5)."""

    http_method_names = ["get"]
    object: ResultsOrder
    what = ""

    def paper(self) -> PrivateFile | None:
        """The paper; None where there is none."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve the file."""
        paper = self.paper()
        if paper is None:
            raise Http404
        response = files.file_response(paper, inline="download" not in request.GET)
        organisation = self.object.contest.operator
        log_read(self.object, actor=self.actor, what=self.what, organisation=organisation)
        return response


@uncached
class ScanView(KeptPaperView):
    """The scan of the signed order."""

    what = "скан приказа"

    def paper(self) -> PrivateFile | None:
        """The scan."""
        return self.object.scan


@uncached
class RefusalPaperView(KeptPaperView):
    """The nominee's written refusal."""

    right = "work"
    what = "отказ от федерального этапа"

    def paper(self) -> PrivateFile | None:
        """The paper of the latest nomination."""
        row = nominee.nomination_of(self.object.contest)
        return row.paper if row else None
