"""Tags of the page frame and of form fields."""

from collections.abc import Iterator
from typing import Any

from django import forms, template
from django.core.paginator import Page as ListPage
from django.forms import BoundField
from django.forms.utils import flatatt
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail.models import Page

from forms_app.engine.journey import Journey
from home import frame, registries
from home.form_texts import FormStartText, start_text
from home.frame import HOME_DEPTH, links_above
from home.rules.typography import marks
from home.sharing import description as describe_page
from home.sharing import picture, structured

register = template.Library()


@register.simple_tag(takes_context=True)
def display_attributes(context: template.Context) -> SafeString:
    """The reader's display settings as data attributes of ``<html>``."""
    face = context.get("face")
    if face is None:
        return flatatt({})
    return flatatt({f"data-{name}": value for name, value in face.display.changed.items()})


@register.simple_tag
def page_parts(page: Page) -> SafeString:
    """What domains show at the end of a page (`home.registries.register_page_part`)."""
    return format_html_join("", "{}", ((part,) for part in registries.page_parts(page)))


@register.simple_tag
def field_kind(field: BoundField) -> str:
    """How a field is laid out: ``choices`` (a group), ``tick`` (one box), ``file`` or ``box``."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    return "file" if isinstance(widget, forms.FileInput) else "box"


@register.simple_tag
def describe(field: BoundField, plain: str = "", warning: str = "") -> SafeString:
    """``aria-describedby`` of a group of choices."""
    ids = _described_by(field, plain, warning)
    return flatatt({"aria-describedby": ids} if ids else {})


@register.simple_tag
def field_widget(field: BoundField, plain: str = "", warning: str = "") -> SafeString:
    """The control of a field, described by its plain words, help, warning and errors.

    Without ``maxlength``: what is too long is refused in words, not cut in silence by the browser.
    """
    ids = _described_by(field, plain, warning)
    described = {"aria-describedby": ids} if ids else {}
    return field.as_widget(attrs={"maxlength": False, **described})


@register.simple_tag
def page_numbers(page: ListPage) -> Iterator[int | str]:
    """Numbers of a long list around the present one, with gaps."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


def _described_by(field: BoundField, plain: str, warning: str) -> str:
    present = {
        "plain": plain,
        "helptext": field.help_text,
        "warning": warning,
        "error": field.errors,
    }
    return " ".join(f"{field.auto_id}_{part}" for part, value in present.items() if value)


@register.simple_tag
def menu_warning(page: Page) -> str:
    """What to say before ``page`` leaves the site, if a menu leads to it."""
    return frame.menu_warning(page)


@register.simple_tag
def form_start_text(journey: Journey) -> FormStartText | None:
    """The editors' words for the first page of a form."""
    return start_text(journey.code)


@register.inclusion_tag("home/sharing.html", takes_context=True)
def sharing(context: template.Context) -> dict[str, Any]:
    """Description, OpenGraph and schema.org of the page in the context."""
    page, found = context["page"], context["face"].settings
    return {
        "page": page,
        "site_name": found.name,
        "description": describe_page(page) or marks(f"{page.title} – {found.name}"),
        "picture": picture(page, found),
        "structured": structured(page, found),
        "published_on": getattr(page, "date", None),
    }


@register.simple_tag
def trail(page: Page) -> list[dict[str, str]]:
    """Breadcrumbs of a Wagtail page: what stands above it, from the home page down."""
    home = [{"title": "Главная", "url": "/"}]
    return home if page.depth <= HOME_DEPTH + 1 else [*home, *links_above(page)]
