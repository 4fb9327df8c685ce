"""How back-office pages say instants, sizes and states."""

import datetime as dt

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core import clock
from core.clock import TimeZone
from core.phones import phone_link, phone_text

register = template.Library()


@register.filter
def instant(value: dt.datetime | None, tz: TimeZone) -> str:
    """«27 мая 2024 года, 18:00 (новосибирское время, UTC+7)»; a dash for nothing."""
    return clock.format_instant(value, tz) if value else "–"


@register.filter
def deadline(value: dt.datetime | None, tz: TimeZone) -> str:
    """«до конца дня 27 мая 2024 года (новосибирское время, UTC+7)»; a dash for nothing."""
    return clock.format_deadline(value, tz) if value else "–"


def phone_anchor(number: str) -> SafeString | str:
    """A telephone number as people read it, to be dialled by a press; empty for none."""
    if not number:
        return ""
    return format_html('<a href="{}">{}</a>', phone_link(number), phone_text(number))


def state_tag(code: str, label: str) -> SafeString:
    """A status as a coloured tag; the word says it, the colour only helps."""
    return format_html('<span class="desk-tag desk-tag--{}">{}</span>', code, label)


register.simple_tag(state_tag)
