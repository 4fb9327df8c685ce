"""What staff are told about a contest that they set up, in words (C-K8)."""

import datetime as dt

import pytest

from contest.commission.demo import OF_2024, load_commission
from contest.setup.checks import contest_warnings
from contest.setup.consents import PARTICIPATION
from contest.setup.models import Stage
from core.models import CalendarDay
from forms_app.models import ConsentText
from tests.contest.factories import NOVOSIBIRSK, ContestFactory


@pytest.fixture
def contest(db):
    contest = ContestFactory(
        applications_open_at=dt.datetime(2024, 5, 13, tzinfo=NOVOSIBIRSK),
        applications_close_at=dt.datetime(2024, 5, 28, tzinfo=NOVOSIBIRSK),
    )
    days = [
        ("I этап", (5, 27), (6, 10)),
        ("Оценка", (6, 11), (6, 18)),
        ("II этап", (6, 21), (6, 21)),
    ]
    for order, (title, starts, ends) in enumerate(days):
        Stage.objects.create(
            contest=contest,
            title=title,
            starts_on=dt.date(2024, *starts),
            ends_on=dt.date(2024, *ends),
            sort_order=order,
        )
    load_commission(contest, OF_2024)
    contest.scoring_opens_at = dt.datetime(2024, 6, 11, tzinfo=NOVOSIBIRSK)
    contest.scoring_closes_at = dt.datetime(2024, 6, 19, tzinfo=NOVOSIBIRSK)
    contest.save()
    return contest


def test_a_contest_that_can_be_held_has_no_warnings(contest):
    assert contest_warnings(contest) == []


@pytest.mark.req("C-K8")
def test_an_impossible_ceremony_is_said_with_both_dates_and_the_way_out(contest):
    contest.ceremony_on = dt.date(2024, 6, 21)
    (text,) = contest_warnings(contest)
    for words in ("не позднее 10 июня 2024 года", "«II этап»", "21 июня 2024", "3 июля 2024"):
        assert words in text


def test_a_day_off_that_staff_added_moves_the_feasible_day(contest):
    CalendarDay.objects.create(date=dt.date(2024, 7, 3), is_working=False)
    contest.ceremony_on = dt.date(2024, 6, 21)
    assert "не раньше 4 июля 2024 года" in contest_warnings(contest)[0]


def test_the_closing_midnight_belongs_to_the_day_before(contest):
    contest.corrections_due_at = contest.applications_close_at
    assert contest_warnings(contest) == []
    contest.corrections_due_at -= dt.timedelta(hours=25)
    assert "нельзя будет исправить" in contest_warnings(contest)[0]


def test_missing_parts_are_named(db):
    contest = ContestFactory()
    ConsentText.objects.all().delete()
    contest.roles.all().delete()
    contest.centres.clear()
    found = " ".join(contest_warnings(contest))
    for words in ("роли", "центры занятости", "этапы", "председателя", "состав", "секретаря"):
        assert words in found
    assert "согласие на обработку персональных данных" in found
    assert "согласие на хранение черновика" in found


def test_a_consent_text_that_is_not_yet_in_force_is_missing(contest):
    ConsentText.objects.filter(purpose=PARTICIPATION).update(effective_from=dt.date(2100, 1, 1))
    (text,) = contest_warnings(contest)
    assert "согласие на обработку" in text


def test_role_plays_are_not_marked_before_the_videos_are_closed(contest):
    contest.role_play_opens_at = dt.datetime(2024, 6, 18, 9, tzinfo=NOVOSIBIRSK)
    contest.role_play_closes_at = dt.datetime(2024, 6, 22, tzinfo=NOVOSIBIRSK)
    contest.save()
    (text,) = contest_warnings(contest)
    assert "Ролевые игры начинают оценивать 18 июня 2024 года, 09:00" in text
    assert "до конца дня 18 июня 2024" in text
    contest.role_play_opens_at = contest.scoring_closes_at
    contest.save()
    assert contest_warnings(contest) == []
