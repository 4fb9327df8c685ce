"""Downloads of one submission without identity data (X-5)."""

import tempfile
from typing import Any, cast

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header

from core import history
from core.back_office import DeskObjectView
from core.models import User
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
        history.log_read(
            self.object,
            actor=cast(User, self.request.user),
            what=self.what,
            organisation=self.desk.operator(self.object),
        )
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

    def as_download(self, response: Any, name: str) -> HttpResponseBase:
        """Headers of a private download."""
        response["Content-Disposition"] = content_disposition_header(True, name)
        response["Cache-Control"] = "private, no-store"
        response["X-Content-Type-Options"] = "nosniff"
        return response


class ArchiveView(BundleView):
    """One ZIP."""

    what = "архив заявки без паспортных данных"

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
        return self.as_download(response, f"{bundle.name}.zip")


class PdfView(BundleView):
    """One PDF."""

    what = "PDF заявки без паспортных данных"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make it and send it."""
        bundle = self.bundle()
        response = HttpResponse(make_pdf(bundle), content_type="application/pdf")
        return self.as_download(response, f"{bundle.name}.pdf")
