"""How long the data of applications are kept (C-A5)."""

import datetime as dt
from collections.abc import Iterable

# 152-ФЗ, art. 21: data are destroyed within 30 days after they have served their purpose.
DESTROY_AFTER = dt.timedelta(days=30)


def kept_until(
    *, ends: Iterable[dt.date | None], closes_at: dt.datetime, tz: dt.tzinfo
) -> dt.datetime | None:
    """30 days after the last of a contest's days and ``closes_at``, the end of what it takes in.

    ``ends`` are the last days of the stages and the day of the ceremony; None while none is known:
    nobody can say then when the contest is over.
    """
    days = [day for day in ends if day is not None]
    if not days:
        return None
    return max(dt.datetime.combine(max(days), dt.time(), tz), closes_at) + DESTROY_AFTER
