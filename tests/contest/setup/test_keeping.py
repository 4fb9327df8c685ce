"""No mistyped date destroys the applications of a running contest (C-A5)."""

import datetime as dt

import pytest

from contest.setup.models import Stage
from contest.setup.rules.keeping import kept_until
from core import clock
from forms_app import services, tasks
from forms_app.engine import registry
from forms_app.lifecycle import State
from forms_app.models import Submission
from tests.contest.desk import form_of
from tests.contest.factories import NOVOSIBIRSK, sent_application

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]
DAY = dt.timedelta(days=1)
TYPO = "Проверьте даты"


def typed(days: float) -> str:
    """A day so many days from now, as the form takes it."""
    return f"{clock.in_zone(clock.now() + days * DAY, NOVOSIBIRSK):%d.%m.%Y}"


@pytest.fixture
def edit(browser_of, contest, people):
    """``edit(field=value)``: the secretary saves the contest's form with these changes."""
    Stage.objects.create(
        contest=contest, title="I этап", starts_on="2099-05-01", ends_on="2099-05-02"
    )
    browser = browser_of("secretary")
    address = f"/cms/contest/contests/edit/{contest.pk}/"

    def save(**changes):
        fields = {**form_of(browser, address), **changes}
        return browser.post(address, fields)

    return save


@pytest.mark.req("C-A5")
def test_the_acceptance_of_applications_is_part_of_the_contest():
    closes = dt.datetime(2026, 12, 13, tzinfo=NOVOSIBIRSK)
    kept = kept_until(ends=[dt.date(2025, 12, 1), None], closes_at=closes, tz=NOVOSIBIRSK)
    assert kept == closes + 30 * DAY
    later = dt.date(2027, 2, 1)
    assert kept_until(ends=[later], closes_at=closes, tz=NOVOSIBIRSK).date() == later + 30 * DAY
    assert kept_until(ends=[None], closes_at=closes, tz=NOVOSIBIRSK) is None


@pytest.mark.req("C-A5")
def test_a_year_mistyped_past_the_form_destroys_nothing_at_the_next_tick(contest, secretary):
    submission = sent_application(contest)
    services.register(submission=submission, actor=secretary)
    services.accept(submission=submission, actor=secretary)
    now = clock.now()
    contest.applications_open_at, contest.applications_close_at = now - 90 * DAY, now - 60 * DAY
    contest.ceremony_on = (now - 365 * DAY).date()
    contest.save()
    assert tasks.destroy_due(now) == 0
    assert tasks.announce_destruction(now) == 1
    assert tasks.destroy_due(now + 13 * DAY) == 0
    contest.ceremony_on = (now + 30 * DAY).date()
    contest.save()
    assert tasks.destroy_due(now + 15 * DAY) == 0
    assert Submission.objects.get().state == State.ACCEPTED


@pytest.mark.req("C-A5")
def test_the_form_refuses_dates_that_would_soon_destroy_the_applications(edit, contest):
    sent_application(contest)
    passed = {
        "applications_open_at": "01.02.2024 00:00",
        "applications_close_at": "01.03.2024 00:00",
    }
    last = {"stages-0-starts_on": typed(-40), "stages-0-ends_on": typed(-30)}
    page = edit(**passed, **last)
    assert page.status_code == 200
    assert TYPO in page.content.decode()
    row = page.context_data["form"].formsets["stages"].forms[0]
    assert TYPO in str(row.errors["ends_on"])
    page = edit(**passed, **last, ceremony_on=typed(-20))
    assert TYPO in str(page.context_data["form"].errors["ceremony_on"])
    page = edit(
        **last, applications_open_at="01.02.2024 00:00", applications_close_at=f"{typed(-25)} 00:00"
    )
    assert TYPO in str(page.context_data["form"].errors["applications_close_at"])
    contest.refresh_from_db()
    assert contest.kept_until().year == 2099
    assert edit(**passed, **last, ceremony_on=typed(-10)).status_code == 302


def test_a_contest_without_applications_is_free_to_change(edit, contest):
    typed_dates = {"stages-0-starts_on": "01.05.2024", "stages-0-ends_on": "02.05.2024"}
    assert edit(**typed_dates).status_code == 302


def test_a_contest_that_is_long_over_can_still_be_edited(edit, contest):
    sent_application(contest)
    long_ago = clock.now().replace(second=0, microsecond=0) - 100 * DAY
    Stage.objects.update(starts_on=long_ago.date(), ends_on=long_ago.date())
    type(contest).objects.filter(pk=contest.pk).update(
        applications_open_at=long_ago - 9 * DAY, applications_close_at=long_ago
    )
    assert edit(title="Новое название").status_code == 302
    assert edit(**{"stages-0-ends_on": typed(-60)}).status_code == 302


def test_the_journey_says_that_its_end_is_typed():
    assert registry.get("contest-application").has_planned_end


@pytest.mark.req("C-A5")
def test_the_desk_says_when_the_applications_are_to_be_destroyed(browser_of, contest):
    sent_application(contest)
    day = (clock.now() - 20 * DAY).date()
    contest.applications_open_at = clock.now() - 90 * DAY
    contest.applications_close_at = clock.now() - 60 * DAY
    contest.ceremony_on = day
    contest.save()
    said = f"заканчивается {clock.format_date(day + 30 * DAY)}"
    desk = browser_of("secretary").get("/cms/").content.decode()
    assert said in " ".join(desk.replace("\xa0", " ").split())
    contest.ceremony_on = (clock.now() + 20 * DAY).date()
    contest.save()
    assert "срок хранения" not in browser_of("secretary").get("/cms/").content.decode()


@pytest.mark.req("C-A5")
def test_a_scoring_that_is_prolonged_past_all_days_keeps_the_data(contest):
    contest.stages.create(title="I этап", starts_on="2030-05-01", ends_on="2030-05-02")
    contest.scoring_opens_at = dt.datetime(2030, 5, 3, tzinfo=NOVOSIBIRSK)
    contest.scoring_closes_at = dt.datetime(2030, 7, 1, tzinfo=NOVOSIBIRSK)
    contest.save()
    assert contest.kept_until() == contest.scoring_closes_at + 30 * DAY


def test_the_term_counts_from_the_end_of_the_role_plays_scoring_too(contest):
    contest.role_play_opens_at = dt.datetime(2030, 7, 3, tzinfo=NOVOSIBIRSK)
    contest.role_play_closes_at = dt.datetime(2030, 8, 1, tzinfo=NOVOSIBIRSK)
    contest.save()
    contest.stages.create(title="I", starts_on=dt.date(2030, 5, 1), ends_on=dt.date(2030, 5, 2))
    assert contest.kept_until() == contest.role_play_closes_at + 30 * DAY


@pytest.mark.req("C-A5")
def test_the_form_refuses_an_end_of_the_role_plays_that_would_soon_destroy(edit, contest):
    sent_application(contest)
    passed = {
        "applications_open_at": "01.02.2024 00:00",
        "applications_close_at": "01.03.2024 00:00",
        "stages-0-starts_on": typed(-50),
        "stages-0-ends_on": typed(-45),
        "role_play_opens_at": f"{typed(-40)} 00:00",
    }
    page = edit(**passed, role_play_closes_at=f"{typed(-25)} 00:00")
    assert page.status_code == 200
    assert TYPO in str(page.context_data["form"].errors["role_play_closes_at"])
    # Later ones keep the data long enough.
    assert edit(**passed, role_play_closes_at=f"{typed(-10)} 00:00").status_code == 302
