"""Files of a submission, behind the desk's gate."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from core import files, pictures
from core.back_office import DeskPartView
from core.errors import FileDestroyed, KeyDestroyed
from core.models import PrivateFile
from forms_app.models import Submission, SubmissionFile

from . import facts


class FileView(DeskPartView):
    """One file, shown in the page or downloaded; every look is logged (X-5)."""

    http_method_names = ["get"]
    object: Submission

    def parts(self) -> QuerySet:
        """The files of all versions."""
        rows = SubmissionFile.objects.filter(version__submission=self.object)
        return rows.select_related("file", "file__key")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve the file if this person may see it."""
        row = self.part
        is_open = self.desk.allows(request, "identity", self.object)
        if self.desk.is_identity(row, self.object) and not is_open:
            raise PermissionDenied
        response = _response(row.file, request)
        self.desk.log_look(self.object, actor=self.actor, what=f"документ: {row.label}")
        return response


def _response(pf: PrivateFile, request: HttpRequest) -> HttpResponseBase:
    """The file itself, or – for kinds that browsers do not show – a JPEG made of it."""
    if "preview" not in request.GET or facts.preview_kind(pf.content_type) != "made":
        return files.file_response(pf, inline="download" not in request.GET)
    try:
        jpeg = pictures.as_jpeg(files.read_file(pf))
    except (FileDestroyed, KeyDestroyed, pictures.Unreadable) as error:
        raise Http404 from error
    response = HttpResponse(jpeg, content_type="image/jpeg")
    files.protect(response)
    return response
