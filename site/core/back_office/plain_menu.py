"""The menu as a page of links: Wagtail's own is drawn by scripts, without which it is an empty bar (X-2)."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem, admin_menu

TITLE = "Разделы"


class Section(NamedTuple):
    """An entry of the menu: a link, or the name of what stands under it."""

    label: str
    url: str
    parts: "list[Section]"


def sections_of(menu: Menu, request: HttpRequest) -> Iterator[Section]:
    """What this person's menu holds, in its order."""
    for item in sorted(menu.menu_items_for_request(request), key=_place):
        is_group = isinstance(item, SubmenuMenuItem)
        parts = list(sections_of(item.menu, request)) if is_group else []
        yield Section(str(item.label), "" if is_group else item.url, parts)


def _place(item: MenuItem) -> Any:
    return item.order


@require_safe
def plain_menu(request: HttpRequest) -> HttpResponse:
    """The page; every admin page leads to it where scripts are off."""
    context = {
        "page_title": TITLE,
        "icon": "list-ul",
        "sections": list(sections_of(admin_menu, request)),
    }
    return TemplateResponse(request, "core/back_office/plain_menu.html", context)


@hooks.register("register_admin_urls")
def plain_menu_url() -> list[URLPattern]:
    """The address under /cms/."""
    return [path("menu/", plain_menu, name="plain_menu")]
