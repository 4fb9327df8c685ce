"""The timer on the screen: ten minutes, stopped only with a reason, right after every reload (C-16)."""

import datetime as dt
import re

import pytest

from contest.finalists import services as lists
from contest.stage_two.models import RolePlayPause, RolePlayRun
from core import roles
from tests.contest.factories import NOVOSIBIRSK

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-16")]
BASE = "/cms/contest/stage-two"
START = dt.datetime(2030, 6, 21, 10, 5, 0, tzinfo=NOVOSIBIRSK)


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


@pytest.fixture
def drawn(contest, finalists, worker):
    """Two finalists with the numbers 1 and 2."""
    rows = finalists(2)
    numbers = {one.pk: place for place, one in enumerate(rows, 1)}
    lists.record_draw(contest=contest, numbers=numbers, actor=worker)
    return rows


@pytest.fixture
def clerk(contest, make_user, client_of):
    return client_of(make_user(roles.CONTEST_SECRETARY, organisation=contest.operator))


@pytest.fixture
def pass_time(at):
    """``pass_time(minutes=3)``: the clock stands so long after 10:05."""
    return lambda **after: at(START + dt.timedelta(**after))


def page(contest, browser, finalist) -> str:
    return text(browser.get(f"{BASE}/timer/{contest.pk}/{finalist.pk}/"))


def face(shown: str) -> str:
    return re.search(r'role="timer"[^>]*>([\d:]+)<', shown)[1]


def act(contest, browser, code: str, part, **typed: str):
    return browser.post(f"{BASE}/role-play-{code}/{contest.pk}/{part.pk}/", typed)


def test_ten_minutes_run_from_the_start_whatever_is_reloaded(contest, drawn, clerk, pass_time):
    pass_time()
    assert face(page(contest, clerk, drawn[0])) == "10:00"
    done = act(contest, clerk, "start", drawn[0])
    assert done.url == f"{BASE}/timer/{contest.pk}/{drawn[0].pk}/"
    pass_time(minutes=3, seconds=20)
    shown = page(contest, clerk, drawn[0])
    assert face(shown) == "6:40"
    assert 'data-left="400000"' in shown
    assert "Началась в 10:05:00, закончится в 10:15:00" in shown
    assert "Осталось на момент открытия страницы: 6 минут 40 секунд" in shown
    pass_time(minutes=11)
    shown = page(contest, clerk, drawn[0])
    assert face(shown) == "0:00"
    assert "Время вышло в 10:15:00" in shown


def test_the_contest_says_how_many_minutes(contest, drawn, clerk):
    contest.refresh_from_db()
    contest.role_play_minutes = 12
    type(contest).objects.filter(pk=contest.pk).update(role_play_minutes=12)
    assert face(page(contest, clerk, drawn[0])) == "12:00"


def test_a_pause_needs_a_reason_and_moves_the_end(contest, drawn, clerk, pass_time):
    pass_time()
    act(contest, clerk, "start", drawn[0])
    run = RolePlayRun.objects.get()
    pass_time(minutes=4)
    assert act(contest, clerk, "pause", run, reason="").status_code == 200
    assert not RolePlayPause.objects.exists()
    assert act(contest, clerk, "pause", run, reason="пожарная тревога").status_code == 302
    pass_time(minutes=9)
    shown = page(contest, clerk, drawn[0])
    assert face(shown) == "6:00"
    assert "data-left" not in shown
    assert "Время остановлено. Осталось: 6 минут 0 секунд." in shown
    assert "с 10:09:00 и ещё идёт: пожарная тревога" in shown
    assert act(contest, clerk, "resume", run).status_code == 302
    shown = page(contest, clerk, drawn[0])
    assert "закончится в 10:20:00" in shown
    assert "с 10:09:00 до 10:14:00: пожарная тревога" in shown


def test_the_end_says_how_long_was_played_and_leads_to_the_next(contest, drawn, clerk, pass_time):
    pass_time()
    act(contest, clerk, "start", drawn[0])
    pass_time(minutes=9, seconds=30)
    act(contest, clerk, "finish", RolePlayRun.objects.get())
    shown = page(contest, clerk, drawn[0])
    assert "закончена: 10:05:00 – 10:14:30, сыграно 9 минут 30 секунд" in shown
    assert f"{BASE}/timer/{contest.pk}/{drawn[1].pk}/" in shown
    assert "Следующий по жребию: № 2. Белова" in shown
    inspect = text(clerk.get(f"{BASE}/inspect/{contest.pk}/"))
    states = re.findall(r'data-label="Ролевая игра">(сыграна|идёт|не начата)', inspect)
    assert states == ["сыграна", "не начата"]


def test_a_time_started_by_mistake_is_discarded_with_a_reason(contest, drawn, clerk):
    act(contest, clerk, "start", drawn[0])
    run = RolePlayRun.objects.get()
    assert act(contest, clerk, "discard", run, reason="").status_code == 200
    done = act(contest, clerk, "discard", run, reason="нажали раньше времени")
    assert done.url == f"{BASE}/timer/{contest.pk}/{drawn[0].pk}/"
    assert face(page(contest, clerk, drawn[0])) == "10:00"
    history = text(clerk.get(f"{BASE}/history/{contest.pk}/"))
    assert "Время ролевой игры сброшено" in history
    assert "нажали раньше времени" in history


def test_a_start_that_is_refused_says_why(contest, drawn, clerk):
    act(contest, clerk, "start", drawn[0])
    assert "Ещё идёт ролевая игра" in text(act(contest, clerk, "start", drawn[1]))


def test_members_watch_and_cannot_touch(contest, drawn, commission, clerk, client_of):
    act(contest, clerk, "start", drawn[0])
    member = client_of(commission[0].user)
    shown = page(contest, member, drawn[0])
    assert "data-left" in shown
    assert "<button" not in shown.split('class="desk-body"')[1]
    assert act(contest, member, "finish", RolePlayRun.objects.get()).status_code == 404
    assert RolePlayRun.objects.get().ended_at is None


def test_who_did_not_come_cannot_be_started(contest, drawn, worker, clerk):
    lists.save_attendance(contest=contest, came={drawn[0].pk: False}, actor=worker)
    assert "не отмечен явившимся" in page(contest, clerk, drawn[0])
