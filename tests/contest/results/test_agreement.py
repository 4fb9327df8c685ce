"""What lies under published results: what no longer changes, and what says that it did (C-16 to C-19)."""

import datetime as dt

import pytest

from contest.finalists import services as lists
from contest.finalists.models import Finalist
from contest.results import services
from contest.results.agreement import disagreement_of
from contest.scoring.services import recuse
from contest.setup.models import Contest
from contest.stage_two import services as stage_two
from contest.stage_two.models import RolePlayRun
from core import clock
from core.errors import Refused
from forms_app.lifecycle import State
from forms_app.models import Submission
from tests.contest.results.conftest import NUMBER

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-17", "C-19")]
DIFFERS = f"Посчитанные места расходятся с опубликованными по приказу № {NUMBER}"


def save_attendance(one: Finalist, actor) -> None:
    lists.save_attendance(contest=one.contest, came={one.pk: False}, actor=actor)


def draw_lots(one: Finalist, actor) -> None:
    lists.draw_lots(contest=one.contest, reason="описка", actor=actor)


def record_draw(one: Finalist, actor) -> None:
    rows = Finalist.objects.filter(contest=one.contest)
    numbers = {row.pk: number for number, row in enumerate(rows, start=1)}
    lists.record_draw(contest=one.contest, numbers=numbers, reason="описка", actor=actor)


def start_run(one: Finalist, actor) -> None:
    stage_two.start_run(finalist=one, actor=actor)


def discard_run(one: Finalist, actor) -> None:
    run = RolePlayRun.objects.create(finalist=one, started_at=clock.now(), started_by=actor)
    stage_two.discard_run(run=run, reason="описка", actor=actor)


@pytest.fixture
def fourth(finalists) -> Finalist:
    """Came and has a number, and left no checked result: nothing but an order holds anything."""
    one: Finalist = finalists[3].finalist
    one.draw_number = 1
    one.save()
    one.test_result.delete()
    return one


@pytest.mark.parametrize("act", [save_attendance, draw_lots, record_draw, start_run, discard_run])
def test_attendance_draw_and_time_no_longer_change_once_the_results_are_published(
    act, published, fourth, secretary
):
    with pytest.raises(Refused, match=f"утверждены приказом от 14.09.2026 № {NUMBER}: .* не меня"):
        act(fourth, secretary)


@pytest.mark.parametrize("act", [save_attendance, draw_lots, record_draw, start_run, discard_run])
def test_before_the_publication_they_do(act, draft, fourth, secretary):
    act(fourth, secretary)


@pytest.fixture
def corrected(published, finalists, secretary, second_worker) -> None:
    """After the publication the winner's test turns out to have 3 right answers, not 30."""
    result = stage_two.enter_test(
        finalist=finalists[0].finalist, right=3, reason="описка", actor=secretary
    )
    stage_two.check_test(result=result, right=3, actor=second_worker)


@pytest.fixture
def pages(contest, published, users, client_of):
    """``pages("Рощин")``: the ranking, the order's page and the board as this member reads them."""

    def read(surname: str) -> list[str]:
        client = client_of(users[surname])
        addresses = (
            f"/cms/contest/stage-two/overall/{contest.pk}/",
            f"/cms/contest/results/inspect/{published.pk}/",
            "/cms/",
        )
        return [client.get(one).content.decode().replace("\xa0", " ") for one in addresses]

    return read


def test_nothing_is_said_while_computed_and_published_places_agree(pages):
    assert not [page for page in pages("Тропинина") if "расходятся с опубликованными" in page]


def test_ranking_order_and_board_say_that_a_correction_has_moved_the_places(corrected, pages):
    ranking, order, board = pages("Тропинина")
    moved = "Белова Анна Ивановна – опубликовано: Победитель (I место), посчитано: без места"
    for page in (ranking, order):
        assert f"{DIFFERS}: {moved}; " in page
        assert "Дронова Анна Ивановна – опубликовано: без места, посчитано: III место" in page
        assert "исправляют другим приказом" in page
    assert DIFFERS in board
    assert "посчитано" not in board


def test_a_correcting_order_takes_the_notice_away(correction, pages, file, chair):
    assert all(DIFFERS in page for page in pages("Тропинина"))
    services.publish(resultsorder=file(correction, "78-нпа"), actor=chair)
    assert not [page for page in pages("Тропинина") if "расходятся с опубликованными" in page]


@pytest.mark.req("X-7")
def test_a_conflict_of_interest_hides_whose_place_has_moved(
    corrected, pages, finalists, commission, secretary
):
    recuse(entry=finalists[0], member=commission[0], reason="Сестра", actor=secretary)
    for page in pages("Рощин"):
        assert DIFFERS in page
        assert "посчитано" not in page


@pytest.mark.req("X-7")
def test_a_member_reads_on_the_order_that_it_differs_and_not_how(corrected, pages):
    _, order, board = pages("Озерова")
    assert f"{DIFFERS}; исправляют другим приказом" in order
    assert "посчитано" not in order
    assert DIFFERS not in board


def test_scoring_that_is_open_again_leaves_no_places_to_agree_with(published, contest, pages):
    contest = Contest.objects.get(pk=contest.pk)
    contest.role_play_closes_at = clock.now() + dt.timedelta(hours=1)
    contest.save()
    _, order, board = pages("Тропинина")
    assert f"{DIFFERS}: сейчас места не определены. Оценка ролевых игр не закончена" in order
    assert DIFFERS in board


def test_nothing_is_compared_once_the_data_of_a_prize_winner_are_destroyed(
    corrected, contest, finalists
):
    assert disagreement_of(contest) is not None
    Submission.objects.filter(pk=finalists[1].submission_id).update(state=State.DESTROYED)
    assert disagreement_of(contest) is None


COURSE = ("attendance", "draw", "record-draw")


@pytest.fixture
def offered(contest, users, client_of):
    """Which of the acts on the course of stage II its page offers to the secretary."""

    def read() -> set[str]:
        page = client_of(users["Тропинина"]).get(f"/cms/contest/stage-two/inspect/{contest.pk}/")
        return {act for act in COURSE if f"/stage-two/{act}/" in page.content.decode()}

    return read


def test_before_the_publication_the_course_of_stage_two_is_offered(offered, draft, fourth):
    assert offered() == set(COURSE)


def test_what_a_published_order_forbids_is_not_offered(offered, published, fourth):
    assert offered() == set()
