"""A photograph of a person, as a desk shows it (X-5)."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponseBase

from core.back_office import DeskObjectView, uncached
from core.history import log_read
from core.photos import photo_response, read_photo


@uncached
class PictureView(DeskObjectView):
    """The photograph that the row keeps in ``field``; the log of looks says ``what`` was seen."""

    http_method_names = ["get"]
    right = "identity"
    field: str
    what: str

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve it, and log the look."""
        response = photo_response(read_photo(getattr(self.object, self.field)))
        organisation = self.actor.organisation
        log_read(self.about(), actor=self.actor, what=self.what, organisation=organisation)
        return response

    def about(self) -> Model:
        """What was looked at: by default the row."""
        row: Model = self.object
        return row
