"""One hiring takes one place, whichever link of the employer's tells it first (P-2.2b, P-6.4)."""

import pytest

from core import clock
from placement.referrals import services
from placement.referrals.models import Referral
from placement.vacancies import services as vacancies
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy
from placement.vacancies.services import asks
from placement.vacancies.services.asks import Answer
from tests.placement.referrals import helpers
from tests.threads import within

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-2.2b", "P-6.4")]


def reread(vacancy: Vacancy) -> Vacancy:
    return Vacancy.objects.get(pk=vacancy.pk)


def asked(vacancy: Vacancy) -> Vacancy:
    return asks.ask_employer(vacancy=vacancy, at=clock.now())


def by_vacancy(vacancy: Vacancy, hired: int = 1) -> Vacancy:
    """The employer answers for the vacancy: so many were hired, the other places are free."""
    serial = asked(vacancy).ask_serial
    return asks.answer(vacancy=vacancy, serial=serial, said=Answer.ACTUAL, hired=hired)


def by_referral(row: Referral) -> Referral:
    return services.answer(referral=row, answer="hire", actor=None, **helpers.ANSWERS["hire"])


def test_who_was_counted_by_the_vacancys_link_is_not_counted_again(specialist):
    vacancy = helpers.open_vacancy(places=3)
    row = helpers.sent(specialist, vacancy=vacancy)
    by_vacancy(vacancy)
    by_referral(row)
    assert reread(vacancy).filled_places == 1


def test_of_two_that_were_sent_and_one_that_was_counted_the_second_is_counted(specialist):
    vacancy = helpers.open_vacancy(places=3)
    rows = [helpers.sent(specialist, vacancy=vacancy) for _ in range(2)]
    by_vacancy(vacancy)
    by_referral(rows[0])
    assert reread(vacancy).filled_places == 1
    by_referral(rows[1])
    assert reread(vacancy).filled_places == 2


def test_places_that_were_taken_before_the_person_was_sent_are_others(specialist):
    vacancy = helpers.open_vacancy(places=3)
    by_vacancy(vacancy)
    by_referral(helpers.sent(specialist, vacancy=vacancy))
    assert reread(vacancy).filled_places == 2


def test_places_are_counted_anew_once_the_vacancy_is_opened_again(specialist):
    vacancy = helpers.open_vacancy(places=2)
    vacancies.fill(vacancy=vacancy, hired=2, actor=specialist)
    vacancies.reopen(vacancy=vacancy, actor=specialist, why="Ушли")
    Vacancy.objects.filter(pk=vacancy.pk).update(
        state=VacancyState.PUBLISHED, confirmed_at=clock.now()
    )
    row = helpers.sent(specialist, vacancy=reread(vacancy))
    by_vacancy(vacancy)
    by_referral(row)
    assert reread(vacancy).filled_places == 1


def test_a_question_that_lies_in_the_mailbox_is_over_once_the_referral_is_answered(specialist):
    """Told by the referral first: the vacancy's link counts the same person no second time."""
    vacancy = helpers.open_vacancy(places=3)
    row = helpers.sent(specialist, vacancy=vacancy)
    serial = asked(vacancy).ask_serial
    by_referral(row)
    with pytest.raises(asks.Refused, match="уже записан"):
        asks.answer(vacancy=vacancy, serial=serial, said=Answer.ACTUAL, hired=1)
    assert reread(vacancy).filled_places == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("places", [1, 2])
def test_both_links_pressed_at_once_take_one_place_and_lose_no_answer(specialist, places):
    vacancy = helpers.open_vacancy(places=places)
    row = helpers.sent(specialist, vacancy=vacancy)
    serial = asked(vacancy).ask_serial
    said = Answer.FILLED if places == 1 else Answer.ACTUAL
    told, hired = within(
        lambda: asks.answer(vacancy=vacancy, serial=serial, said=said, hired=1),
        "placement.vacancies.services.moves._save",
        lambda: by_referral(row),
    )
    assert isinstance(told, Vacancy)
    assert isinstance(hired, Referral)
    assert reread(vacancy).filled_places == 1
    assert row.case.jobs.count() == 1
