"""A contest in the words of schema.org, for search engines."""

import datetime as dt
from typing import Any

from contest.public.board import spans
from contest.setup.models import Contest
from home.rules.typography import marks


def event(contest: Contest, *, description: str, url: str) -> dict[str, Any]:
    """The contest as an ``Event`` with its stages; nothing of an invented one.

    A first day of applications that the regulation does not name is not told (C-12).
    """
    if contest.is_demo:
        return {}
    starts, ends = _days(contest)
    return {
        "@type": "Event",
        "name": marks(contest.title),
        "description": description,
        "url": url,
        "startDate": starts.isoformat(),
        "endDate": ends.isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "organizer": {"@type": "GovernmentOrganization", "name": marks(contest.founder.full_name)},
        "subEvent": [
            {
                "@type": "Event",
                "name": marks(span.title),
                "startDate": span.starts_on.isoformat(),
                "endDate": span.ends_on.isoformat(),
            }
            for span in spans(contest)
        ],
    }


def _days(contest: Contest) -> tuple[dt.date, dt.date]:
    """The first and the last day of what the regulation names."""
    tz = contest.tz
    days = [day for span in spans(contest) for day in (span.starts_on, span.ends_on)]
    last_day = (contest.applications_close_at - dt.timedelta(microseconds=1)).astimezone(tz).date()
    days.append(last_day)
    if contest.names_opening:
        days.append(contest.applications_open_at.astimezone(tz).date())
    return min(days), max(days)
