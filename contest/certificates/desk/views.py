"""Views of the desk of certificates."""

from typing import Any, cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from contest.certificates import papers
from contest.certificates.models import Certificate, CertificateIssue
from contest.certificates.services import proposals
from contest.setup.models import Contest
from core import clock, exports, files
from core.back_office import ActView, DeskObjectView, DeskPartView, uncached
from core.back_office.history import history_of
from core.models import PrivateFile

from .forms import NamesForm


@uncached
class ContestView(DeskObjectView):
    """The certificates of one contest: whose, which, with which files."""

    template_name = "core/back_office/object.html"
    http_method_names = ["get"]
    object: Contest

    def get_title(self) -> str:
        return f"Сертификаты: {self.object}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        desk, request = cast(Any, self.desk), self.request
        panels = desk.panels(self.object, request)
        return super().get_context_data(
            zone=self.object.tz,
            acts=desk.open_acts(request, self.object),
            first=[panel for panel in panels if panel.is_first],
            panels=[panel for panel in panels if not (panel.is_first or panel.is_aside)],
            aside=[panel for panel in panels if panel.is_aside and not panel.is_first],
            records=history_of(self.object, desk, self.request),
            back_url=desk.url("index"),
            **kwargs,
        )


class NamesView(ActView):
    """The table of names in the dative."""

    template_name = "contest/certificates/desk/names.html"
    object: Contest

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"proposals": proposals(self.object)}

    def perform(self, form: NamesForm) -> None:
        """Call the service with the names that are ticked."""
        self.count = self.service(
            contest=self.object,
            confirmed=form.confirmed(),
            revision=form.cleaned_data["revision"],
            actor=self.actor,
        )

    def get_success(self) -> str:
        return f"Подтверждено имён: {self.count}."


@uncached
class AdmittedView(DeskObjectView):
    """The list of those admitted to stage II as PDF."""

    http_method_names = ["get"]
    object: Contest

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the PDF."""
        paper = papers.admitted_list(self.object, at=clock.now())
        name = f"Допущены ко II этапу – {self.object}"
        return exports.pdf_response(name=name, pdf=paper.pdf)


class _IssueView(DeskPartView):
    """What belongs to one issue of the contest."""

    http_method_names = ["get"]
    object: Contest
    part: CertificateIssue

    def parts(self) -> QuerySet:
        """The issues of this contest."""
        rows = CertificateIssue.objects.filter(contest=self.object)
        return rows.select_related("contest__founder", "whole__key", "archive__key")


@uncached
class WholeView(_IssueView):
    """All certificates of an issue in one file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve the file."""
        return _served(self.part.whole)


@uncached
class ArchiveView(_IssueView):
    """The certificates of an issue, each in a file of its own."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve the file."""
        return _served(self.part.archive)


@uncached
class HandOutView(_IssueView):
    """The list on which people sign for their certificates."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the PDF."""
        paper = papers.hand_out_list(self.part)
        return exports.pdf_response(name=f"Ведомость – {self.part}", pdf=paper.pdf)


@uncached
class PaperView(DeskPartView):
    """One certificate as it was printed first."""

    http_method_names = ["get"]
    object: Contest
    part: Certificate

    def parts(self) -> QuerySet:
        """All certificates of this contest, replaced and revoked ones too."""
        rows = Certificate.objects.filter(issue__contest=self.object)
        return rows.select_related("paper__content__key")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve the file."""
        return _served(self.part.paper.content)


def _served(file: PrivateFile | None) -> HttpResponseBase:
    """The file; 404 while it is not made, or is removed."""
    if file is None:
        raise Http404
    return files.file_response(file, inline=False)
