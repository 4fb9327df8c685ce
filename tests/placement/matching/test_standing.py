"""Whether somebody can be referred at all: vacancy, agreement, earlier referral, forbidden grounds (P-2.2e, P-5.4)."""

import datetime as dt

import pytest

from core import clock, crypto
from core.errors import Refused
from placement.agreements.lifecycle import AgreementState
from placement.agreements.models import Agreement
from placement.cases.models import Case
from placement.consents import HEALTH, TO_EMPLOYERS
from placement.matching import services
from placement.matching.rules.grounds import forbidden_ground
from placement.needs.models import JobWishes
from placement.needs.rules.content import NEEDED, Needs
from placement.needs.services import set_needs
from tests.placement.factories import VacancyFactory
from tests.placement.graduates.factories import GraduateFactory, allow
from tests.placement.referrals.helpers import in_state
from tests.queries import page_queries

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db, pytest.mark.req("P-2.2e")]


@pytest.fixture
def person(specialist, cook):
    row = GraduateFactory(profession=cook)
    Case.objects.create(graduate=row, specialist=specialist, opened_on=dt.date(2026, 1, 12))
    allow(row, TO_EMPLOYERS, HEALTH)
    return row


def page_of(visitor, vacancy) -> str:
    return visitor.get(f"/cms/placement/vacancies/match/{vacancy.pk}/").content.decode()


@pytest.fixture
def offered(visitor, person, cook):
    """``offered(state=…)``: the page of a match for such a vacancy, and whether it offers a referral."""

    def offered(**fields) -> tuple[str, bool]:
        page = page_of(visitor, VacancyFactory(profession=cook, **fields))
        return page, "/cms/placement/referrals/prepare/" in page

    return offered


@pytest.mark.parametrize(
    ("fields", "words", "may"),
    [
        ({"state": "new"}, "ещё не опубликована", False),
        ({"state": "filled", "filled_places": 1}, "направлять на эту вакансию нельзя", False),
        ({"state": "withdrawn"}, "направлять на эту вакансию нельзя", False),
        ({"state": "paused"}, "Вакансия приостановлена", True),
        ({"state": "published", "hidden_at": clock.now()}, "с сайта она снята", True),
        ({"state": "published"}, "", True),
    ],
)
def test_a_vacancy_that_takes_nobody_says_so_and_offers_no_referral(offered, fields, words, may):
    page, is_offered = offered(**fields)
    assert words in page
    assert is_offered == may


def test_from_the_persons_side_only_vacancies_that_are_open_are_compared(specialist, person, cook):
    VacancyFactory(profession=cook, state="new")
    VacancyFactory(profession=cook, state="paused")
    VacancyFactory(profession=cook, state="filled", filled_places=1)
    VacancyFactory(profession=cook, state="published", hidden_at=clock.now())
    wanted = VacancyFactory(profession=cook, state="published")
    assert [match.vacancy for match in services.vacancies_for(person, specialist)] == [wanted]


@pytest.mark.req("P-5.4")
def test_an_employer_without_an_agreement_is_warned_about_both_ways(
    visitor, specialist, person, cook
):
    vacancy = VacancyFactory(profession=cook, state="published")
    pages = (
        f"/cms/placement/vacancies/match/{vacancy.pk}/",
        f"/cms/placement/graduates/match/{person.pk}/",
    )
    for page in pages:
        assert "нет действующего договора" in visitor.get(page).content.decode()
    today = clock.local_day(clock.now())
    agreement = Agreement.objects.create(
        employer=vacancy.employer,
        kind=Agreement.Kind.PARTNERSHIP,
        key=crypto.new_key(),
        responsible=specialist,
        state=AgreementState.SIGNED,
        signed_on=today,
        starts_on=today,
    )
    for page in pages:
        assert "нет действующего договора" not in visitor.get(page).content.decode()
    agreement.starts_on = today - dt.timedelta(days=400)
    agreement.ends_on = today - dt.timedelta(days=1)
    agreement.save()
    for page in pages:
        assert "нет действующего договора" in visitor.get(page).content.decode()


