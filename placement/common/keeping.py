"""Until when something is kept: terms count in days of the installation's clock (X-5)."""

import datetime as dt

from django.utils import timezone

from core import clock


def kept_until(day: dt.date) -> dt.datetime:
    """The first instant of ``day`` on the installation's own clock: from then on nothing is kept."""
    return clock.at_local(day, dt.time(), timezone.get_default_timezone_name())
