"""Styles of the desks in Wagtail's admin, and a menu without what nobody here needs."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem

# Wagtail's own help speaks English about Wagtail.
UNNEEDED = {"help"}
SHEETS = ("back_office", "back_office_object", "back_office_lists")


@hooks.register("insert_global_admin_css")
def back_office_css() -> SafeString:
    """Styles of the desks."""
    sheets = ((static(f"css/{name}.css"),) for name in SHEETS)
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)


@hooks.register("construct_main_menu")
def hide_unneeded(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out menu items that serve no duty."""
    items[:] = [item for item in items if item.name not in UNNEEDED]
