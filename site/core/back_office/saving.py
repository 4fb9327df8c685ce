"""«Мои отборы»: choices of filters kept under a name, on the list and on the board (X-4)."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from core import saved_filters
from core.fields import LineField
from core.forms import TidyForm
from core.models import User
from core.text import whole_number

from .form_views import DeskListFormView
from .listing import Listing

if TYPE_CHECKING:
    from .admin import DeskAdmin


class NameForm(TidyForm):
    """How the choice is called."""

    name = LineField(
        label="Название отбора",
        max_length=60,
        help_text="Например: «Мои новые». Увидите его только вы.",
    )


class SavedFiltersView(DeskListFormView):
    """Keeps what the address narrows the list by, and deletes what is kept."""

    template_name = "core/back_office/saved_filters.html"
    title = "Мои отборы"
    right = "view"
    form_class = NameForm
    submit_label = "Сохранить"
    success = "Отбор сохранён: он стоит над списком."

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep, or delete where that button was pressed."""
        key = whole_number(request.POST.get("drop", ""))
        if key is None:
            return super().post(request, *args, **kwargs)
        saved_filters.drop_filter(actor=self.actor, desk=self.desk.base_url_path, key=key)
        messages.success(request, "Отбор удалён.")
        return redirect(self.desk.url("filters"))

    def perform(self, form: NameForm) -> None:
        """Call the service."""
        saved_filters.save_filter(
            actor=self.actor,
            desk=self.desk.base_url_path,
            name=form.cleaned_data["name"],
            query=urlencode(self.listing.chosen),
        )

    def get_success_url(self) -> str:
        return f"{self.desk.url('index')}?{urlencode(self.listing.chosen)}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is chosen now and what is kept."""
        return super().get_context_data(
            chosen=self.listing.words,
            saved=links(self.desk, self.request),
            own_url=self.desk.url("filters"),
            **kwargs,
        )

    @cached_property
    def listing(self) -> Listing:
        """The list as the address narrows it."""
        return Listing(self.desk, self.request)


def links(desk: "DeskAdmin", request: HttpRequest, query: str = "") -> list[dict[str, Any]]:
    """The person's own choices on a desk; ``query`` is the one that is shown now."""
    return [
        {
            "key": one.pk,
            "name": one.name,
            "url": f"{desk.url('index')}?{one.query}",
            "is_current": one.query == query,
        }
        for one in saved_filters.filters_of(cast(User, request.user))
        if one.desk == desk.base_url_path
    ]


def block(desk: "DeskAdmin", listing: Listing) -> dict[str, Any]:
    """What stands above a list: the kept choices, and the way to keep this one."""
    if not listing.filters:
        return {}
    query = urlencode(listing.chosen)
    saved = links(desk, listing.request, query)
    is_new = bool(query) and not any(one["is_current"] for one in saved)
    return {
        "links": saved,
        "save_url": f"{desk.url('filters')}?{query}" if is_new else "",
        "own_url": desk.url("filters") if saved else "",
    }
