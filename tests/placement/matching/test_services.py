"""Matching against the register: narrowed by open facts, one look logged, reasons kept (P-2.2e)."""

import datetime as dt

import pytest

from core import roles
from core.errors import Refused
from core.models import HistoryRecord, ReadRecord
from placement.cases.models import Case
from placement.consents import ASSISTANCE, HEALTH, TO_EMPLOYERS
from placement.grants.services import withdraw
from placement.matching import services
from placement.matching.models import NotReferred
from placement.needs.models import JobWishes
from placement.needs.rules.content import NEEDED, Needs
from placement.needs.services import set_needs, set_wishes
from tests.placement.factories import ProfessionFactory, VacancyFactory
from tests.placement.graduates.factories import GraduateFactory, allow
from tests.queries import page_queries

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db, pytest.mark.req("P-2.2e")]


def led(specialist, *purposes, **fields):
    """A graduate who is led and looks for work."""
    person = GraduateFactory(**fields)
    Case.objects.create(graduate=person, specialist=specialist, opened_on=dt.date(2026, 1, 12))
    allow(person, *purposes)
    return person


@pytest.fixture
def vacancy(cook):
    return VacancyFactory(profession=cook, state="published", title="Повар в столовую")


def test_those_who_are_led_and_learned_this_or_something_akin_are_compared(
    specialist, vacancy, cook, tailor
):
    kin = ProfessionFactory(name="Пекарь")
    cook.kin.add(kin)
    own, akin = led(specialist, profession=cook), led(specialist, profession=kin)
    led(specialist, profession=tailor)
    GraduateFactory(profession=cook)  # nobody leads this one
    wishing = led(specialist, profession=tailor)
    JobWishes.objects.create(graduate=wishing).professions.add(cook)
    matches = services.graduates_for(vacancy, specialist)
    assert {match.graduate for match in matches} == {own, akin, wishing}


@pytest.mark.req("X-5")
def test_needs_block_and_the_look_is_logged_for_each_person(specialist, vacancy, cook):
    person = led(specialist, HEALTH, TO_EMPLOYERS, profession=cook)
    needs = Needs(levels={"accessible_entrance": NEEDED})
    set_needs(graduate=person, needs=needs, actor=specialist)
    free = led(specialist, profession=cook)
    matches = services.graduates_for(vacancy, specialist)
    assert [match.graduate for match in matches] == [free, person]
    assert [match.is_blocked for match in matches] == [False, True]
    assert ReadRecord.objects.about(person).count() == 1
    assert "карточек – 1" in ReadRecord.objects.about(vacancy).get().what
    assert not ReadRecord.objects.about(free).exists()


def test_without_the_right_to_health_data_needs_are_unknown(make_user, specialist, vacancy, cook):
    from django.contrib.auth.models import Permission

    person = led(specialist, HEALTH, profession=cook)
    set_needs(graduate=person, needs=Needs(levels={"mentor": NEEDED}), actor=specialist)
    services.record_not_referred(
        graduate=person, vacancy=vacancy, reason="Нельзя стоять", actor=specialist
    )
    plain = make_user(roles.CONTENT_EDITOR)
    plain.user_permissions.add(Permission.objects.get(codename="work_graduates"))
    (match,) = services.graduates_for(vacancy, plain)
    assert not match.is_blocked
    assert "Условия, которые нужны: неизвестно" in match.unknown
    assert "Нельзя стоять" not in match.not_referred
    assert not ReadRecord.objects.about(person).exists()


def test_a_recorded_reason_is_shown_and_puts_the_match_last(visitor, specialist, vacancy, cook):
    person, other = led(specialist, profession=cook), led(specialist, profession=cook)
    address = f"/cms/placement/graduates/not-referred/{other.pk}/{vacancy.pk}/?from=vacancy"
    answer = visitor.post(address, {"reason": "Не хочет в столовую"})
    assert answer["Location"] == f"/cms/placement/vacancies/match/{vacancy.pk}/"
    page = visitor.get(answer["Location"]).content.decode()
    assert "Решили не направлять: Не хочет в столовую" in page
    assert page.index(str(person)) < page.index(str(other))
    send = "/cms/placement/referrals/prepare/?graduate={}&amp;vacancy={}"
    assert send.format(person.pk, vacancy.pk) in page
    assert send.format(other.pk, vacancy.pk) not in page
    assert "столовую" not in bytes(NotReferred.objects.values_list("reason", flat=True)[0]).decode(
        errors="replace"
    )


