"""Views of a desk: of the list as a whole, of one object, and of a part of one."""

from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control
from django.views.generic import TemplateView

from core.models import User

from . import trail

if TYPE_CHECKING:
    from .admin import DeskAdmin

# For a view whose answers name people: they stay out of every cache.
uncached = method_decorator(cache_control(private=True, no_store=True), name="dispatch")


class DeskListView(TemplateView):
    """A view of a desk that concerns no single object; needs ``right``."""

    desk: "DeskAdmin" = None  # type: ignore[assignment] # given to as_view
    right = "view"
    title = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse who lacks the right before anything is looked up."""
        if not self.desk.may(request, self.right):
            raise PermissionDenied
        self.look_up()
        return super().dispatch(request)

    def look_up(self) -> None:
        """Find what the keys of the address name, or raise Http404."""

    @property
    def actor(self) -> User:
        """Who asks, and acts."""
        return cast(User, self.request.user)

    def get_title(self) -> str:
        """The heading of the page."""
        return self.title

    def get_index_url(self) -> str:
        """The way to the list."""
        return self.desk.url("index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the desk and the headings."""
        return super().get_context_data(
            desk=self.desk,
            index_url=self.get_index_url(),
            index_label=self.desk.get_menu_label(),
            icon=self.desk.get_menu_icon(),
            page_title=kwargs.pop("page_title", "") or self.get_title(),
            **kwargs,
        )


class DeskObjectView(DeskListView):
    """A view of one object; one that this person may not see is not there (404)."""

    object: Model

    def look_up(self) -> None:
        """Find the object within what the person may see."""
        self.object = self.desk.get_object(self.request, self.kwargs["instance_pk"], self.right)

    def get_index_url(self) -> str:
        """The list as it was when the object was opened from it."""
        return trail.list_url(self.desk, self.request)

    def address(self, action: str, part: Any = None) -> str:
        """An address of the object or of its part, which still knows the list."""
        return trail.with_trail(self.desk.url(action, self.object, part), self.request)

    def get_object_url(self) -> str:
        """The object's page, which still knows the list."""
        return trail.with_trail(self.desk.primary_url(self.request, self.object), self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the object and the way back to it."""
        return super().get_context_data(
            object=self.object,
            object_label=self.desk.object_label(self.object),
            object_url=self.get_object_url(),
            **kwargs,
        )


class PartGone(Http404):
    """The object is there and may be seen, but not the part that the address names."""


class DeskPartView(DeskObjectView):
    """A view of a part of an object; a part of another object is not there (404)."""

    part: Any
    # The field that the key in the address is compared with.
    part_field = "pk"

    def parts(self) -> QuerySet:
        """The parts of the object among which the one of the address is looked for."""
        raise NotImplementedError

    def look_up(self) -> None:
        """Find the object, then its part."""
        super().look_up()
        try:
            self.part = self.parts().get(**{self.part_field: self.kwargs["part"]})
        except (ObjectDoesNotExist, ValueError, ValidationError, OverflowError) as error:
            raise PartGone from error