@pytest.fixture
def referred(specialist, person, cook):
    """``referred(state)``: the vacancy to which the person was referred, in this state."""

    def referred(state: str):
        vacancy = VacancyFactory(
            profession=cook, state="published", employer__email="boss@example.org", places=2
        )
        in_state(state, specialist, case=Case.objects.get(graduate=person), vacancy=vacancy)
        return vacancy

    return referred


@pytest.mark.parametrize(
    ("state", "words"), [("prepared", "уже подготовлено"), ("sent", "ждём ответа")]
)
def test_who_waits_for_an_answer_is_not_referred_twice_and_stands_last(
    visitor, specialist, referred, state, words
):
    vacancy = referred(state)
    fresh = GraduateFactory(profession=vacancy.profession)
    Case.objects.create(graduate=fresh, specialist=specialist, opened_on=dt.date(2026, 1, 12))
    page = page_of(visitor, vacancy)
    assert words in page
    assert page.count("/cms/placement/referrals/prepare/") == 1
    assert services.graduates_for(vacancy, specialist)[0].graduate == fresh


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("declined", "Работодатель уже отказал"),
        ("no-show", "встреча не состоялась"),
        ("called-off", ""),
    ],
)
def test_an_earlier_referral_is_told_and_forbids_nothing(visitor, referred, state, words):
    page = page_of(visitor, referred(state))
    assert words in page
    assert "/cms/placement/referrals/prepare/" in page


@pytest.mark.req("X-4")
def test_notes_cost_no_more_queries_for_three_vacancies_than_for_one(visitor, person, referred):
    address = f"/cms/placement/graduates/match/{person.pk}/"
    referred("declined")
    once = page_queries(visitor, address)
    referred("declined")
    referred("declined")
    assert page_queries(visitor, address) == once


def test_a_blocking_need_stands_against_a_perfect_match(visitor, specialist, person, cook):
    needs = Needs(levels={"accessible_entrance": NEEDED})
    set_needs(graduate=person, needs=needs, actor=specialist)
    JobWishes.objects.create(graduate=person, full_day=True, pay_from=10)
    page = page_of(visitor, VacancyFactory(profession=cook, state="published"))
    assert "Направлять нельзя. Доступный вход: нужно обязательно" in page
    assert "/cms/placement/referrals/prepare/" not in page


def test_a_first_day_that_has_passed_waits_for_who_can_start_today(specialist, person, cook):
    today = clock.local_day(clock.now())
    JobWishes.objects.create(graduate=person, start_from=today - dt.timedelta(days=1))
    VacancyFactory(profession=cook, state="published", start_on=today - dt.timedelta(days=90))
    (match,) = services.vacancies_for(person, specialist)
    assert "Может выйти вовремя" in match.fits


@pytest.mark.parametrize(
    "ground",
    [
        *("Женщина, не возьмут", "Возраст 58 лет", "Замужем", "Беременна", "Скоро в декрет"),
        *("Есть дети", "У неё маленький ребёнок", "Многодетная мать", "Слишком молодая"),
        *("Ей уже 52 года", "Пенсионер"),
    ],
)
def test_age_sex_and_family_are_no_ground_not_to_refer(visitor, person, cook, ground):
    assert forbidden_ground(ground)
    vacancy = VacancyFactory(profession=cook, state="published")
    address = f"/cms/placement/graduates/not-referred/{person.pk}/{vacancy.pk}/"
    page = visitor.post(address, {"reason": ground}).content.decode()
    assert "не причина не направлять" in page
    # What was typed is not lost.
    assert ground in page
    assert not person.not_referred.exists()


@pytest.mark.parametrize(
    "ground",
    [
        *("Не хочет в столовую", "Нельзя стоять", "Живёт далеко, не доедет", "Попросил подождать"),
        *("Не хочет работать в детском саду", "Водит ребёнка в сад, просил работу рядом с домом"),
        "Нет навыка работы с кассой",
    ],
)
def test_what_a_person_said_or_lacks_is_a_ground(ground):
    assert not forbidden_ground(ground)


def test_a_forbidden_ground_is_refused_by_the_service_itself(specialist, person, cook):
    vacancy = VacancyFactory(profession=cook, state="published")
    with pytest.raises(Refused):
        services.record_not_referred(
            graduate=person, vacancy=vacancy, reason="Есть дети", actor=specialist
        )
