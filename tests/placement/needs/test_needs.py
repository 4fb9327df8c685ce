"""Needs are health data: sealed, under their consent, each look logged (P-2.2e, X-5)."""

import pytest

from core.errors import Refused
from core.models import ReadRecord
from placement.consents import HEALTH
from placement.graduates.services.destroying import destroy_graduate
from placement.grants.services import withdraw
from placement.needs.models import JobWishes, WorkNeeds
from placement.needs.rules.content import NEEDED, Needs
from placement.needs.services import needs_of, set_needs
from tests.placement.graduates.factories import GraduateFactory, allow

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db, pytest.mark.req("X-5", "P-2.2e")]
NEEDS = Needs(levels={"mentor": NEEDED}, notes={"hearing": "слуховой аппарат"}, hours=4)


@pytest.fixture
def person(db):
    return GraduateFactory()


def test_without_the_consent_nothing_is_kept_and_nothing_shown(visitor, specialist, person):
    allow(person)
    with pytest.raises(Refused, match="Нет действующего согласия"):
        set_needs(graduate=person, needs=NEEDS, actor=specialist)
    answer = visitor.get(f"/cms/placement/graduates/needs/{person.pk}/", follow=True)
    assert "Нет действующего согласия" in answer.content.decode()


def test_they_lie_sealed_and_a_look_is_logged(visitor, specialist, person):
    allow(person, HEALTH)
    set_needs(graduate=person, needs=NEEDS, actor=specialist)
    sealed = bytes(WorkNeeds.objects.values_list("content", flat=True).get())
    assert b"hearing" not in sealed
    page = visitor.get(f"/cms/placement/graduates/needs/{person.pk}/")
    assert "слуховой аппарат" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert ReadRecord.objects.about(person).get().what == "условия, которые нужны на работе"


def test_they_are_typed_on_their_page_and_stay_out_of_card_and_list(visitor, specialist, person):
    allow(person, HEALTH)
    typed = {"mentor": NEEDED, "vision": "крупный текст", "hours": "4"}
    answer = visitor.post(f"/cms/placement/graduates/needs/{person.pk}/", typed)
    assert answer.status_code == 302
    expected = Needs(levels={"mentor": NEEDED}, notes={"vision": "крупный текст"}, hours=4)
    assert needs_of(person, specialist) == expected
    for page in ("", f"inspect/{person.pk}/"):
        text = visitor.get(f"/cms/placement/graduates/{page}").content.decode()
        assert "крупный текст" not in text
    assert ReadRecord.objects.about(person).filter(what__contains="условия").exists()


def test_a_withdrawn_consent_destroys_them_at_once(specialist, person):
    *_, health = allow(person, HEALTH)
    set_needs(graduate=person, needs=NEEDS, actor=specialist)
    withdraw(grant=health, actor=None)
    assert not WorkNeeds.objects.exists()


def test_destruction_takes_needs_and_wishes(specialist, person):
    allow(person, HEALTH)
    set_needs(graduate=person, needs=NEEDS, actor=specialist)
    JobWishes.objects.create(graduate=person)
    destroy_graduate(graduate=person, reason="Отзыв согласия", actor=None)
    assert not WorkNeeds.objects.exists()
    assert not JobWishes.objects.exists()


@pytest.mark.req("X-7")
@pytest.mark.parametrize("who", ["director", "editor", "administrator"])
def test_others_do_not_open_needs_and_see_no_box(browser_of, person, who):
    allow(person, HEALTH)
    browser = browser_of(who)
    for page in ("needs", "wishes"):
        assert browser.get(f"/cms/placement/graduates/{page}/{person.pk}/").status_code == 404
    card = browser.get(f"/cms/placement/graduates/inspect/{person.pk}/").content.decode()
    assert "Условия, которые нужны" not in card


def test_wishes_are_typed_and_shown_again(visitor, person, cook):
    address = f"/cms/placement/graduates/wishes/{person.pk}/"
    refused = visitor.post(address, {"pay_from": "30 000"}).content.decode()
    assert "Нет действующего согласия" in refused
    allow(person)
    typed = {
        "professions": [str(cook.pk)],
        "districts": ["lo-luga"],
        "schedules": ["part_day"],
        "pay_from": "30 000",
        "takes_temporary": "yes",
    }
    assert visitor.post(address, typed).status_code == 302
    row = JobWishes.objects.get()
    assert (row.pay_from, row.part_day, row.full_day, row.takes_temporary) == (
        30_000,
        True,
        False,
        True,
    )
    card = visitor.get(f"/cms/placement/graduates/inspect/{person.pk}/").content.decode()
    assert "Лужский район" in card


@pytest.mark.req("X-6")
@pytest.mark.parametrize(
    ("page", "name", "typed"),
    [
        ("needs", "vision", ["крупный текст", "лупа", "экран"]),
        ("wishes", "pay_from", ["30 000", "40 000", "50 000"]),
    ],
)
def test_what_somebody_has_just_changed_is_not_undone_by_an_older_form(
    visitor, person, page, name, typed
):
    allow(person, HEALTH)
    address = f"/cms/placement/graduates/{page}/{person.pk}/"
    ours, *theirs = typed
    # First where nothing was filled in yet, then where something was.
    for value in theirs:
        stale = visitor.get(address).context["form"]["revision"].value()
        assert visitor.post(address, {"revision": stale, name: value}).status_code == 302
        text = visitor.post(address, {"revision": stale, name: ours}).content.decode()
        assert "изменил кто-то ещё" in text
        assert ours in text
