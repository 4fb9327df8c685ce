"""«Отказ от содействия в трудоустройстве»: the graduate's own (P-3.6)."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core import clock, roles
from core.models import JournalEntry, ReadRecord
from forms_app.models import DestructionAct
from placement.assistance.models import AssistanceRefusal
from placement.assistance.papers import refusals
from placement.cases import services as cases
from placement.cases.models import Case
from placement.graduates.services import destroy_graduate
from tests.core import file_samples
from tests.placement.graduates.factories import GraduateFactory, allow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("centre")]
CARDS = "/cms/placement/graduates"


@pytest.fixture
def specialist(centre, make_user):
    return make_user(roles.PLACEMENT_SPECIALIST, organisation=centre)


def typed(**changes):
    today = clock.local_day(clock.now())
    return {"refused_on": f"{today:%d.%m.%Y}", "reason": "Справлюсь сама", **changes}


@pytest.mark.req("P-3.6")
def test_a_refusal_is_registered_and_ends_the_case(browser_of, specialist):
    card = GraduateFactory()
    allow(card)
    case = cases.open_case(graduate=card, specialist=specialist, actor=specialist)
    scan = SimpleUploadedFile("отказ.pdf", file_samples.pdf(), "application/pdf")
    browser = browser_of("specialist")
    page = browser.post(f"{CARDS}/own-refusal/{card.pk}/", typed(scan=scan))
    assert page.status_code == 302
    refusal = AssistanceRefusal.objects.get()
    assert JournalEntry.objects.get(journal__code="assistance-refusals") == refusal.number
    case.refresh_from_db()
    assert case.outcome == Case.Outcome.REFUSED
    for paper in ("own-refusal-paper", "own-refusal-scan"):
        assert browser.get(f"{CARDS}/{paper}/{card.pk}/{refusal.pk}/").status_code == 200
    assert ReadRecord.objects.filter(what="отказ от содействия").exists()
    card_page = browser.get(f"{CARDS}/inspect/{card.pk}/").content.decode()
    assert str(refusal) in card_page
    assert "Справлюсь сама" not in card_page


@pytest.mark.parametrize(("days", "words"), [(2, "ещё не наступил"), (-100 * 365, "слишком давно")])
def test_what_is_wrong_is_said_and_nothing_is_registered(browser_of, specialist, days, words):
    card = GraduateFactory()
    day = clock.local_day(clock.now()) + dt.timedelta(days=days)
    page = browser_of("specialist").post(
        f"{CARDS}/own-refusal/{card.pk}/", typed(refused_on=f"{day:%d.%m.%Y}")
    )
    assert words in page.content.decode()
    assert "Справлюсь сама" in page.content.decode()
    assert not JournalEntry.objects.filter(journal__code="assistance-refusals").exists()


def test_the_blank_form_bears_the_name_and_says_that_it_is_a_draft(browser_of, specialist):
    card = GraduateFactory()
    html = refusals.own(card).html
    assert "Проект формы" in html
    assert card.full_name in html
    page = browser_of("specialist").get(f"{CARDS}/own-refusal-blank/{card.pk}/")
    assert page["Content-Type"] == "application/pdf"


@pytest.mark.req("X-5")
def test_reason_and_scan_go_with_the_card(browser_of, specialist):
    card = GraduateFactory()
    scan = SimpleUploadedFile("отказ.pdf", file_samples.pdf(), "application/pdf")
    browser_of("specialist").post(f"{CARDS}/own-refusal/{card.pk}/", typed(scan=scan))
    destroy_graduate(graduate=card, reason="по просьбе", actor=None)
    refusal = AssistanceRefusal.objects.get()
    assert refusal.reason == ""
    assert "отказы от содействия" in DestructionAct.objects.get().data_list
    assert refusal.scan.destroyed_at is not None
