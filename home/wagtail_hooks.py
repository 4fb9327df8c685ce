"""What the common pages add to Wagtail: fixed addresses, documents that wait for a page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from home import comparisons as _comparisons  # noqa: F401 – registers how values are compared
from home import documents, frame
from home import reports as _reports  # noqa: F401 – registers reports
from home.form_texts import FormStartTextViewSet
from home.pages.fixed import fixed_within
from home.synonyms import SearchSynonymsViewSet

register_snippet(FormStartTextViewSet)
register_snippet(SearchSynonymsViewSet)

_BULK = {"delete": "удалить", "move": "переместить", "unpublish": "снять с публикации"}


@hooks.register("before_serve_page", order=100)
def remember_page(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """Let the page cache ask which page was served."""
    request.served_page = page  # type: ignore[attr-defined]


hooks.register("before_serve_document", documents.keep_unpublished)


@hooks.register("before_delete_page")
def keep_from_deletion(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete a fixed page, or one that holds such a page."""
    if refusal := _refuse(request, page, "удалить"):
        return refusal
    _warn_of_menu(request, page)
    return None


@hooks.register("before_move_page")
def keep_in_place(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Refuse to move a fixed page, or one that holds such a page."""
    return _refuse(request, page, "переместить")


@hooks.register("before_unpublish_page")
def keep_published(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to unpublish a fixed page, or one that holds such a page."""
    return _refuse(request, page, "снять с публикации")


@hooks.register("before_bulk_action")
def keep_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for several pages at once."""
    if action_type not in _BULK:
        return None
    for page in objects:
        if isinstance(page, Page) and (answer := _refuse(request, page, _BULK[action_type])):
            return answer
    return None


@hooks.register("insert_global_admin_css", order=100)
def colours_of_the_site() -> SafeString:
    """The admin in the colours of the site's settings, after Wagtail's own."""
    return format_html('<link rel="stylesheet" href="{}">', reverse("home:admin_theme"))


def _warn_of_menu(request: HttpRequest, page: Page) -> None:
    """Say on the page of confirmation that a menu of the site leads here."""
    if request.method == "GET" and (warning := frame.menu_warning(page)):
        messages.warning(request, warning)


def _refuse(request: HttpRequest, page: Page, verb: str) -> HttpResponse | None:
    fixed = fixed_within(page)
    if fixed is None:
        return None
    messages.error(request, f"Страницу «{fixed.title}» нельзя {verb}. {fixed.why}")
    parent = page.get_parent() or page
    return HttpResponseRedirect(reverse("wagtailadmin_explore", args=[parent.pk]))
