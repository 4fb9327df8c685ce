"""Views of the register of agreements that need more than their act (P-3.6)."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from core import clock, exports, files, word
from core.back_office import (
    ActView,
    CreateRowView,
    DeskObjectView,
    DeskPartView,
    ListActView,
    kept_file,
    uncached,
)
from core.back_office.importing import ImportBlankView, ImportView
from core.history import log_read
from core.models import Journal, PrivateFile
from placement.agreements import drafts, papers
from placement.agreements.importing import AGREEMENTS_IMPORT
from placement.agreements.models import Addendum, Agreement
from placement.agreements.setting_up import journals


class CreateView(CreateRowView):
    """A draft; whoever enters it is responsible, until somebody else is chosen."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the employer from whose page one came."""
        employer = self.request.GET.get("employer", "")
        return {"initial": {"employer": employer, "responsible": self.actor.pk}}


class PaperView(ActView):
    """An act that may bring the scan of a signed paper."""

    object: Agreement

    def perform(self, form: Any) -> None:
        typed = dict(form.cleaned_data)
        upload = typed.pop("scan", None)
        with kept_file(upload, key=self.object.key, field="scan") as scan:
            self.service(**self.subject(), actor=self.actor, scan=scan, **typed)


@uncached
class ScanView(DeskObjectView):
    """The scan of the agreement; it names people, so the look is logged (X-5)."""

    http_method_names = ["get"]
    right = "identity"
    object: Agreement

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve the file."""
        return _served(self, self.object, self.object.scan, "скан договора")


@uncached
class AddendumScanView(DeskPartView):
    """The scan of an additional agreement."""

    http_method_names = ["get"]
    right = "identity"
    object: Agreement
    part: Addendum

    def parts(self) -> QuerySet:
        """The additional agreements of this one."""
        return self.object.addenda.select_related("scan__key")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve the file."""
        return _served(self, self.object, self.part.scan, f"скан: {self.part}")


def _served(
    view: DeskObjectView, row: Agreement, scan: PrivateFile | None, what: str
) -> HttpResponseBase:
    if scan is None:
        raise Http404
    response = files.file_response(scan, inline="download" not in view.request.GET)
    log_read(row, actor=view.actor, what=what, organisation=view.actor.organisation)
    return response


@uncached
class DraftView(DeskObjectView):
    """The draft in Word, from the template that is in force; it names people."""

    http_method_names = ["get"]
    right = "identity"
    object: Agreement

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make the document."""
        document = drafts.render(self.object)
        organisation = self.actor.organisation
        log_read(
            self.object, actor=self.actor, what="проект договора в Word", organisation=organisation
        )
        response = HttpResponse(document, content_type=word.DOCX)
        return exports.as_download(response, papers.file_name(self.object), ".docx")  # type: ignore[no-any-return]


class ApprovalSheetView(DeskObjectView):
    """«Лист согласования» as PDF; it names no people of the agreement."""

    http_method_names = ["get"]
    right = "work"
    object: Agreement

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make the PDF."""
        sheet = papers.approval_sheet(self.object)
        return exports.pdf_response(
            name=f"Лист согласования – {papers.file_name(self.object)}", pdf=sheet.pdf
        )


class AgreementsImportView(ImportView):
    """Bring in an existing list."""

    title = "Внести договоры из таблицы"
    right = "work"
    importing = AGREEMENTS_IMPORT
    help = (
        "Договоры, у которых указан день подписания, вносятся как действующие с номером бумажного"
        " журнала; остальные – как проекты. Стороны должны быть в банке данных."
    )


class AgreementsBlankView(ImportBlankView):
    """The blank of that table."""

    right = "work"
    importing = AGREEMENTS_IMPORT
    name = "Договоры"


class PrintJournalView(ListActView):
    """A journal of registration on paper, of one year or whole."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"journals": journals()}

    def perform(self, form: Any) -> None:
        """Make the PDF."""
        journal: Journal = form.cleaned_data["journal"]
        self.printed = self.service(
            journal,
            organisation=papers.operator_name(),
            year=form.cleaned_data["year"],
            at=clock.now(),
            tz=self.desk.zone(self.request),
        )
        self.name = journal.title

    def done(self) -> HttpResponse:
        """The PDF instead of a way on."""
        return exports.pdf_response(name=self.name, pdf=self.printed.pdf)
