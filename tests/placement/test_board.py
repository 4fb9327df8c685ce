"""The board by role: what the specialist, the deputy and the director see after login (X-4)."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from placement.employers.models import ContactRecord
from placement.statistics import services
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy
from tests.placement.factories import EmployerFactory, VacancyFactory
from tests.placement.requests import helpers as requests
from tests.placement.statistics.helpers import COOK, TAILOR, drafted, enter, programme, published
from tests.queries import page_queries

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db, pytest.mark.req("X-4")]
BOARD = "/cms/"


def board_of(browser) -> str:
    return browser.get(BOARD).content.decode()


def panel(page: str, code: str) -> str:
    """The panel with this code; nothing where it is not shown."""
    match = re.search(rf'<section class="desk-panel" id="{code}".*?</section>', page, re.DOTALL)
    return match[0] if match else ""


def figures(text: str) -> dict[str, str]:
    """The numbers of a panel by their words."""
    pairs = re.findall(r"<strong>(.*?)</strong>(.*?)</a>", text)
    return {label: number for number, label in pairs}


@pytest.fixture
def silent(db):
    """A vacancy whose employer can only be called."""
    employer = EmployerFactory(email="", phone="+78137020001")
    vacancy = VacancyFactory(state=VacancyState.PUBLISHED, employer=employer)
    Vacancy.objects.filter(pk=vacancy.pk).update(asked_at=timezone.now())
    return vacancy


@pytest.mark.req("P-6.4")
def test_whom_to_call_stands_with_the_telephone_beside_the_name(visitor, silent):
    queue = panel(board_of(visitor), "no-address")
    address = f"/cms/placement/employers/inspect/{silent.employer_id}/"
    name = re.search(
        rf'href="{address}">(.*?)</a> <a class="desk-phone" href="(.*?)">(.*?)<', queue
    )
    assert name
    assert name.groups() == (str(silent.employer), "tel:+78137020001", "+7 813 702-00-01")
    assert f"/cms/placement/vacancies/inspect/{silent.pk}/" in queue


@pytest.mark.req("P-6.4")
def test_a_queue_in_which_nothing_waits_is_a_nought_without_a_panel(visitor, silent):
    page = board_of(visitor)
    assert "<span><strong>0</strong>Новые заявки</span>" in page
    assert panel(page, "requests") == ""
    assert '<a href="#no-address"><strong>1</strong>' in page


@pytest.mark.req("P-2.4b", "P-2.4d")
def test_the_director_sees_how_things_stand_right_after_login(
    browser_of, people, centre, cookery, silent
):
    people["director"].organisation = centre
    people["director"].save()
    requests.sent()
    VacancyFactory()
    tailor = programme("Швея", code="")
    rows = [(cookery, COOK), (tailor, TAILOR)]
    published(people["specialist"], people["deputy"], rows, year=2024)
    rows = [(cookery, COOK), (tailor, (0, {}))]
    published(people["specialist"], people["deputy"], rows, year=2025)
    page = board_of(browser_of("director"))
    numbers = figures(panel(page, "centre"))
    # The request has brought an employer and a vacancy of its own.
    assert numbers == {
        "новые заявки работодателей": "1",
        "опубликованные вакансии": "1",
        "работодатели в банке": "3",
        "выпускников 2025 года трудоустроены": "6 из 10",
    }
    assert "Работодатели и вакансии" not in page


@pytest.mark.req("P-2.4d", "P-6.4")
def test_figures_show_what_is_next_and_until_when(browser_of, people, cookery):
    tailor = programme("Швея", code="")
    closed = programme("Переплётчик", code="", last_year=2024)
    draft = drafted(people["specialist"], [])
    director = browser_of("director")
    assert "внести числа, осталось программ: 2" in panel(board_of(director), "statistics")
    enter(draft, cookery, COOK, people["specialist"])
    assert not closed.rows.exists()
    assert "внести числа, осталось программ: 1" in panel(board_of(director), "statistics")
    services.enter_row(
        snapshot=draft,
        programme=tailor,
        graduates=0,
        counts={},
        actor=people["specialist"],
    )
    waiting = panel(board_of(director), "statistics")
    assert f'href="/cms/placement/statistics/inspect/{draft.pk}/"' in waiting
    assert "утвердить" in waiting
    services.approve(snapshot=draft, actor=people["director"])
    assert "опубликовать не позднее" in panel(board_of(director), "statistics")
    services.publish(snapshot=draft, actor=people["director"])
    assert "2024/25" not in panel(board_of(director), "statistics")


@pytest.mark.req("P-2.4d")
def test_who_approves_is_told_that_nothing_waits_and_the_next_day(browser_of):
    nothing = panel(board_of(browser_of("director")), "statistics")
    assert "Ничего не ждёт утверждения" in nothing
    assert re.search(r"1.октября.20\d\d.года", nothing)
    assert panel(board_of(browser_of("specialist")), "statistics") == ""


@pytest.mark.req("X-7")
@pytest.mark.parametrize("who", ["editor", "secretary", "administrator"])
def test_others_see_nothing_of_the_centre(browser_of, people, cookery, silent, who):
    drafted(people["specialist"], [(cookery, COOK)])
    page = board_of(browser_of(who))
    for word in ("Работодатели и вакансии", "Центр трудоустройства", silent.title, "2024/25"):
        assert word not in page


@pytest.mark.parametrize("who", ["specialist", "deputy", "director"])
def test_the_board_asks_the_same_however_much_waits(browser_of, people, centre, who, cookery):
    person = people[who]
    person.organisation = centre
    person.save()
    browser = browser_of(who)

    def fill(year: int) -> None:
        at = timezone.now()
        VacancyFactory(at=at)
        vacancy = VacancyFactory(state=VacancyState.PUBLISHED, employer=EmployerFactory(email=""))
        Vacancy.objects.filter(pk=vacancy.pk).update(asked_at=at, stale_at=at)
        ContactRecord.objects.create(
            employer=vacancy.employer,
            form=ContactRecord.Form.CALL,
            at=at,
            by=person,
            summary="обещали",
            promised_on=timezone.localdate() - dt.timedelta(days=1),
        )
        drafted(people["specialist"], [(cookery, COOK)], year=year)

    fill(2023)
    one = page_queries(browser, BOARD)
    fill(2024)
    fill(2025)
    assert page_queries(browser, BOARD) == one <= 42
