"""A contest that ended days ago, as its people would have run it (C-2, C-11…C-19).

Everything is written by the services, each as of its own instant. It is made once, whole or not at
all: what retention has destroyed since does not come back.
"""

import datetime as dt
from typing import TextIO

from django.db import transaction

from contest.commission import demo as commission
from contest.commission.models import CommissionMember
from contest.commission.services import invite
from contest.demo.ended import (
    admission,
    certificates,
    deciding,
    marking,
    places,
    results,
    stage_two,
    timetable,
    videos,
)
from contest.demo.ended.meetings import Staff
from contest.demo.ended.people import PEOPLE
from contest.setup.consents.loading import load_texts
from contest.setup.demo import contests
from contest.setup.models import Contest
from core import clock, roles
from core.demo_accounts import account_of
from core.models import User

SLUG = "primer-itogov"
SHORT_TITLE = "Конкурс специалистов центров занятости (пример с итогами)"
# Members of the invented composition who have no demonstration account.
_INVITED = {
    "Ольховский": "olkhovsky@example.org",
    "Перелескова": "pereleskova@example.org",
    "Каменев": "kamenev@example.org",
}


def load_ended(stdout: TextIO) -> Contest | None:
    """Make the contest that is over, unless it is there; without a secretary there is none."""
    secretary = account_of(roles.CONTEST_SECRETARY)
    contest = Contest.objects.filter(slug=SLUG).first()
    if contest is not None or secretary is None:
        return contest
    stdout.write(f"contest that is over: {len(PEOPLE)} participants, this takes a while\n")
    with transaction.atomic():
        contest = _run(secretary)
    stdout.write(f"contest that is over: {contest.slug}\n")
    return contest


def _run(secretary: User) -> Contest:
    times = timetable.of_today(clock.in_zone(clock.now(), contests.ZONE).date())
    with timetable.day(times.announced_on, 10):
        contest = _set_up(times, secretary)
    admission.run(contest, times, secretary)
    videos.run(contest, times)
    marking.run(contest, times)
    chair = contest.commission.get(seat=CommissionMember.Seat.CHAIR).user
    assert chair is not None
    staff = Staff(secretary, chair)
    deciding.run(contest, times, staff)
    stage_two.tell(contest, times, staff)
    admission.withdraw(contest, times)
    stage_two.run(contest, times, staff)
    places.run(contest, times, staff)
    results.run(contest, times, staff)
    certificates.run(contest, times, staff)
    contest.refresh_from_db()
    return contest


def _set_up(times: timetable.Times, secretary: User) -> Contest:
    """The contest is announced, and its members get their accounts."""
    contest = contests.make_contest(
        slug=SLUG,
        year=times.dates.second_stage.year,
        dates=times.dates,
        is_demo=True,
        short_title=SHORT_TITLE,
    )
    load_texts(contest.operator)
    commission.load_commission(contest, commission.INVENTED)
    _plan_stage_two(contest, times.dates)
    for member in contest.commission.filter(user=None):
        invite(commissionmember=member, email=_INVITED[member.last_name], actor=secretary)
    return contest


def _plan_stage_two(contest: Contest, dates: contests.Dates) -> None:
    """When and where it is, how much is asked, when role plays are marked, until when others may come."""
    on = dates.second_stage
    contest.stage_two_starts_at = clock.at_local(on, dt.time(9), contest.tz)
    contest.stage_two_place = "г. Новосибирск, ул. Вымышленная, д. 1, актовый зал"
    contest.test_questions = 30
    contest.role_play_opens_at = clock.at_local(on, dt.time(14), contest.tz)
    contest.role_play_closes_at = clock.at_local(on, dt.time(22), contest.tz)
    contest.replacements_until = clock.at_local(on, dt.time(0), contest.tz)
    contest.save()
