"""The screens of the scoring for role plays: the same as for videos, hidden by a closing of their own (C-16)."""

import datetime as dt
import json
import re

import pytest

from contest.finalists import services as lists
from contest.scoring.entries import criteria_of
from contest.scoring.models import Absence, Mark, WindowDecision
from contest.setup.models import Part
from core import clock
from tests.boards import panel

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-14", "C-16")]
BASE = "/cms/contest/scoring"
HOUR = dt.timedelta(hours=1)
CHAIR, SECRETARY, MEMBER, OTHER = range(4)


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


@pytest.fixture
def stage_two(contest, commission, entries, window, secretary):
    """Three finalists who came and drew 3, 2, 1; videos are closed, role plays are being marked."""
    window(24, -1)
    contest.role_play_opens_at = clock.now() - HOUR
    contest.role_play_closes_at = clock.now() + HOUR
    contest.save()
    rows = lists.admit(contest=contest, entries=entries, actor=secretary)
    lists.save_attendance(contest=contest, came={one.pk: True for one in rows}, actor=secretary)
    numbers = {one.pk: 3 - place for place, one in enumerate(rows)}
    lists.record_draw(contest=contest, numbers=numbers, actor=secretary)
    return rows


@pytest.fixture
def client_in(commission, client_of):
    """``client_in(MEMBER)``: a client of the member in this seat."""
    return lambda seat: client_of(commission[seat].user)


@pytest.fixture
def mark_all(contest, stage_two, commission, client_in):
    """Everybody gives 9, 5 and 5 to the finalists, by the page's own way."""

    def make() -> None:
        criteria = criteria_of(contest, Part.ROLE_PLAY)
        for seat in range(len(commission)):
            client = client_in(seat)
            for finalist, steps in zip(stage_two, (9, 5, 5), strict=True):
                address = f"{BASE}/role-play-mark/{contest.pk}/{finalist.entry_id}/"
                for criterion in criteria:
                    sent = {"criterion": criterion.pk, "steps": steps, "seen": None}
                    answer = client.post(address, json.dumps(sent), "application/json")
                    assert answer.status_code == 200

    return make


def test_role_plays_are_listed_by_the_draw_and_marked_on_a_page(contest, stage_two, client_in):
    client = client_in(MEMBER)
    page = text(client.get(f"{BASE}/role-play-inspect/{contest.pk}/"))
    listed = re.findall(r"№ (\d)\. <a[^>]*>(\w+)", page)
    assert listed == [("1", "Волкова"), ("2", "Белова"), ("3", "Абрамова")]
    address = f"{BASE}/role-play-score/{contest.pk}/{stage_two[0].entry_id}/"
    form = text(client.get(address))
    assert form.count('type="radio"') == 3 * 11
    first = criteria_of(contest, Part.ROLE_PLAY)[0]
    typed = {f"mark-{first.pk}": "8", f"seen-{first.pk}": "", "comment": "", "seen_comment": ""}
    done = client.post(address, typed, follow=True)
    assert done.redirect_chain[0][0] == f"{BASE}/role-play-inspect/{contest.pk}/"
    mark = Mark.objects.get()
    assert (mark.criterion, mark.steps, mark.sheet.part) == (first, 8, "role-play")


def test_a_video_criterion_is_none_of_a_role_play(contest, stage_two, client_in):
    video = criteria_of(contest)[0]
    sent = json.dumps({"criterion": video.pk, "steps": 5, "seen": None})
    address = f"{BASE}/role-play-mark/{contest.pk}/{stage_two[0].entry_id}/"
    assert client_in(MEMBER).post(address, sent, "application/json").status_code == 409
    assert not Mark.objects.exists()


def test_nobody_sees_the_marks_before_the_closing_of_the_role_plays(
    contest, stage_two, client_in, mark_all
):
    mark_all()
    why = f"{BASE}/role-play-why/{contest.pk}/{stage_two[0].entry_id}/"
    table = f"{BASE}/role-play-table/{contest.pk}/"
    # The videos are closed already: that opens theirs, and only theirs.
    assert client_in(CHAIR).get(f"{BASE}/table/{contest.pk}/").status_code == 200
    for seat in (CHAIR, SECRETARY, MEMBER):
        assert client_in(seat).get(table).status_code == 404
        assert client_in(seat).get(why).status_code == 404
    contest.refresh_from_db()
    contest.role_play_closes_at = clock.now() - dt.timedelta(minutes=1)
    contest.save()
    page = text(client_in(CHAIR).get(table))
    assert "Все участники II этапа" in page
    cells = re.findall(r'data-label="(?:Место|Балл)">([^<]*)<', page)
    assert cells == ["1", "9,00", "2–3", "5,00", "2–3", "5,00"]
    assert "II этап проходят" not in page
    assert 'data-label="Среднее">9,00' in text(client_in(SECRETARY).get(why))
    assert client_in(MEMBER).get(table).status_code == 404


def test_the_secretary_sees_how_far_each_is_with_the_role_plays(contest, client_in, mark_all):
    mark_all()
    Mark.objects.filter(sheet__member__last_name="Озерова").delete()
    page = text(client_in(SECRETARY).get(f"{BASE}/role-play-inspect/{contest.pk}/"))
    rows = re.findall(r'data-label="Оценено">\s*(\d+ из \d+)', page)
    assert rows == ["3 из 3", "3 из 3", "0 из 3", "3 из 3"]
    assert "role-play-close" in page
    assert "scoring-reopen" not in page
    videos = text(client_in(SECRETARY).get(f"{BASE}/inspect/{contest.pk}/"))
    assert "scoring-reopen" in videos
    assert "role-play-close" not in videos
    assert f"{BASE}/role-play-inspect/{contest.pk}/" in videos


def test_the_window_of_the_role_plays_is_decided_on_its_own_page(contest, stage_two, client_in):
    typed = {"closes_at": "01.01.2031 00:00", "reason": "не успели"}
    closes = contest.scoring_closes_at
    done = client_in(SECRETARY).post(f"{BASE}/role-play-prolong/{contest.pk}/", typed)
    assert (done.status_code, done.url) == (302, f"{BASE}/role-play-inspect/{contest.pk}/")
    decision = WindowDecision.objects.get()
    assert (decision.part, decision.kind) == ("role-play", "prolong")
    contest.refresh_from_db()
    assert contest.scoring_closes_at == closes
    page = text(client_in(SECRETARY).get(f"{BASE}/role-play-inspect/{contest.pk}/"))
    assert "не успели" in page
    assert "не успели" not in text(client_in(SECRETARY).get(f"{BASE}/inspect/{contest.pk}/"))


def test_an_absence_says_from_what(contest, stage_two, commission, client_in):
    typed = {
        "member": commission[MEMBER].pk,
        "part": "role-play",
        "number": "3",
        "decided_on": "12.06.2024",
        "reason": "болезнь",
    }
    assert client_in(SECRETARY).post(f"{BASE}/excuse/{contest.pk}/", typed).status_code == 302
    assert Absence.objects.get().part == "role-play"
    page = text(client_in(SECRETARY).get(f"{BASE}/role-play-inspect/{contest.pk}/"))
    assert "освобождён решением" in page
    assert "освобождён решением" not in text(
        client_in(SECRETARY).get(f"{BASE}/inspect/{contest.pk}/")
    )


def test_the_board_tells_what_of_the_role_plays_waits(contest, stage_two, client_in):
    waiting = panel(client_in(MEMBER), "scoring")
    assert "оценка ролевых игр идёт" in waiting
    assert f"{BASE}/role-play-score/{contest.pk}/{stage_two[0].entry_id}/" in waiting
