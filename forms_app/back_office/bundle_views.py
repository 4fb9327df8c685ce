"""Downloads of one submission without identity data (X-5)."""

import tempfile
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin import messages

from core import exports
from core.back_office import DeskObjectView
from core.errors import Refused
from forms_app.models import Submission

from . import facts
from .bundle import Bundle, make_pdf, write_zip

MEMORY = 4 * 1024 * 1024


class BundleView(DeskObjectView):
    """Base: gathers what may go out, and logs that it went."""

    http_method_names = ["get"]
    object: Submission
    what = ""

    def bundle(self) -> Bundle:
        """Only answers that are open to every reader of the desk, and files without identity data."""
        version = self.object.current
        rows = list(version.files.select_related("file", "file__key"))
        secret = {row.pk for row in rows if self.desk.is_identity(row, self.object)}
        self.desk.log_look(self.object, actor=self.actor, what=self.what)
        return Bundle(
            submission=self.object,
            version=version,
            answers=[
                answer
                for answer in facts.stored_answers(version)
                if not self.desk.hides(answer, self.object, self.request)
            ],
            included=[row for row in rows if row.pk not in secret],
            left_out=[row for row in rows if row.pk in secret],
        )


class ArchiveView(BundleView):
    """One ZIP."""

    what = "архив ответов без паспортных данных"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Write it to a temporary file and send that."""
        bundle = self.bundle()
        # The response closes the file, and closing removes it.
        out = tempfile.SpooledTemporaryFile(  # noqa: SIM115
            max_size=MEMORY, dir=settings.FILE_UPLOAD_TEMP_DIR
        )
        write_zip(bundle, out)  # type: ignore[arg-type]
        out.seek(0)
        response = FileResponse(out, content_type="application/zip")
        return exports.as_download(response, bundle.name, ".zip")


class PdfView(BundleView):
    """One PDF."""

    what = "PDF ответов без паспортных данных"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make it and send it; on the object's page it is said why that cannot be done now."""
        bundle = self.bundle()
        try:
            pdf = make_pdf(bundle)
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect(self.desk.primary_url(request, self.object))
        return exports.pdf_response(name=bundle.name, pdf=pdf)
