"""Files of a submission, behind the desk's gate."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404

from core import files, history, pictures
from core.back_office import DeskObjectView
from core.errors import FileDestroyed, KeyDestroyed
from core.models import PrivateFile, User
from forms_app.models import Submission, SubmissionFile

from . import facts


class FileView(DeskObjectView):
    """One file, shown in the page or downloaded; every look is logged (X-5)."""

    http_method_names = ["get"]
    object: Submission

    def get(
        self, request: HttpRequest, *args: Any, part: str = "", **kwargs: Any
    ) -> HttpResponseBase:
        """Serve the file if it belongs to this submission and this person may see it."""
        if not part.isdecimal() or len(part) > 18:
            raise Http404
        row = get_object_or_404(
            SubmissionFile.objects.select_related("file", "file__key"),
            version__submission=self.object,
            pk=int(part),
        )
        is_open = self.desk.allows(request, "identity", self.object)
        if self.desk.is_identity(row, self.object) and not is_open:
            raise PermissionDenied
        response = _response(row.file, request)
        history.log_read(
            self.object,
            actor=cast(User, request.user),
            what=f"документ: {row.label}"[:255],
            organisation=self.desk.operator(self.object),
        )
        return response


def _response(pf: PrivateFile, request: HttpRequest) -> HttpResponseBase:
    """The file itself, or – for kinds that browsers do not show – a JPEG made of it."""
    if "preview" not in request.GET or facts.preview_kind(pf.content_type) != "made":
        return files.file_response(pf, inline="download" not in request.GET)
    try:
        made = pictures.as_jpeg(files.read_file(pf))
    except (FileDestroyed, KeyDestroyed, pictures.Unreadable) as error:
        raise Http404 from error
    response = HttpResponse(made, content_type="image/jpeg")
    files.protect(response)
    return response
