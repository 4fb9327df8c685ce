"""The own page's links: what opens, for whom, and what a link alone shows (ADR 14)."""

import datetime as dt
from urllib.parse import urlsplit

import pytest
from django.test import Client

from core import clock
from placement.graduates.lifecycle import GraduateState
from placement.graduates.links import page_url
from placement.grants.links import representative_url
from placement.grants.models import Representative
from placement.own_page import proving
from tests.placement.graduates.factories import GraduateFactory, grow_young

pytestmark = pytest.mark.django_db


@pytest.fixture
def graduate():
    return GraduateFactory(last_name="Непомнящая", first_name="Анна", middle_name="Ильинична")


def mother_of(graduate):
    return Representative.objects.create(
        graduate=grow_young(graduate), kind="parent", full_name="Непомнящая Вера Павловна"
    )


def tell(client, url, day):
    return client.post(f"{url}confirm/", {"born_on": f"{day:%d.%m.%Y}"}, follow=True)


def test_the_link_alone_shows_no_name(client, graduate):
    page = client.get(page_url(graduate)).content.decode()
    assert "Непомнящая" not in page
    assert "Анна" not in page
    assert "Подтвердить, что это вы" in page


def test_the_birth_date_opens_the_page_in_this_browser_only(client, graduate):
    page = tell(client, page_url(graduate), graduate.born_on)
    assert "Анна" in page.content.decode()
    assert "Анна" in client.get(page_url(graduate)).content.decode()
    assert "Анна" not in Client().get(page_url(graduate)).content.decode()


def test_the_proof_ends_after_half_an_hour(client, graduate, monkeypatch):
    tell(client, page_url(graduate), graduate.born_on)
    later = clock.now() + dt.timedelta(minutes=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "Анна" not in client.get(page_url(graduate)).content.decode()


def test_a_proof_is_of_the_one_link_it_was_given_for(client, graduate):
    mother = mother_of(graduate)
    own, theirs = page_url(graduate), representative_url(mother)
    for given, other in ((own, theirs), (theirs, own)):
        browser = Client()
        assert "Анна" in tell(browser, given, graduate.born_on).content.decode()
        assert "Анна" not in browser.get(other).content.decode()
        assert browser.get(f"{other}recommendations/")["Location"].startswith("/track/")


def test_a_proof_is_not_anothers_who_represents_the_same_person(client, graduate):
    mother = mother_of(graduate)
    father = Representative.objects.create(
        graduate=graduate, kind="parent", full_name="Непомнящий Пётр Ильич"
    )
    tell(client, representative_url(mother), graduate.born_on)
    assert "Анна" not in client.get(representative_url(father)).content.decode()


def test_a_proof_ends_when_the_link_is_renewed(client, graduate):
    tell(client, page_url(graduate), graduate.born_on)
    graduate.link_serial += 1
    graduate.save()
    assert "Анна" not in client.get(page_url(graduate)).content.decode()


def test_a_wrong_date_opens_nothing_and_guesses_are_slowed_down(client, graduate):
    for _ in range(3):
        page = tell(client, page_url(graduate), dt.date(2001, 1, 1)).content.decode()
        assert "Дата не подходит" in page
    page = tell(client, page_url(graduate), graduate.born_on).content.decode()
    assert "Слишком много попыток подряд" in page
    assert "Анна" not in page


def test_a_slip_in_the_date_is_said_and_is_no_guess(client, graduate):
    for _ in range(3):
        page = tell(client, page_url(graduate), clock.local_day(clock.now()).replace(year=2050))
        assert "Эта дата ещё не наступила." in page.content.decode()
    assert "Анна" in tell(client, page_url(graduate), graduate.born_on).content.decode()


def test_guesses_by_the_representatives_link_count_with_those_by_the_graduates(client, graduate):
    for url in (page_url(graduate), representative_url(mother_of(graduate)), page_url(graduate)):
        tell(client, url, dt.date(2001, 1, 1))
    page = tell(Client(), page_url(graduate), graduate.born_on).content.decode()
    assert "Слишком много попыток подряд" in page


def test_the_confirm_page_leads_nowhere_else(client, graduate):
    url = page_url(graduate)
    day = f"{graduate.born_on:%d.%m.%Y}"
    for foreign in ("https://example.com/", "//example.com/", "/cms/"):
        answer = client.post(f"{url}confirm/?next={foreign}", {"born_on": day})
        assert url.endswith(answer["Location"])


def test_a_false_or_foreign_token_is_not_found(client, graduate):
    own = page_url(graduate)
    other_digit = "1" if own[-2] == "0" else "0"
    assert client.get(f"{own[:-2]}{other_digit}/").status_code == 404
    foreign = own.replace("/graduates/", "/representatives/")
    assert client.get(foreign).status_code == 404
    theirs = representative_url(mother_of(graduate))
    assert client.get(theirs.replace("/representatives/", "/graduates/")).status_code == 404


def test_whoever_gets_up_from_a_strangers_computer_hides_the_data_again(client, graduate):
    url = page_url(graduate)
    page = tell(client, url, graduate.born_on).content.decode()
    assert 'name="hide"' in page
    page = client.post(f"{url}confirm/", {"hide": "1"}, follow=True).content.decode()
    assert "снова скрыты" in page
    assert "Анна" not in client.get(url).content.decode()
    assert client.get(f"{url}tell/")["Location"].startswith(f"{urlsplit(url).path}confirm/")


def test_a_withdrawn_link_says_so(client, graduate):
    old = page_url(graduate)
    graduate.link_serial += 1
    graduate.save()
    assert client.get(old).status_code == 410
    assert client.get(page_url(graduate)).status_code == 200


def test_the_representatives_link_ends_with_the_authority(client, graduate):
    mother = mother_of(graduate)
    assert client.get(representative_url(mother)).status_code == 200
    mother.ended_on = clock.local_day(clock.now())
    mother.save()
    assert client.get(representative_url(mother)).status_code == 410


def test_a_merged_card_leads_to_the_kept_one(client, graduate):
    kept = GraduateFactory()
    graduate.state, graduate.merged_into = GraduateState.MERGED, kept
    graduate.save()
    answer = client.get(page_url(graduate))
    assert answer.status_code == 410
    assert page_url(kept) in answer.content.decode()


def test_destroyed_data_are_said_to_be_so(client, graduate):
    graduate.state = GraduateState.DESTROYED
    graduate.save()
    answer = client.get(page_url(graduate))
    assert answer.status_code == 410
    assert "Данные уничтожены" in answer.content.decode()


def test_without_a_birth_date_nobody_gets_in(client, graduate):
    graduate.born_on = None
    graduate.save()
    assert not proving.prove(graduate=graduate, born_on=dt.date(2004, 3, 15))
    page = client.get(page_url(graduate)).content.decode()
    assert "Подтвердить, что это вы" not in page
    # No telephone is known here.
    assert "обратитесь в центр: мы уточним" in page


def test_the_page_is_neither_stored_nor_indexed(client, graduate):
    answer = client.get(page_url(graduate))
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
