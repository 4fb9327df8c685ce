"""A person changes their own address: by a code that comes back from it (X-5, ADR 14)."""

import re

import pytest
import time_machine
from django.test import Client

from core import clock, outbox
from core.models import Letter
from placement.graduates import letters, services
from placement.graduates.links import page_url
from placement.graduates.models import Graduate
from placement.graduates.record import GRADUATES
from placement.grants.links import representative_url
from placement.grants.models import Representative
from placement.own_page import changing
from placement.own_page.models import NewAddress
from placement.tasks import follow_grants
from tests.placement.factories import EmployerFactory
from tests.placement.graduates.factories import GraduateFactory, grow_young

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-5"), pytest.mark.usefixtures("centre")]
OLD, NEW = "old@example.org", "new@example.org"


@pytest.fixture
def graduate():
    return GraduateFactory(first_name="Анна", email=OLD)


class Owner:
    """Somebody with the link who has told the birth date."""

    def __init__(self, graduate):
        self.client, self.home = Client(), page_url(graduate)
        day = f"{graduate.born_on:%d.%m.%Y}"
        self.client.post(f"{self.home}confirm/", {"born_on": day})

    def send(self, **data):
        return self.client.post(f"{self.home}address/", data, follow=True).content.decode()


@pytest.fixture
def owner(graduate):
    return Owner(graduate)


def code() -> str:
    letter = Letter.objects.filter(code=letters.CODE).latest("created_at")
    return re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", outbox.content(letter)[1])[0]


def test_the_code_that_comes_back_changes_the_address_and_renews_the_link(owner, graduate):
    assert "Изменить адрес электронной почты" in owner.client.get(owner.home).content.decode()
    assert "Код отправлен" in owner.send(email=NEW)
    graduate.refresh_from_db()
    assert graduate.email == OLD
    page = owner.send(code=code())
    assert "Адрес изменён" in page
    # The same browser goes on, under the new link.
    assert "Здравствуйте, Анна" in page
    graduate.refresh_from_db()
    assert (graduate.email, graduate.email_unverified) == (NEW, False)
    assert Client().get(owner.home).status_code == 410
    told = Letter.objects.get(code=letters.CHANGED)
    link = Letter.objects.get(code=letters.PAGE_LINK)
    assert (told.to, link.to) == (OLD, NEW)
    assert page_url(graduate) in outbox.content(link)[1]
    assert not NewAddress.objects.exists()


def test_the_letter_with_the_code_tells_a_stranger_nothing(owner, graduate):
    owner.send(email=NEW)
    letter = Letter.objects.get(code=letters.CODE)
    words = " ".join(outbox.content(letter))
    assert letter.to == NEW
    for secret in (graduate.last_name, "Анна", "/track/", OLD):
        assert secret not in words
    assert NEW.encode() not in bytes(NewAddress.objects.values_list("email", flat=True)[0])


def test_wrong_codes_are_counted_and_then_a_new_one_is_needed(owner, graduate):
    owner.send(email=NEW)
    right = code()
    for _ in range(changing.TRIES):
        assert "Код не подходит" in owner.send(code="0000-0000")
    assert "Получите новый" in owner.send(code=right)
    graduate.refresh_from_db()
    assert graduate.email == OLD


def test_a_code_ends_and_is_swept_away(owner, graduate):
    owner.send(email=NEW)
    typed = code()
    with time_machine.travel(clock.now() + changing.GOOD_FOR, tick=False):
        assert changing.awaited(graduate) is None
        # The proof has ended as well, so the page would ask for it first.
        with pytest.raises(changing.Refused):
            changing.confirm(graduate=graduate, typed=typed)
        follow_grants(clock.now())
    assert not NewAddress.objects.exists()


def test_the_link_alone_changes_nothing(graduate):
    answer = Client().post(f"{page_url(graduate)}address/", {"email": NEW})
    assert "/confirm/" in answer["Location"]
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Напишите новый адрес"),
        ("не адрес", "Ошибка: Изменить адрес"),
        ("OLD@example.org", "Этот адрес у нас и записан"),
    ],
)
def test_what_is_no_new_address_is_refused_beside_the_field(owner, typed, words):
    page = owner.send(email=typed)
    assert words in page
    assert typed in page
    assert not Letter.objects.exists()


@pytest.mark.req("P-F1")
def test_the_address_of_an_employer_is_no_graduates(owner):
    EmployerFactory(email="staff@factory.example")
    assert "Это адрес работодателя" in owner.send(email="Staff@factory.example")
    assert not Letter.objects.exists()


@pytest.mark.req("P-F5")
def test_the_representative_neither_changes_it_nor_lends_an_address(graduate):
    mother = Representative.objects.create(
        graduate=grow_young(graduate),
        kind="parent",
        full_name="Пробнова Вера Павловна",
        email="mother@example.org",
    )
    assert Client().get(f"{representative_url(mother)}address/").status_code == 404
    assert "адрес вашего представителя" in Owner(graduate).send(email="mother@example.org")
    assert not Letter.objects.exists()


def test_an_address_that_staff_enter_meanwhile_ends_the_code(owner, graduate, specialist):
    owner.send(email=NEW)
    typed = code()
    data = GRADUATES.copy(graduate, email="third@example.org")
    services.update_graduate(graduate=graduate, data=data, actor=specialist)
    with pytest.raises(changing.Refused):
        changing.confirm(graduate=graduate, typed=typed)
    assert Graduate.objects.get().email == "third@example.org"


def test_an_address_that_waits_to_be_verified_is_confirmed_by_its_owner(graduate, specialist):
    data = GRADUATES.copy(graduate, email=NEW)
    row = services.update_graduate(graduate=graduate, data=data, actor=specialist).graduate
    owner = Owner(row)
    owner.send(email=NEW)
    owner.send(code=code())
    row.refresh_from_db()
    assert not row.email_unverified
    assert Letter.objects.get(code=letters.PAGE_LINK).to == NEW
