"""The overall ranking on the screen: after both closings, for who oversees, without what is not theirs."""

import re

import pytest

from contest.commission.models import CommissionMember
from contest.finalists.models import Finalist
from contest.scoring.services import recuse
from core import roles
from tests.contest.stage_two.conftest import fresh

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-17")]
BASE = "/cms/contest/stage-two"


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


@pytest.fixture
def clerk(contest, make_user, client_of):
    return client_of(make_user(roles.CONTEST_SECRETARY, organisation=contest.operator))


def address(contest) -> str:
    return f"{BASE}/overall/{contest.pk}/"


def column(page: str, label: str) -> list[str]:
    cells = re.findall(rf'data-label="{label}">(.*?)</td>', page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]


def test_places_parts_and_totals_stand_with_the_rule_that_joins_them(contest, played, clerk):
    played((30, 9), (15, 8), (20, 8), (10, 4))
    page = text(clerk.get(address(contest)))
    assert "видеообращение + тест + ролевая игра (0–30 баллов)" in page
    assert column(page, "Место") == [
        "1 I место, победитель",
        "2 II место, призёр",
        "3 III место, призёр",
        "4",
    ]
    assert column(page, "Тест") == ["10,00", "6,67", "5,00", "3,33"]
    assert column(page, "Итог") == ["24,00", "19,67", "18,00", "12,33"]
    assert "Все призовые места определены" in page
    assert "Почему это место" in page
    assert "верных ответов 20 из 30" in page
    for view in ("why", "role-play-why"):
        links = re.findall(rf"/cms/contest/scoring/{view}/{contest.pk}/\d+/", page)
        assert len(links) == 4
        assert text(clerk.get(links[0]))


def test_before_both_closings_the_page_is_not_there(contest, played, hours, clerk):
    played((30, 9), (15, 8))
    hours(2, 1)
    assert clerk.get(address(contest)).status_code == 404
    assert "Итоговый рейтинг" not in text(clerk.get(f"{BASE}/inspect/{contest.pk}/"))
    hours(2, -1)
    assert clerk.get(address(contest)).status_code == 200
    assert "Итоговый рейтинг" in text(clerk.get(f"{BASE}/inspect/{contest.pk}/"))


@pytest.mark.req("X-7")
def test_an_ordinary_member_sees_no_ranking(contest, played, commission, client_of):
    played((30, 9), (15, 8))
    assert client_of(commission[0].user).get(address(contest)).status_code == 404


def test_a_tie_at_the_prizes_is_said_and_left_to_the_commission(contest, played, clerk):
    played((30, 9), (15, 8), (15, 8), (15, 8))
    page = text(clerk.get(address(contest)))
    assert "Спорные места – II, III" in page
    assert column(page, "Место").count("2–4 решает комиссия") == 3
    assert "Все призовые места определены" not in page


def test_what_blocks_the_places_is_said_in_words(contest, played, worker, clerk):
    rows = played((30, 9), (15, 8))
    Finalist.objects.filter(pk=rows[1].pk).update(attended=False)
    page = text(clerk.get(address(contest)))
    assert "Места не подведены" in page
    assert f"{rows[1]}: не явился: нужно решение комиссии" in page
    assert column(page, "Место") == ["–", "–"]


@pytest.mark.req("X-7")
def test_a_recused_overseer_sees_neither_points_nor_place(
    contest, played, make_user, client_of, worker
):
    rows = played((30, 9), (15, 8), (10, 7))
    user = make_user(roles.CHAIR)
    chair = CommissionMember.objects.create(
        contest=fresh(contest),
        seat="chair",
        last_name="Рощин",
        first_name="О",
        post="п",
        user=user,
    )
    recuse(entry=rows[1].entry, member=chair, reason="сестра", actor=worker)
    page = text(client_of(user).get(address(contest)))
    assert "Вы не оцениваете" in page
    assert rows[1].entry.full_name in page
    assert f"/{rows[1].entry_id}/" not in page
    assert "18,00" not in page
    assert len(column(page, "Место")) == 2
