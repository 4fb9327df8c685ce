"""Views of the consents' desks that need more than their act (P-F4, P-F5)."""

from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponseBase

from core import crypto, exports, files
from core.back_office import (
    ActView,
    CreateRowView,
    DeskObjectView,
    DeskPartView,
    ListActView,
    kept_file,
    uncached,
)
from core.back_office.scans import SCAN_BYTES
from core.errors import KeyDestroyed, Refused
from core.history import log_read
from core.text import whole_number
from forms_app.consents import filled_text
from placement.grants import papers
from placement.grants.models import Grant, GrantSignature

from .forms import SCAN_TYPES, SIGNATURE_BYTES, acting


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


class SignedView(SignerView):
    """Records a signature with its files; they lie under the consent's own key, which outlives the data."""

    # Field of the form → what its file may be (None: whatever it is), and how large.
    uploads: ClassVar[Mapping[str, tuple[frozenset[str] | None, int]]] = {}

    def perform(self, form: Any) -> None:
        typed, key = dict(form.cleaned_data), crypto.new_key()
        with ExitStack() as kept:
            for field, (allowed, most) in self.uploads.items():
                file = kept_file(
                    typed.pop(field), key=key, field=field, allowed=allowed, max_size=most
                )
                typed[field] = kept.enter_context(file)
            self.service(grant=self.object, actor=self.actor, **typed)


class PaperView(SignedView):
    """A paper, with its scan."""

    uploads = {"scan": (SCAN_TYPES, SCAN_BYTES)}


class FileView(SignedView):
    """An electronic signature, and the document that it signs."""

    uploads = {"document": (files.DOCUMENT_TYPES, SCAN_BYTES), "file": (None, SIGNATURE_BYTES)}


@uncached
class PrintView(DeskObjectView):
    """The consent to be signed by hand; ``?for=`` names the representative who signs."""

    http_method_names = ["get"]
    right = "identity"
    object: Grant

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make the PDF."""
        key = whole_number(request.GET.get("for", ""))
        rows = acting(self.object.graduate).select_related("graduate__key")
        theirs = rows.filter(pk=key).first() if key is not None else None
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
        except KeyDestroyed as gone:
            raise Http404 from gone
        _log(self, "текст подписанного согласия")
        return super().get_context_data(
            signature=self.part, paragraphs=text.split("\n\n"), **kwargs
        )


@uncached
class ScanView(DeskPartView):
    """The scan of a signed consent, or the file of an electronic signature."""

    http_method_names = ["get"]
    right = "identity"
    field, what = "file", "скан согласия"
    object: Grant
    part: GrantSignature

    def parts(self) -> Any:
        """The signatures of this consent."""
        return self.object.signatures.select_related("file__key", "document__key")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve the file."""
        file = getattr(self.part, self.field)
        if file is None:
            raise Http404
        response = files.file_response(file, inline=True)
        _log(self, self.what)
        return response


class DocumentView(ScanView):
    """The document that an electronic signature signs."""

    field, what = "document", "документ с электронной подписью"


def _log(view: Any, what: str) -> None:
    actor = view.actor
    log_read(view.object.graduate, actor=actor, what=what, organisation=actor.organisation)
