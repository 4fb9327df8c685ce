"""Photographs of graduates, published place by place, gone with the consent (152-ФЗ, art. 10.1; P-F4)."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.errors import Refused
from core.models import PrivateFile, ReadRecord
from core.photos import drawn_photo, kept_photo
from forms_app.models import Ground
from placement.consents import ASSISTANCE, PHOTO, SITE, VK
from placement.graduates.services import destroy_graduate
from placement.grants import services as grants
from placement.grants.received import received_of
from placement.photos import public, services
from placement.photos.lifecycle import PhotoState
from placement.photos.models import GraduatePhoto
from tests.placement.desk import EVERYBODY, READERS, WORKERS, opens_exactly
from tests.placement.graduates.factories import GraduateFactory, allow, evidence
from tests.queries import page_queries

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-F4")]
DESK = "/cms/placement/photos/"
POST = "https://vk.example.org/wall-1"
PAGES = {
    DESK: READERS,
    DESK + "export/?format=csv": READERS,
    DESK + "publish/?graduate={person}": WORKERS,
    DESK + "inspect/{pk}/": READERS,
    DESK + "history/{pk}/": READERS,
    DESK + "picture/{pk}/": WORKERS,
    DESK + "remove/{pk}/": WORKERS,
}


def permit(graduate, place):
    """A consent to publish in one place, signed on paper."""
    allow(graduate)
    grant = grants.open_grant(graduate=graduate, purpose=PHOTO, place=place, actor=None)
    grants.sign(grant=grant, evidence=evidence(PHOTO), actor=None)
    return grant


def publish(graduate, place, actor, **more):
    with kept_photo(drawn_photo("Рисунок"), key=graduate.key) as photo:
        typed = {"caption": "Анна, швея", "description": "Женщина за машинкой"} | more
        return services.publish(graduate=graduate, place=place, photo=photo, actor=actor, **typed)


@pytest.fixture
def graduate():
    return GraduateFactory()


@pytest.fixture
def on_site(graduate, specialist, centre_page):
    permit(graduate, SITE)
    return publish(graduate, SITE, specialist, page=centre_page)


@pytest.fixture
def on_vk(graduate, specialist):
    permit(graduate, VK)
    return publish(graduate, VK, specialist, address=POST)


def picture_of(row):
    return reverse("graduate_photo", args=[row.pk])


def shows(row, page):
    """Whether a visitor finds the photograph on the page, and whether its address answers."""
    body = Client().get(page.url).content.decode()
    return picture_of(row) in body, Client().get(picture_of(row)).status_code == 200


def withdraw(graduate, purpose, place=""):
    grant = graduate.grants.open().get(purpose=purpose, place=place)
    grants.withdraw(grant=grant, actor=None)


def test_a_page_shows_the_photograph_with_its_words_while_the_consent_is_in_force(
    on_site, centre_page
):
    assert shows(on_site, centre_page) == (True, True)
    body = Client().get(centre_page.url).content.decode()
    assert 'alt="Женщина за машинкой"' in body
    assert "Анна, швея" in body
    answer = Client().get(picture_of(on_site))
    assert "no-store" in answer["Cache-Control"]
    assert "noimageindex" in answer["X-Robots-Tag"]


@pytest.mark.parametrize("places", [(), (VK,)])
def test_without_the_consent_for_this_place_nothing_is_published(
    graduate, specialist, centre_page, places
):
    allow(graduate)
    for place in places:
        permit(graduate, place)
    before = PrivateFile.objects.count()
    with pytest.raises(Refused, match="Публикация фото"):
        publish(graduate, SITE, specialist, page=centre_page)
    assert PrivateFile.objects.count() == before


@pytest.mark.parametrize(("purpose", "place"), [(PHOTO, SITE), (ASSISTANCE, "")])
def test_the_withdrawal_takes_it_off_a_stored_page_at_once_and_deletes_the_file(
    on_site, centre_page, graduate, purpose, place
):
    held = on_site.picture_id
    assert shows(on_site, centre_page) == (True, True)
    withdraw(graduate, purpose, place)
    assert shows(on_site, centre_page) == (False, False)
    on_site.refresh_from_db()
    assert (on_site.state, on_site.picture_id) == (PhotoState.REMOVED, None)
    assert on_site.caption == on_site.description == ""
    assert not PrivateFile.objects.filter(pk=held).exists()


def test_a_consent_that_has_lapsed_hides_it_before_anything_was_noticed(
    on_site, centre_page, graduate
):
    graduate.grants.filter(purpose=PHOTO).update(own_signature_from=dt.date(2020, 1, 1))
    assert shows(on_site, centre_page) == (False, False)
    on_site.refresh_from_db()
    assert on_site.state == PhotoState.PUBLISHED


def test_stored_pages_end_at_the_midnight_of_the_lapse(on_site, graduate):
    today = clock.local_day(clock.now())
    assert clock.local_day(public.next_lapse(clock.now())) > today + dt.timedelta(days=1000)
    graduate.grants.filter(purpose=PHOTO).update(own_signature_from=today + dt.timedelta(days=1))
    lapse = public.next_lapse(clock.now())
    assert clock.local_day(lapse) == today + dt.timedelta(days=1)
    assert clock.local_day(lapse - dt.timedelta(seconds=1)) == today


def test_a_page_that_is_taken_off_takes_the_picture_with_it(on_site, centre_page):
    type(centre_page).objects.update(live=False)
    assert Client().get(picture_of(on_site)).status_code == 404


def test_the_withdrawal_for_one_place_leaves_the_other(on_site, on_vk, centre_page, graduate):
    withdraw(graduate, PHOTO, VK)
    assert shows(on_site, centre_page) == (True, True)
    on_vk.refresh_from_db()
    assert on_vk.state == PhotoState.DUE


def test_elsewhere_the_withdrawal_is_a_task_with_a_day_until_staff_say_it_is_gone(
    on_vk, graduate, visitor
):
    assert "Снимите фото" not in visitor.get("/cms/").content.decode()
    withdraw(graduate, PHOTO, VK)
    on_vk.refresh_from_db()
    assert on_vk.remove_by > clock.local_day(clock.now())
    board = visitor.get("/cms/").content.decode()
    for words in ("Снимите фото", POST, f"{on_vk.remove_by:%d.%m.%Y}"):
        assert words in board
    visitor.post(f"{DESK}remove/{on_vk.pk}/")
    on_vk.refresh_from_db()
    assert (on_vk.state, on_vk.picture_id) == (PhotoState.REMOVED, None)
    assert "Снимите фото" not in visitor.get("/cms/").content.decode()


@pytest.mark.usefixtures("centre")
def test_destruction_takes_it_down_and_leaves_a_task_that_names_nobody(
    on_site, on_vk, centre_page, graduate, visitor
):
    name = graduate.last_name
    destroy_graduate(graduate=graduate, reason="Срок", actor=None, ground=Ground.TERM)
    assert shows(on_site, centre_page) == (False, False)
    on_vk.refresh_from_db()
    assert (on_vk.state, on_vk.picture_id, on_vk.caption) == (PhotoState.DUE, None, "")
    board = visitor.get("/cms/").content.decode()
    assert POST in board
    assert name not in board


def test_where_it_stands_is_told_on_the_card_on_the_consent_and_to_the_person(
    on_vk, graduate, visitor
):
    grant = graduate.grants.get(purpose=PHOTO)
    for address in (f"graduates/inspect/{graduate.pk}", f"grants/inspect/{grant.pk}"):
        page = visitor.get(f"/cms/placement/{address}/").content.decode()
        assert f"{DESK}inspect/{on_vk.pk}/" in page
    (row,) = received_of(graduate)
    assert "ВКонтакте" in row.whom


# --- the desk ------------------------------------------------------------------------------------


def typed(**more):
    return {
        "description": "Женщина за машинкой",
        "caption": "Анна",
        "photo": drawn_photo("р"),
    } | more


def test_staff_publish_from_the_card_where_the_person_allows_it(visitor, graduate, centre_page):
    permit(graduate, SITE)
    address = f"{DESK}publish/?graduate={graduate.pk}"
    page = visitor.get(address).content.decode()
    assert SITE in page
    assert VK not in page
    refused = visitor.post(address, typed(place=VK, address=POST)).content.decode()
    assert "На это нет согласия." in refused
    assert "Женщина за машинкой" in refused
    assert "Выберите страницу сайта." in visitor.post(address, typed(place=SITE)).content.decode()
    visitor.post(address, typed(place=SITE, page=centre_page.pk))
    assert shows(GraduatePhoto.objects.get(), centre_page) == (True, True)


@pytest.mark.parametrize("who", EVERYBODY)
def test_each_role_opens_its_own_pages(browser_of, who, on_site):
    opens_exactly(browser_of, who, PAGES, pk=on_site.pk, person=on_site.graduate_id)


def test_each_look_at_a_picture_is_logged(visitor, specialist, on_site, graduate):
    visitor.get(f"{DESK}picture/{on_site.pk}/")
    assert ReadRecord.objects.about(graduate).filter(actor=specialist).exists()


def test_many_photographs_take_as_many_queries_as_one(
    visitor, specialist, on_site, graduate, centre_page
):
    card = f"/cms/placement/graduates/inspect/{graduate.pk}/"
    addresses = (DESK, card)
    one = [page_queries(visitor, address) for address in addresses]
    for _ in range(2):
        publish(graduate, SITE, specialist, page=centre_page)
    assert [page_queries(visitor, address) for address in addresses] == one


def test_pages_without_photographs_cost_no_query(
    vacancies_page, centre_page, django_assert_num_queries
):
    public.pages_with_photos()
    with django_assert_num_queries(0):
        assert public.photos_of(centre_page) == ""
