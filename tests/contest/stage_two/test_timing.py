"""The time of a role play is started, paused only with a reason, and ended (C-16)."""

import datetime as dt

import pytest

from contest.finalists.services import draw_lots, save_attendance
from contest.stage_two import services
from contest.stage_two.models import RolePlayRun
from core import clock
from core.errors import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-16")]
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def drawn(contest, finalists, worker):
    rows = finalists(2)
    draw_lots(contest=contest, actor=worker)
    return rows


@pytest.fixture
def run(drawn, worker) -> RolePlayRun:
    return services.start_run(finalist=drawn[0], actor=worker)


def test_a_pause_needs_a_reason_and_ends_with_the_run(run, worker, at):
    begun = run.started_at
    with pytest.raises(Refused, match="причину"):
        services.pause_run(run=run, reason=" ", actor=worker)
    at(begun + 2 * MINUTE)
    services.pause_run(run=run, reason="сирена", actor=worker)
    with pytest.raises(Refused, match="уже остановлено"):
        services.pause_run(run=run, reason="сирена", actor=worker)
    at(begun + 3 * MINUTE)
    services.resume_run(run=run, actor=worker)
    with pytest.raises(Refused, match="не остановлено"):
        services.resume_run(run=run, actor=worker)
    at(begun + 5 * MINUTE)
    services.pause_run(run=run, reason="вопрос", actor=worker)
    at(begun + 6 * MINUTE)
    done = services.finish_run(run=run, actor=worker)
    spans = [(one.started_at - begun, one.ended_at - begun) for one in done.pauses.all()]
    assert spans == [(2 * MINUTE, 3 * MINUTE), (5 * MINUTE, 6 * MINUTE)]
    assert done.ended_at == begun + 6 * MINUTE
    for act in (services.finish_run, services.resume_run):
        with pytest.raises(Refused, match="уже закончилась"):
            act(run=run, actor=worker)


def test_one_role_play_goes_on_at_a_time_and_each_but_once(run, drawn, worker):
    with pytest.raises(Refused, match="Ещё идёт ролевая игра: Абрамова"):
        services.start_run(finalist=drawn[1], actor=worker)
    services.finish_run(run=run, actor=worker)
    services.start_run(finalist=drawn[1], actor=worker)
    with pytest.raises(Refused, match="уже шло"):
        services.start_run(finalist=drawn[0], actor=worker)


def test_what_was_started_by_mistake_is_started_anew_with_a_reason(run, drawn, worker):
    services.pause_run(run=run, reason="не тот участник", actor=worker)
    with pytest.raises(Refused, match="заново"):
        services.discard_run(run=run, reason="", actor=worker)
    services.discard_run(run=run, reason="начато по ошибке", actor=worker)
    with pytest.raises(Refused, match="больше нет"):
        services.finish_run(run=run, actor=worker)
    assert services.start_run(finalist=drawn[0], actor=worker).started_at <= clock.now()


def test_only_who_came_and_has_a_number_plays(contest, finalists, worker):
    (row,) = finalists(1)
    with pytest.raises(Refused, match="жребий"):
        services.start_run(finalist=row, actor=worker)
    draw_lots(contest=contest, actor=worker)
    save_attendance(contest=contest, came={row.pk: False}, actor=worker)
    with pytest.raises(Refused, match="явившимся"):
        services.start_run(finalist=row, actor=worker)
