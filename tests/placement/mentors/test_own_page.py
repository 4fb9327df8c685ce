"""The person reads the recommendations on the own page before an employer may (P-F7)."""

import pytest

from core.models import ReadRecord
from placement.consents import HEALTH
from placement.graduates.links import page_url
from placement.grants.models import Grant
from placement.grants.services import withdraw
from placement.mentors.models import Recommendations

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db, pytest.mark.req("P-F7")]


@pytest.fixture
def proved(client, signed):
    """A browser in which the birth date was told."""
    client.post(f"{page_url(signed.graduate)}confirm/", {"born_on": "15.03.2004"})
    return client


def test_the_person_reads_all_parts_and_says_so(proved, signed):
    url = page_url(signed.graduate)
    assert "Прочитать рекомендации" in proved.get(url).content.decode()
    page = proved.get(f"{url}recommendations/").content.decode()
    for kind in ("general", "psychologist", "social", "pedagogue", "conclusions"):
        assert f"Слова {kind}" in page
    assert ReadRecord.objects.filter(actor_label="выпускник").count() == 1
    proved.post(f"{url}recommendations/")
    signed.refresh_from_db()
    assert signed.read_at is not None
    assert signed.read_by == Recommendations.ReadBy.PAGE


def test_the_link_alone_shows_nothing(client, signed):
    url = page_url(signed.graduate)
    assert "Рекомендации наставнику" not in client.get(url).content.decode()
    assert client.get(f"{url}recommendations/").status_code == 302
    client.post(f"{url}recommendations/")
    signed.refresh_from_db()
    assert signed.read_at is None


def test_after_the_withdrawal_there_is_nothing_to_read(proved, signed):
    withdraw(grant=Grant.objects.get(purpose=HEALTH), actor=None)
    url = page_url(signed.graduate)
    # A page that was open in another tab leads home, and home says why.
    for press in (proved.get, proved.post):
        page = press(f"{url}recommendations/", follow=True).content.decode()
        assert "Рекомендаций здесь сейчас нет" in page
        assert "Слова" not in page
    signed.refresh_from_db()
    assert signed.read_at is None


def test_what_is_not_signed_is_not_shown(client, filled):
    client.post(f"{page_url(filled.graduate)}confirm/", {"born_on": "15.03.2004"})
    answer = client.get(f"{page_url(filled.graduate)}recommendations/")
    assert page_url(filled.graduate).endswith(answer["Location"])
