"""The demonstration's contest that ended days ago: made by the services, whole, once."""

import datetime as dt
import io

import pytest
from django.utils import timezone

from contest.certificates.models import Certificate
from contest.demo import ended
from contest.demo.ended import people, timetable
from contest.demo.ended.admission import entry_of
from contest.meetings.lifecycle import MeetingState
from contest.meetings.models import Decision
from contest.meetings.rules.questions import Kind
from contest.public.demo import pages
from contest.scoring.models import Recusal
from contest.scoring.standing import standing
from contest.setup import checks
from contest.setup.models import Contest
from contest.setup.rules import conflicts
from contest.setup.rules.timetable import Span
from contest.stage_two.models import RolePlayRun, TestResult
from contest.stage_two.overall import overall
from core import roles
from core.demo_accounts import account_of
from core.models import HistoryRecord, JournalEntry, Letter
from core.rules.working_days import subtract_working_days
from forms_app import tasks
from forms_app.lifecycle import State
from forms_app.models import DestructionAct, Submission


@pytest.mark.parametrize("days", range(0, 365, 13))
def test_the_dates_that_it_kept_agree_with_one_another(db, days):
    today = dt.date(2026, 1, 1) + dt.timedelta(days=days)
    times = timetable.of_today(today)
    dates = times.dates
    second = Span("II этап", dates.second_stage, dates.second_stage)
    plan = conflicts.Plan(
        dates.last_day,
        (Span("I этап", *dates.video), second),
        ceremony_on=dates.ceremony,
        scoring=dates.scoring,
    )
    assert conflicts.find_conflicts(plan) == []
    assert times.admission_on < dates.second_stage < times.results_on < dates.ceremony < today
    # The law lets its data be kept for some weeks still, and those of who withdrew for some days.
    assert today - dates.ceremony < dt.timedelta(days=16)
    withdrawn = subtract_working_days(dates.second_stage, 1)
    assert today - withdrawn < tasks.AFTER_WITHDRAWAL


def test_it_was_run_by_its_people_and_stays_as_it_is(demo_staff, home_page, client):
    ended.load_ended(io.StringIO())
    contest = Contest.objects.get(slug=ended.SLUG)
    assert contest.is_demo
    assert checks.contest_warnings(contest) == []
    _check_admission(contest)
    _check_marking(contest)
    _check_admission_to_stage_two(contest)
    _check_stage_two(contest)
    _check_places(contest)
    _check_certificates(contest)
    _check_published(contest, client)
    _check_stamps(contest)

    before = [model.objects.count() for model in (Submission, JournalEntry, Letter, HistoryRecord)]
    ended.load_ended(io.StringIO())
    tasks.destroy_due(timezone.now())
    assert not DestructionAct.objects.exists()
    assert [
        model.objects.count() for model in (Submission, JournalEntry, Letter, HistoryRecord)
    ] == before


def _check_admission(contest):
    states = list(contest.entries.values_list("submission__state", flat=True))
    assert len(states) == 18
    assert states.count(State.ACCEPTED) == 17
    assert states.count(State.WITHDRAWN) == 1
    assert contest.entries.values("role").distinct().count() == 3
    assert contest.entries.filter(videos=None).count() == 1
    assert contest.entries.exclude(missing_video=None).get().videos.count() == 0
    members = list(contest.commission.select_related("user"))
    assert len({member.user for member in members} - {None}) == 7


def _check_marking(contest):
    recusal = Recusal.objects.get(entry__contest=contest)
    assert recusal.recorded_by == recusal.member.user
    _, groups = standing(contest)
    assert not any(group.without_mark for group in groups)
    assert all(group.allotment.is_settled for group in groups)
    assert [len(group.allotment.seats) for group in groups] == [4, 5, 5]
    # Without the commission's decision two of the career consultants stand across the cut.
    _, undecided = standing(contest, [])
    ties = [tie for group in undecided for tie in group.allotment.ties]
    assert [len(tie.entries) for tie in ties] == [2]
    assert ties[0].places_left == 1


def _check_admission_to_stage_two(contest):
    meeting = contest.meetings.earliest("starts_at")
    assert meeting.state == MeetingState.SIGNED
    assert meeting.confirmed_by != meeting.filed_by
    assert meeting.attendance.filter(is_present=True).count() == 6
    decisions = Decision.objects.filter(item__meeting=meeting).order_by("item__ordinal")
    assert [row.item.votes.count() for row in decisions] == [6, 5]
    assert [row.entries.count() for row in decisions] == [2, 15]


def _check_stage_two(contest):
    finalists = contest.finalists
    assert finalists.count() == 15
    assert finalists.in_contest().count() == 14
    assert finalists.appeared().count() == 13
    assert sorted(finalists.appeared().values_list("draw_number", flat=True)) == [*range(1, 14)]
    results = TestResult.objects.filter(finalist__contest=contest)
    assert all(row.is_checked and row.checked_by != row.entered_by for row in results)
    runs = RolePlayRun.objects.filter(finalist__contest=contest)
    assert runs.exclude(ended_at=None).count() == 13
    assert runs.filter(pauses__isnull=False).count() == 1


def _check_places(contest):
    outcome = overall(contest)
    assert outcome.waits == ()
    assert outcome.is_settled
    assert [one.entry.last_name for one in outcome.no_shows] == ["Ясенева"]
    best = [line.finalist.entry_id for line in outcome.lines if line.prize]
    places, nominee = (_decided(contest, kind) for kind in (Kind.RESULTS, Kind.NOMINEE))
    assert places == best
    assert nominee == best[:1]


def _check_certificates(contest):
    given = Certificate.objects.current().filter(finalist__contest=contest)
    assert given.filter(place=None).count() == 13
    assert sorted(given.exclude(place=None).values_list("place", flat=True)) == [1, 2, 3]


def _check_published(contest, client):
    """The page names who agreed to it, and nobody else of stage II."""
    pages.load_page(pages.load_index(io.StringIO()), contest, io.StringIO())
    html = client.get(f"/contests/{ended.SLUG}/").content.decode()
    assert "184-НПА (пример)" in html
    named = {entry_of(contest, login).last_name for login in people.NAMED}
    finalists = set(contest.finalists.values_list("entry__last_name", flat=True))
    assert {name for name in finalists if name in html} == named


def _decided(contest, kind):
    decision = Decision.objects.in_force(contest, kind).get()
    return [row.entry_id for row in decision.entries.all()]


def _check_stamps(contest):
    """Everything was written as of its own day, nothing of it today."""
    opens, today = contest.applications_open_at, timezone.now()
    letters = Letter.objects.filter(code="submission-received")
    assert all(opens < letter.created_at < contest.applications_close_at for letter in letters)
    records = HistoryRecord.objects.about(contest.meetings.latest("starts_at"))
    assert all(at < today - dt.timedelta(days=9) for at in records.values_list("at", flat=True))


def test_without_the_demonstration_secretary_there_is_none(db):
    assert account_of(roles.CONTEST_SECRETARY) is None
    assert ended.load_ended(io.StringIO()) is None
    assert not Contest.objects.exists()


def test_the_people_are_those_that_the_story_names():
    logins = {one.person.login for one in people.PEOPLE}
    named = {people.WITHOUT_VIDEO, people.WITHDRAWN, people.CONFLICT, people.BY_EMAIL}
    assert named | set(people.TIED) <= logins
    assert len(logins) == 18
