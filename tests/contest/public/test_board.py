"""What the public is told about a contest at one instant, in the contest's own zone (C-12)."""

import datetime as dt
import itertools

import pytest

from contest.public.board import board, changes
from contest.setup.models import Contest, Stage
from tests.contest.factories import NOVOSIBIRSK, ContestFactory
from tests.contest.public.window import AT_THE_EDGES, CLOSES, MICROSECOND, OPENS

pytestmark = pytest.mark.sqlite


def at(month: int, day: int, hour: int = 12) -> dt.datetime:
    return dt.datetime(2024, month, day, hour, tzinfo=NOVOSIBIRSK)


@pytest.fixture
def contest(db: None) -> Contest:
    contest = ContestFactory(applications_open_at=OPENS, applications_close_at=CLOSES, year=2024)
    rows = [
        ("I этап", "заочная", dt.date(2024, 5, 27), dt.date(2024, 6, 10)),
        ("Оценка", "", dt.date(2024, 6, 11), dt.date(2024, 6, 18)),
        ("II этап", "очная", dt.date(2024, 6, 21), dt.date(2024, 6, 21)),
    ]
    for order, (title, form, starts, ends) in enumerate(rows):
        Stage.objects.create(
            contest=contest,
            title=title,
            form=form,
            starts_on=starts,
            ends_on=ends,
            sort_order=order,
        )
    return contest


@pytest.mark.req("C-11")
@pytest.mark.parametrize(("instant", "words"), AT_THE_EDGES)
def test_the_window_turns_at_its_exact_instants(
    contest: Contest, instant: dt.datetime, words: str
) -> None:
    assert board(contest, instant).acceptance == f"{words} (новосибирское время, UTC+7)"


def test_the_instant_is_judged_on_the_contests_clock_not_on_the_readers(contest: Contest) -> None:
    moscow_evening = dt.datetime(2024, 5, 27, 20, 0, tzinfo=dt.timezone(dt.timedelta(hours=3)))
    assert not board(contest, moscow_evening).is_open


@pytest.mark.req("C-12")
@pytest.mark.parametrize(
    ("instant", "states", "headline"),
    [
        (at(5, 1), ["next", "next", "next", "next"], "Приём заявок ещё не открыт"),
        (at(5, 20), ["now", "next", "next", "next"], "Идёт приём заявок"),
        (at(5, 27), ["now", "now", "next", "next"], "Идёт приём заявок"),
        (at(6, 10, 23), ["past", "now", "next", "next"], "Сейчас: I этап"),
        (at(6, 11, 0), ["past", "past", "now", "next"], "Сейчас: Оценка"),
        (at(6, 20), ["past", "past", "past", "next"], "Приём заявок закрыт"),
        (at(6, 21), ["past", "past", "past", "now"], "Сейчас: II этап"),
        (at(6, 22, 0), ["past", "past", "past", "past"], "Конкурс завершён"),
    ],
)
def test_the_timetable_shows_where_the_contest_stands(
    contest: Contest, instant: dt.datetime, states: list[str], headline: str
) -> None:
    shown = board(contest, instant)
    assert [row.state for row in shown.rows] == states
    assert shown.headline == headline
    assert shown.is_over == (headline == "Конкурс завершён")


def test_days_and_forms_are_in_words(contest: Contest) -> None:
    rows = board(contest, at(5, 20)).rows
    assert rows[1].when == "С 27 мая 2024 года по 10 июня 2024 года"
    assert rows[1].title == "I этап (заочная форма)"
    assert rows[3].when == "21 июня 2024 года"


def test_the_ceremony_joins_the_timetable_once_it_is_set(contest: Contest) -> None:
    contest.ceremony_on = dt.date(2024, 7, 3)
    shown = board(contest, at(6, 22))
    assert shown.rows[-1].title == "Торжественное подведение итогов"
    assert not shown.is_over


def test_the_words_hold_from_one_change_to_the_next(contest: Contest) -> None:
    instants = sorted(set(changes(contest)))
    for earlier, later in itertools.pairwise(instants):
        first, last = board(contest, earlier), board(contest, later - MICROSECOND)
        assert (first.rows, first.headline) == (last.rows, last.headline)
        assert board(contest, later).rows != last.rows