def test_a_reason_is_taken_back_on_the_page_and_the_history_keeps_both(
    visitor, specialist, vacancy, cook
):
    person = led(specialist, profession=cook)
    match = f"/cms/placement/vacancies/match/{vacancy.pk}/"
    back = f"/cms/placement/graduates/may-be-referred/{person.pk}/{vacancy.pk}/?from=vacancy"
    assert back not in visitor.get(match).content.decode()
    services.record_not_referred(
        graduate=person, vacancy=vacancy, reason="Не хочет в столовую", actor=specialist
    )
    assert back in visitor.get(match).content.decode()
    assert visitor.get(back).status_code == 200
    assert NotReferred.objects.exists()
    for _ in range(2):
        # Pressed twice.
        assert visitor.post(back)["Location"] == match
    page = visitor.get(match).content.decode()
    assert "Решили не направлять" not in page
    assert f"/cms/placement/referrals/prepare/?graduate={person.pk}&amp;vacancy=" in page
    actions = HistoryRecord.objects.about(person).values_list("action", flat=True)
    assert sorted(actions) == [
        "grant-asked",
        "grant-signed",
        "not-referred",
        "not-referred-taken-back",
    ]


def test_vacancies_of_the_districts_that_suit_come_first(specialist, vacancy, cook, visitor):
    person = led(specialist, profession=cook)
    near = VacancyFactory(profession=cook, state="published", district="lo-luga")
    wishes = dict.fromkeys(JobWishes.SCHEDULES.values(), False)
    set_wishes(graduate=person, districts=["lo-luga"], professions=[], actor=specialist, **wishes)
    matches = services.vacancies_for(person, specialist)
    assert [match.vacancy for match in matches] == [near, vacancy]
    page = visitor.get(f"/cms/placement/graduates/match/{person.pk}/").content.decode()
    assert "Добираться удобно: Лужский район" in page


def test_temporary_work_is_weighed_against_what_the_person_said(specialist, cook, visitor):
    person = led(specialist, profession=cook)
    JobWishes.objects.create(graduate=person, takes_temporary=False)
    for title, term in (("Сезонная", "temporary"), ("Без срока", "permanent"), ("Неясная", "")):
        VacancyFactory(profession=cook, state="published", title=title, term=term)
    words = {
        match.vacancy.title: [
            [one for one in part if "временная" in one or "постоянная" in one.casefold()]
            for part in (match.fits, match.against, match.unknown)
        ]
        for match in services.vacancies_for(person, specialist)
    }
    assert words == {
        "Без срока": [["Работа постоянная"], [], []],
        "Неясная": [[], [], ["Постоянная работа или временная: неизвестно"]],
        "Сезонная": [[], ["Работа временная, а такая не подходит"], []],
    }
    page = visitor.get(f"/cms/placement/graduates/match/{person.pk}/").content.decode()
    assert "Работа временная, а такая не подходит" in page


@pytest.mark.req("X-4")
def test_a_match_takes_as_many_queries_for_three_as_for_one(visitor, specialist, vacancy, cook):
    def add():
        person = led(specialist, HEALTH, TO_EMPLOYERS, profession=cook)
        set_needs(graduate=person, needs=Needs(hours=4), actor=specialist)
        JobWishes.objects.create(graduate=person).professions.add(cook)

    address = f"/cms/placement/vacancies/match/{vacancy.pk}/"
    add()
    once = page_queries(visitor, address)
    add()
    add()
    assert page_queries(visitor, address) == once


@pytest.mark.req("X-7")
@pytest.mark.parametrize("who", ["director", "editor", "administrator"])
def test_others_do_not_open_matches(browser_of, specialist, vacancy, cook, who):
    person = led(specialist, profession=cook)
    for page in (f"graduates/match/{person.pk}", f"vacancies/match/{vacancy.pk}"):
        assert browser_of(who).get(f"/cms/placement/{page}/").status_code == 404


@pytest.mark.req("X-4")
def test_a_match_takes_as_many_queries_for_three_vacancies_as_for_one(
    visitor, specialist, vacancy, cook
):
    person = led(specialist, HEALTH, profession=cook)
    JobWishes.objects.create(graduate=person).professions.add(cook)
    address = f"/cms/placement/graduates/match/{person.pk}/"
    once = page_queries(visitor, address)
    VacancyFactory.create_batch(2, profession=cook, state="published")
    assert page_queries(visitor, address) == once


def test_nobody_is_matched_who_took_the_consent_back(visitor, specialist, vacancy, cook):
    person = led(specialist, profession=cook)
    withdraw(grant=person.grants.get(purpose=ASSISTANCE), actor=None)
    with pytest.raises(Refused, match="нет действующего согласия"):
        services.vacancies_for(person, specialist)
    page = visitor.get(f"/cms/placement/graduates/match/{person.pk}/", follow=True)
    assert "Подбирать пока нельзя" in page.content.decode()
