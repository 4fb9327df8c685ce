"""How back-office pages say instants, sizes and states."""

import datetime as dt

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core import clock
from core.clock import TimeZone

register = template.Library()


@register.filter
def instant(value: dt.datetime | None, tz: TimeZone) -> str:
    """«27 мая 2024 года, 18:00 (новосибирское время, UTC+7)»; a dash for nothing."""
    return clock.format_instant(value, tz) if value else "–"


@register.filter
def deadline(value: dt.datetime | None, tz: TimeZone) -> str:
    """«до конца дня 27 мая 2024 года (новосибирское время, UTC+7)»; a dash for nothing."""
    return clock.format_deadline(value, tz) if value else "–"


def state_tag(code: str, label: str) -> SafeString:
    """A status as a coloured tag; the word says it, the colour only helps."""
    return format_html('<span class="desk-tag desk-tag--{}">{}</span>', code, label)


register.simple_tag(state_tag)
