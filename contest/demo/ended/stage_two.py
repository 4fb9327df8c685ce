"""Stage II: letters, the day itself with a no-show, and what members gave to the role plays (C-16)."""

import datetime as dt

from contest.demo.ended.admission import entry_of
from contest.demo.ended.meetings import Staff
from contest.demo.ended.people import CONFLICT, NO_SHOW, PEOPLE
from contest.demo.ended.timetable import Times, day
from contest.finalists import services as finalists
from contest.finalists.models import Finalist
from contest.meetings.models import AgendaItem, Decision
from contest.notices import services as notices
from contest.scoring.entries import criteria_of
from contest.scoring.services import Given, save_sheet
from contest.scoring.services.marking import comment_revision
from contest.setup.models import Contest, Part
from contest.stage_two import services
from core.calendar import overrides
from core.rules.working_days import add_working_days

_RECUSED = 6
# Who stopped the time of a role play, and how long each lasts.
_PAUSED_TURN = 3
_MINUTES = 8


def tell(contest: Contest, times: Times, staff: Staff) -> None:
    """The secretary prepares the letters on admission, the chair looks and releases them.

    With the letters those who are admitted come on the list of stage II.
    """
    decision = Decision.objects.get(
        item__meeting__contest=contest, item__kind=AgendaItem.Kind.ADMISSION
    )
    after = add_working_days(times.admission_on, 1, overrides())
    with day(after, 10):
        release = notices.prepare(decision=decision, actor=staff.secretary)
    with day(after, 12):
        revision = notices.revision_of(release)
        notices.release(release=release, actor=staff.chair, revision=revision)


def run(contest: Contest, times: Times, staff: Staff) -> None:
    """The day of stage II: attendance, draw, test, role plays; in the evening all is marked."""
    on = times.dates.second_stage
    with day(on, 9):
        playing = _attend(contest, staff)
    with day(on, 10):
        _draw(contest, playing, staff)
    _test(playing, on, staff)
    _play(playing, on, staff)
    _mark(contest, playing, on)


def _attend(contest: Contest, staff: Staff) -> list[Finalist]:
    """Everybody came but one; returns who did, in the order of the draw."""
    rows = Finalist.objects.in_contest().filter(contest=contest).select_related("entry")
    absent = entry_of(contest, NO_SHOW)
    came = {row.pk: row.entry_id != absent.pk for row in rows}
    finalists.save_attendance(contest=contest, came=came, actor=staff.secretary)
    return list(Finalist.objects.appeared().filter(contest=contest).select_related("entry"))


def _draw(contest: Contest, playing: list[Finalist], staff: Staff) -> None:
    """Numbers drawn by hand: 5, 10, 2, 7 … so that they differ from the alphabet."""
    numbers = {row.pk: 1 + (turn * 5 + 4) % len(playing) for turn, row in enumerate(playing)}
    finalists.record_draw(contest=contest, numbers=numbers, actor=staff.secretary)
    for row in playing:
        row.refresh_from_db(fields=["draw_number"])
    playing.sort(key=lambda row: row.draw_number or 0)


def _test(playing: list[Finalist], on: dt.date, staff: Staff) -> None:
    """The secretary enters the right answers, the chair compares them with the sheets."""
    for turn, row in enumerate(playing):
        right = 18 + turn * 7 % 12
        with day(on, 12, turn):
            result = services.enter_test(finalist=row, right=right, actor=staff.secretary)
        with day(on, 13, turn):
            services.check_test(result=result, right=right, actor=staff.chair)


def _play(playing: list[Finalist], on: dt.date, staff: Staff) -> None:
    """One role play after another; one is interrupted."""
    for turn, row in enumerate(playing):
        hour, minute = divmod(turn * 12, 60)
        with day(on, 14 + hour, minute):
            run = services.start_run(finalist=row, actor=staff.secretary)
            if turn == _PAUSED_TURN:
                reason = "В зале зазвонил телефон"
                services.pause_run(run=run, reason=reason, actor=staff.secretary)
        with day(on, 14 + hour, minute + 1):
            if turn == _PAUSED_TURN:
                services.resume_run(run=run, actor=staff.secretary)
        with day(on, 14 + hour, minute + _MINUTES):
            services.finish_run(run=run, actor=staff.secretary)


def _mark(contest: Contest, playing: list[Finalist], on: dt.date) -> None:
    """Who is good before a camera is mostly good in a talk, but not just as good."""
    criteria = criteria_of(contest, Part.ROLE_PLAY)
    points = {entry_of(contest, one.person.login).pk: one.points for one in PEOPLE}
    conflict = entry_of(contest, CONFLICT)
    members = contest.commission.select_related("user")
    for turn, member in enumerate(members):
        assert member.user is not None
        with day(on, 18, turn):
            for number, row in enumerate(playing):
                if turn == _RECUSED and row.entry_id == conflict.pk:
                    continue
                best = min(10, points[row.entry_id] // 4 + number % 2)
                marks = {
                    criterion: Given(best - (turn + place) % 2)
                    for place, criterion in enumerate(criteria)
                }
                save_sheet(
                    member=member,
                    entry=row.entry,
                    part=Part.ROLE_PLAY,
                    marks=marks,
                    comment="",
                    seen_comment=comment_revision(""),
                    actor=member.user,
                )
