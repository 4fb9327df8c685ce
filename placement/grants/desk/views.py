"""Views of the consents' desks that need more than their act (P-F4, P-F5)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from core import crypto, exports, files
from core.back_office import (
    ActView,
    CreateRowView,
    DeskObjectView,
    DeskPartView,
    ListActView,
    uncached,
)
from core.errors import Refused
from core.history import log_read
from forms_app.consents import filled_text
from placement.grants import papers
from placement.grants.models import Grant, GrantSignature

from .forms import SCAN_BYTES, SCAN_TYPES, acting


class FromGraduate(ListActView):
    """A form that is opened from a graduate's page."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the graduate of the address."""
        return {"initial": {"graduate": self.request.GET.get("graduate", "")}}


class AddRepresentativeView(FromGraduate, CreateRowView):
    """Adds who represents."""

    def perform(self, form: Any) -> None:
        graduate = form.cleaned_data["graduate"]
        self.object = self.service(graduate=graduate, data=form.typed(), actor=self.actor)


class SignerView(ActView):
    """An act that asks who of those who may sign is meant."""

    object: Grant

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"grant": self.object}


class PaperView(SignerView):
    """Records a paper; its scan lies under the consent's own key, which outlives the data."""

    def perform(self, form: Any) -> None:
        typed = dict(form.cleaned_data)
        upload, scan = typed.pop("scan"), None
        if upload:
            try:
                scan = files.store_file(
                    key=crypto.new_key(),
                    name=upload.name,
                    source=upload,
                    allowed=SCAN_TYPES,
                    max_size=SCAN_BYTES,
                )
            except Refused as refusal:
                raise Refused(refusal.message, field="scan") from refusal
        try:
            self.service(grant=self.object, actor=self.actor, scan=scan, **typed)
        except Refused:
            if scan is not None:
                files.discard_file(scan)
            raise


@uncached
class PrintView(DeskObjectView):
    """The consent to be signed by hand; ``?for=`` names the representative who signs."""

    http_method_names = ["get"]
    right = "identity"
    object: Grant

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make the PDF."""
        key = request.GET.get("for", "")
        rows = acting(self.object.graduate).select_related("graduate__key")
        theirs = rows.filter(pk=key).first() if key.isdecimal() else None
        try:
            sheet = papers.consent(self.object, theirs)
        except Refused as refusal:
            raise Http404(refusal.message) from refusal
        _log(self, "согласие для подписи")
        return exports.pdf_response(name=papers.file_name(self.object, theirs), pdf=sheet.pdf)


@uncached
class TextView(DeskPartView):
    """The text that somebody signed, as it was filled in: it names passport and address."""

    template_name = "placement/grants/signed_text.html"
    http_method_names = ["get"]
    right = "identity"
    title = "Что подписано"
    object: Grant
    part: GrantSignature

    def parts(self) -> Any:
        """The signatures of this consent."""
        return self.object.signatures.select_related("evidence__text", "evidence__key")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Open the text, and log the look; destroyed evidence is not there (404)."""
        try:
            text = filled_text(self.part.evidence)
        except crypto.KeyDestroyed as gone:
            raise Http404 from gone
        _log(self, "текст подписанного согласия")
        return super().get_context_data(
            signature=self.part, paragraphs=text.split("\n\n"), **kwargs
        )


@uncached
class ScanView(DeskPartView):
    """The scan of a signed consent."""

    http_method_names = ["get"]
    right = "identity"
    object: Grant
    part: GrantSignature

    def parts(self) -> Any:
        """The signatures of this consent."""
        return self.object.signatures.select_related("file__key")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve the file."""
        if self.part.file is None:
            raise Http404
        response = files.file_response(self.part.file, inline=True)
        _log(self, "скан согласия")
        return response


def _log(view: Any, what: str) -> None:
    actor = view.actor
    log_read(view.object.graduate, actor=actor, what=what, organisation=actor.organisation)
