"""``{{ text|typograph }}``: Russian typography; dates in words."""

import datetime as dt
from html import unescape

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from core import clock
from home.rules.typography import marks as set_marks
from home.rules.typography import typograph as set_text
from home.rules.typography import typograph_html

register = template.Library()


@register.filter
def typograph(value: object) -> SafeString:
    """Quotes, dashes and non-breaking spaces; the text of safe HTML, but not its tags."""
    if value is None:
        return mark_safe("")
    if hasattr(value, "__html__"):
        return mark_safe(typograph_html(value.__html__()))  # noqa: S308 – it was safe before
    return conditional_escape(set_text(str(value)))


@register.filter
def marks(value: object) -> SafeString:
    """Quotes and dashes of a title: plain text, or what a template has escaped already."""
    text = str(value)
    if hasattr(value, "__html__"):
        text = unescape(text)
    return conditional_escape(set_marks(text))


@register.filter
def date_in_words(value: dt.date | None) -> str:
    """«27 мая 2024 года»."""
    return clock.format_date(value) if value else ""
