"""Linked cards are one person for a match too: what stands on either counts, both ways (P-2.2e, ADR 23)."""

import datetime as dt

import pytest

from placement.cases.models import Case
from placement.consents import HEALTH, TO_EMPLOYERS
from placement.graduates.models import Graduate
from placement.graduates.services import merge_graduates
from placement.matching import services
from placement.matching.models import NotReferred
from placement.needs.models import JobWishes, WishedDistrict
from placement.needs.rules.content import NEEDED, Needs
from placement.needs.services import set_needs
from placement.referrals import services as referrals
from tests.placement.factories import ProfessionFactory, VacancyFactory
from tests.placement.graduates.factories import GraduateFactory, allow
from tests.placement.resumes.factories import ResumeFactory
from tests.queries import page_queries

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db, pytest.mark.req("P-2.2e")]


@pytest.fixture
def vacancy(cook):
    return VacancyFactory(
        profession=cook, state="published", district="lo-luga", schedule="part", pay=30_000
    )


def linked(specialist, **fields) -> tuple[Graduate, Graduate]:
    """A bare card on which the person is led, and the linked one on which all else was entered."""
    kept, other = GraduateFactory(profession=None), GraduateFactory(**fields)
    Case.objects.create(graduate=kept, specialist=specialist, opened_on=dt.date(2026, 1, 12))
    allow(other, TO_EMPLOYERS, HEALTH)
    needs = Needs(levels={"accessible_entrance": NEEDED})
    set_needs(graduate=other, needs=needs, actor=specialist)
    wishes = JobWishes.objects.create(graduate=other, part_day=True, pay_from=20_000)
    WishedDistrict.objects.create(wishes=wishes, district="lo-luga")
    merge_graduates(keep=kept, merge=other, actor=specialist)
    other.refresh_from_db()
    return kept, other


def both_ways(vacancy, person, actor):
    """The match of these two, asked from either side."""
    by_vacancy = {match.graduate: match for match in services.graduates_for(vacancy, actor)}
    by_person = {match.vacancy: match for match in services.vacancies_for(person, actor)}
    return by_vacancy[person], by_person[vacancy]


def test_profession_wishes_and_needs_of_a_linked_card_count_both_ways(specialist, vacancy, cook):
    kept, _ = linked(specialist, profession=cook)
    for match in both_ways(vacancy, kept, specialist):
        assert match.is_blocked
        for words in (
            *(
                "Профессия та же",
                "Добираться удобно: Лужский район, Ленинградская область",
                "График подходит",
            ),
            *("Оклад не меньше, чем хочет человек", "Резюме можно передать работодателю"),
        ):
            assert words in match.fits


def test_asked_from_the_linked_card_it_is_the_same_person(specialist, vacancy, cook):
    kept, other = linked(specialist, profession=cook)
    (match,) = services.vacancies_for(other, specialist)
    assert (match.graduate, match.is_blocked) == (kept, True)


def test_the_kin_of_a_linked_cards_profession_counts_both_ways(specialist, vacancy, cook):
    baker = ProfessionFactory(name="Пекарь")
    baker.kin.add(cook)
    kept, _ = linked(specialist, profession=baker)
    for match in both_ways(vacancy, kept, specialist):
        assert "Родственная профессия" in match.fits


def test_a_wish_on_a_linked_card_brings_the_person_in(specialist, vacancy, cook, tailor):
    kept, other = linked(specialist, profession=tailor)
    other.wishes.professions.add(cook)
    for match in both_ways(vacancy, kept, specialist):
        assert "Эту профессию человек выбрал сам" in match.fits


def test_wishes_on_the_card_in_use_go_before_those_of_the_linked_one(specialist, vacancy, cook):
    kept, _ = linked(specialist, profession=cook)
    JobWishes.objects.create(graduate=kept, full_day=True)
    for match in both_ways(vacancy, kept, specialist):
        assert "График не подходит" in match.against


def test_a_reason_recorded_on_the_linked_card_holds_and_is_taken_back(specialist, vacancy, cook):
    kept, other = linked(specialist, profession=cook)
    NotReferred.objects.create(graduate=other, vacancy=vacancy, reason="Далеко", by=specialist)
    for match in both_ways(vacancy, kept, specialist):
        assert match.not_referred == "Далеко"
    services.take_back_not_referred(graduate=kept, vacancy=vacancy, actor=specialist)
    for match in both_ways(vacancy, kept, specialist):
        assert match.not_referred == ""


def test_a_person_with_three_cards_stands_in_the_list_once(specialist, vacancy, cook):
    kept, _ = linked(specialist, profession=cook)
    third = GraduateFactory(profession=cook)
    JobWishes.objects.create(graduate=third).professions.add(cook)
    merge_graduates(keep=kept, merge=third, actor=specialist)
    assert [match.graduate for match in services.graduates_for(vacancy, specialist)] == [kept]


@pytest.mark.req("X-4")
def test_linked_cards_cost_no_more_queries_for_three_than_for_one(
    visitor, specialist, vacancy, cook
):
    linked(specialist, profession=cook)
    address = f"/cms/placement/vacancies/match/{vacancy.pk}/"
    once = page_queries(visitor, address)
    linked(specialist, profession=cook)
    linked(specialist, profession=cook)
    assert page_queries(visitor, address) == once


def test_no_more_than_the_most_are_opened(specialist, vacancy, cook, monkeypatch):
    monkeypatch.setattr(services, "MOST", 2)
    for _ in range(3):
        linked(specialist, profession=cook)
    assert len(services.graduates_for(vacancy, specialist)) == 2


@pytest.mark.req("P-F3")
def test_a_resume_on_the_linked_card_may_go_with_a_referral(specialist, vacancy, cook):
    kept, other = linked(specialist, profession=cook)
    case = Case.objects.get()
    for card in (kept, other):
        resume = ResumeFactory(graduate=card, approved=True)
        row = referrals.prepare(case=case, vacancy=vacancy, resume=resume, actor=specialist)
        assert not any("другого человека" in words for words in referrals.obstacles_of(row))
        row.delete()
