"""The person sees who received what and when, and calls off one referral (P-2.2b)."""

import pytest
from django.test import Client

from core.models import HistoryRecord
from placement.graduates.links import page_url
from placement.grants.links import representative_url
from placement.grants.models import Representative
from placement.referrals import links
from placement.referrals.lifecycle import ReferralState
from tests.placement.graduates.factories import GraduateFactory, grow_young
from tests.placement.referrals import helpers
from tests.placement.referrals.helpers import reread
from tests.queries import page_queries

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-2.2b")]


def words(response):
    return response.content.decode().replace("\xa0", " ")


def proved(graduate, url=""):
    """The person's browser, in which the birth date was told."""
    client = Client()
    client.post(f"{url or page_url(graduate)}confirm/", {"born_on": f"{graduate.born_on:%d.%m.%Y}"})
    return client


def test_the_page_says_who_received_what_and_when(specialist, centre):
    row = helpers.sent(specialist)
    page = words(proved(row.graduate).get(page_url(row.graduate)))
    for said in ("Куда вас направили", str(row.employer), row.vacancy.title, "резюме по ссылке"):
        assert said in page
    received = page[page.index("Кто что получил") :]
    assert (
        f"{row.employer}. Резюме по ссылке. По согласию «Передача резюме работодателям»" in received
    )


def test_the_link_alone_says_nothing_of_it(specialist, centre):
    row = helpers.sent(specialist)
    page = words(Client().get(page_url(row.graduate)))
    for secret in ("Куда вас направили", "Кто что получил", str(row.employer), row.vacancy.title):
        assert secret not in page
    answer = Client().post(f"{page_url(row.graduate)}referrals/{row.pk}/")
    assert "confirm" in answer["Location"]
    assert reread(row).state == ReferralState.SENT


def test_a_representative_is_not_told_that_an_employer_invites_them(specialist, centre):
    row = helpers.sent(specialist)
    row.state = ReferralState.INVITED
    row.answered_at = row.sent_at
    row.save()
    mother = Representative.objects.create(
        graduate=grow_young(row.graduate), kind="parent", full_name="Пробнова Вера Павловна"
    )
    url = representative_url(mother)
    page = words(proved(row.graduate, url).get(url))
    assert "Работодатель приглашает на встречу." in page
    for theirs in ("Вас приглашают", "Куда вас направили", "ваше резюме", "Ваше резюме"):
        assert theirs not in page


def test_one_is_called_off_at_once_and_once(specialist, centre):
    row = helpers.sent(specialist)
    other = helpers.sent(specialist, case=row.case)
    client, address = proved(row.graduate), f"{page_url(row.graduate)}referrals/{row.pk}/"
    employer = links.employer_url(row)
    assert "Отменить направление?" in words(client.get(address))
    assert reread(row).state == ReferralState.SENT
    for _ in range(2):
        client.post(address, follow=True)
    assert reread(row).state == ReferralState.CALLED_OFF
    assert reread(other).state == ReferralState.SENT
    assert HistoryRecord.objects.about(row).filter(action="call-off").count() == 1
    assert "больше не действует" in words(Client().get(employer))


def test_nobody_calls_off_anothers_referral(specialist, centre):
    row, stranger = helpers.sent(specialist), GraduateFactory()
    client = proved(stranger)
    assert client.post(f"{page_url(stranger)}referrals/{row.pk}/").status_code == 404
    assert reread(row).state == ReferralState.SENT


def test_the_representative_calls_off_under_the_own_link(specialist, centre):
    row = helpers.sent(specialist)
    mother = Representative.objects.create(
        graduate=grow_young(row.graduate), kind="parent", full_name="Пробнова Вера Павловна"
    )
    url = representative_url(mother)
    proved(row.graduate, url).post(f"{url}referrals/{row.pk}/")
    assert HistoryRecord.objects.about(row).last().actor_label == "законный представитель"


def test_the_section_asks_the_same_for_many_referrals(specialist, centre):
    row = helpers.sent(specialist)
    client, url = proved(row.graduate), page_url(row.graduate)
    one = page_queries(client, url)
    for _ in range(2):
        helpers.sent(specialist, case=row.case)
    assert page_queries(client, url) == one
