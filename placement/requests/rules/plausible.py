"""What is odd about a request, though it may be right."""

import datetime as dt

# A start that lies farther ahead is more likely a slip in the year.
DAYS_AHEAD = 366


def is_far_ahead(start_on: dt.date, today: dt.date) -> bool:
    """Whether the work begins more than a year ahead: possible, but odd for a vacancy."""
    return (start_on - today).days > DAYS_AHEAD
