"""When everything happened: counted back from today, on working days of the production calendar."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from contest.setup.demo.contests import ZONE, Dates
from contest.setup.rules.conflicts import PROTOCOL_LEAD
from core import clock
from core.calendar import overrides
from core.rules.working_days import subtract_working_days

# As in 2024: videos are taken for two weeks and marked for eight days.
_APPLICATIONS = dt.timedelta(days=14)
_VIDEOS = dt.timedelta(days=14)
_SCORING = dt.timedelta(days=7)
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Times:
    """The contest's dates, and the days of what its people did."""

    dates: Dates
    announced_on: dt.date
    # The meeting that decides who goes on to stage II, and the one that decides the places: its
    # protocol is signed on the last day that clause 8 leaves.
    admission_on: dt.date
    results_on: dt.date

    def in_applications(self, turn: int, of: int) -> dt.date:
        """The day on which the participant in this ``turn`` applies: spread over the window."""
        first = self.dates.opens + _DAY
        return first + _DAY * ((_APPLICATIONS.days - 2) * turn // of)

    def in_videos(self, turn: int, of: int) -> dt.date:
        """The day on which a video arrives."""
        first, last = self.dates.video
        return first + _DAY * (2 + ((last - first).days - 2) * turn // of)

    def in_scoring(self, turn: int, of: int) -> dt.date:
        """The day on which a member marks."""
        first, last = self.dates.scoring
        return first + _DAY * (((last - first).days + 1) * turn // of)


def of_today(today: dt.date) -> Times:
    """The times of a contest whose ceremony was two working days ago."""
    days = overrides()
    ceremony = subtract_working_days(today, 2, days)
    results = subtract_working_days(ceremony, PROTOCOL_LEAD, days)
    second_stage = subtract_working_days(results, 1, days)
    admission = subtract_working_days(second_stage, 4, days)
    scored = admission - _DAY
    scoring = (scored - _SCORING, scored)
    videos_end = scoring[0] - _DAY
    video = (videos_end - _VIDEOS, videos_end)
    opens = video[0] - _APPLICATIONS
    return Times(
        dates=Dates(
            opens=opens,
            last_day=video[0],
            video=video,
            scoring=scoring,
            second_stage=second_stage,
            ceremony=ceremony,
        ),
        announced_on=subtract_working_days(opens, 2, days),
        admission_on=admission,
        results_on=results,
    )


@contextmanager
def day(on: dt.date, hour: int, minute: int = 0) -> Iterator[None]:
    """What is done in the block was done then, on the contest's clock."""
    with clock.at(clock.at_local(on, dt.time(hour, minute), ZONE)):  # noqa: TID251 – demonstration
        yield
