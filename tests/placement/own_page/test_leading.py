"""«Кто вам помогает»: nobody is said to lead who does not any more, and the way back (P-2.2b)."""

import re

import pytest
from django.test import Client

from core.models import Organisation
from home.settings import SiteSettings
from placement.cases import services as cases
from placement.consents import TO_EMPLOYERS
from placement.graduates.links import page_url
from placement.grants import services as grants
from placement.grants.models import Grant
from tests.placement.assistance import requests as req
from tests.placement.graduates.factories import GraduateFactory, allow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("centre")]

LEADS, AGAIN = "Вас ведёт специалист", "Подать новое заявление"


@pytest.fixture
def case(specialist):
    card = GraduateFactory()
    allow(card)
    return cases.open_case(graduate=card, specialist=specialist, actor=specialist)


def read(graduate):
    return Client().get(page_url(graduate)).content.decode()


def test_while_the_case_goes_on_the_specialist_is_named(case):
    page = read(case.graduate)
    assert LEADS in page
    assert AGAIN not in page


def test_after_the_end_the_page_says_so_and_how_to_come_back(case, specialist):
    ended = cases.stop(case=case, outcome="own-way", why="Нашёл работу", actor=specialist)
    page = read(case.graduate)
    assert LEADS not in page
    assert f"Сопровождение закончилось {ended.ended_on:%d.%m.%Y}" in page
    assert f'href="/forms/{req.JOURNEY}/"' in page


def test_after_the_consent_is_taken_back_nobody_leads(case):
    grants.withdraw(grant=Grant.objects.get(graduate=case.graduate), actor=None, by="person")
    page = read(case.graduate)
    assert LEADS not in page
    assert "Согласия на сопровождение больше нет" in page
    assert AGAIN in page


def test_another_consent_that_is_taken_back_changes_nothing_here(case):
    allow(case.graduate, TO_EMPLOYERS)
    other = Grant.objects.get(graduate=case.graduate, purpose=TO_EMPLOYERS)
    grants.withdraw(grant=other, actor=None, by="person")
    assert LEADS in read(case.graduate)


def test_a_new_request_after_the_end_waits_for_a_specialist(case, specialist):
    cases.stop(case=case, outcome="own-way", why="Нашёл работу", actor=specialist)
    assert AGAIN in read(case.graduate)
    request = req.sent().assistance_request
    request.graduate = case.graduate
    request.save()
    assert AGAIN not in read(case.graduate)


def test_without_a_telephone_of_the_centre_that_of_the_site_is_named(case, home_page):
    site = home_page.get_site()
    SiteSettings.objects.update_or_create(site=site, defaults={"phone": "+78120000077"})
    Organisation.objects.update(phone="+78120000001")
    assert "000-00-77" not in section_of(read(case.graduate))
    Organisation.objects.update(phone="")
    assert "000-00-77" in section_of(read(case.graduate))


def test_how_to_reach_the_centre_is_what_its_own_page_says(case, centre_page):
    assert "+7 812 000-00-01, доб. 5" in section_of(read(case.graduate))
    assert "centre@example.org" in section_of(read(case.graduate))


def test_nobody_is_told_to_call_where_no_telephone_is_known(case, specialist):
    cases.stop(case=case, outcome="own-way", why="Нашёл работу", actor=specialist)
    for phone, email, words in (
        ("+78120000001", "centre@example.org", "или позвоните нам"),
        ("", "centre@example.org", "или напишите нам"),
        ("", "", "или обратитесь в центр"),
    ):
        Organisation.objects.update(phone=phone, email=email)
        assert words in section_of(read(case.graduate)), words


def section_of(page):
    return re.search(r"Кто вам помогает.*?</section>", page, re.DOTALL)[0]


def test_what_is_not_signed_is_not_withdrawn_but_not_given():
    card = GraduateFactory()
    grant = grants.open_grant(graduate=card, purpose="assistance", actor=None)
    browser, home = Client(), page_url(card)
    browser.post(f"{home}confirm/", {"born_on": f"{card.born_on:%d.%m.%Y}"})
    page = browser.get(home).content.decode()
    assert "Не давать согласие" in page
    assert "Отозвать" not in page
    page = browser.get(f"{home}consents/{grant.pk}/withdraw/").content.decode()
    assert "Не давать согласие?" in page
    assert "Отозвать" not in page
    page = browser.post(f"{home}consents/{grant.pk}/withdraw/", follow=True).content.decode()
    assert "Согласие не дано." in page
