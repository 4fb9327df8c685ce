"""Two contests with the same rules: of 2024, closed, and of this year, open now (C-7, C-12)."""

import datetime as dt
import zoneinfo
from dataclasses import dataclass

from django.db import transaction

from contest.setup.content import NOMINATION, SHORT_TITLE, TITLE, build_criteria, build_roles
from contest.setup.demo.centres import load_centres
from contest.setup.models import Contest, Stage
from core.calendar import overrides
from core.models import Journal, Organisation
from core.rules.working_days import add_working_days, is_working

ZONE = zoneinfo.ZoneInfo("Asia/Novosibirsk")
OPENED_DAYS_AGO = 14
CLOSES_IN_DAYS = 21


@dataclass(frozen=True)
class Dates:
    """The dates of one contest; ``last_day`` is the last on which an application is in time."""

    opens: dt.date
    last_day: dt.date
    video: tuple[dt.date, dt.date]
    scoring: tuple[dt.date, dt.date]
    second_stage: dt.date
    ceremony: dt.date | None = None

    def scoring_window(self) -> tuple[dt.datetime, dt.datetime]:
        """First instant of the scoring and first instant too late for it."""
        midnight = dt.time(0)
        first, last = self.scoring
        return (
            dt.datetime.combine(first, midnight, ZONE),
            dt.datetime.combine(last + dt.timedelta(days=1), midnight, ZONE),
        )

    def window(self) -> tuple[dt.datetime, dt.datetime]:
        """First instant in time and first instant too late."""
        midnight = dt.time(0)
        closes = self.last_day + dt.timedelta(days=1)
        return (
            dt.datetime.combine(self.opens, midnight, ZONE),
            dt.datetime.combine(closes, midnight, ZONE),
        )


# Clauses 11, 12 and 14. The source names no first day of applications and no ceremony: the window has to
# begin somewhere, and the pages leave this day out (``names_opening``).
OF_2024 = Dates(
    opens=dt.date(2024, 5, 13),
    last_day=dt.date(2024, 5, 27),
    video=(dt.date(2024, 5, 27), dt.date(2024, 6, 10)),
    scoring=(dt.date(2024, 6, 11), dt.date(2024, 6, 18)),
    second_stage=dt.date(2024, 6, 21),
)


def current_dates(today: dt.date) -> Dates:
    """The dates of 2024 moved so that the window is open on ``today``, on working days."""
    last_day = today + dt.timedelta(days=CLOSES_IN_DAYS)
    shift = last_day - OF_2024.last_day
    days = overrides()
    second_stage = OF_2024.second_stage + shift
    if not is_working(second_stage, days):
        second_stage = add_working_days(second_stage, 1, days)
    return Dates(
        opens=today - dt.timedelta(days=OPENED_DAYS_AGO),
        last_day=last_day,
        video=(OF_2024.video[0] + shift, OF_2024.video[1] + shift),
        scoring=(OF_2024.scoring[0] + shift, OF_2024.scoring[1] + shift),
        second_stage=second_stage,
        ceremony=add_working_days(second_stage, 10, days),
    )


@transaction.atomic
def load_contest(*, slug: str, year: int, dates: Dates, is_demo: bool) -> Contest:
    """Make the contest; of one that is there, only a demonstration's dates follow ``dates``."""
    contest = Contest.objects.filter(slug=slug).first()
    if contest is None:
        return make_contest(slug=slug, year=year, dates=dates, is_demo=is_demo)
    if contest.is_demo:
        contest.applications_open_at, contest.applications_close_at = dates.window()
        contest.ceremony_on = dates.ceremony
        if contest.rules_locked_at is None:
            contest.scoring_opens_at, contest.scoring_closes_at = dates.scoring_window()
        contest.save()
        for stage in _stages(dates):
            contest.stages.filter(title=stage.title).update(
                starts_on=stage.starts_on, ends_on=stage.ends_on
            )
    return contest


def make_contest(
    *, slug: str, year: int, dates: Dates, is_demo: bool, short_title: str = SHORT_TITLE
) -> Contest:
    """A contest by the regulation of 2024 on other dates."""
    opens, closes = dates.window()
    contest = Contest.objects.create(
        slug=slug,
        title=TITLE,
        short_title=short_title,
        nomination=NOMINATION,
        year=year,
        operator=Organisation.objects.get(code="crss"),
        founder=Organisation.objects.get(code="mintrud-nso"),
        journal=_journal(slug, year),
        regulation_slug="polozhenie-o-konkurse",
        is_published=True,
        is_demo=is_demo,
        applications_open_at=opens,
        applications_close_at=closes,
        names_opening=is_demo,
        ceremony_on=dates.ceremony,
    )
    contest.centres.add(*load_centres())
    for stage in _stages(dates):
        stage.contest = contest
        stage.save()
    build_roles(contest)
    build_criteria(contest)
    # Last: from its first instant on nothing of the above can be added.
    contest.scoring_opens_at, contest.scoring_closes_at = dates.scoring_window()
    contest.save()
    return contest


def _journal(slug: str, year: int) -> Journal:
    return Journal.objects.get_or_create(
        code=f"contest-{slug}",
        defaults={
            "title": f"Журнал регистрации заявок на конкурс {year} года",
            "number_format": "{number:03d}/К-" + f"{year % 100:02d}",
        },
    )[0]


def _stages(dates: Dates) -> list[Stage]:
    rows = [
        ("I этап: приём видеообращений", "заочная", *dates.video, "12, 13"),
        ("Оценка видеообращений комиссией", "", *dates.scoring, "14"),
        (
            "II этап: тестирование и ролевая игра",
            "очная",
            dates.second_stage,
            dates.second_stage,
            "12, 16",
        ),
    ]
    return [
        Stage(
            title=title, form=form, starts_on=starts, ends_on=ends, clause=clause, sort_order=order
        )
        for order, (title, form, starts, ends, clause) in enumerate(rows)
    ]
