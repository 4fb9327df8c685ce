"""Whatever the board shows leads to the list of exactly those rows, under the same words (X-4)."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import RequestFactory

from core import clock, roles
from core.back_office.board import groups_for
from core.photos import drawn_photo, kept_photo
from forms_app import services as forms
from forms_app.models import Submission
from placement.assistance.services import prepare_refusal
from placement.cases import services as cases
from placement.cases.models import StepKind
from placement.consents import ASSISTANCE, HEALTH, PHOTO, VK
from placement.graduates.models import Graduate
from placement.grants import services as grants
from placement.grants.models import Grant
from placement.mentors import services as mentors
from placement.mentors.models import Recommendations
from placement.photos import services as photos
from tests.placement.assistance import requests as req
from tests.placement.graduates.factories import GraduateFactory, allow, evidence
from tests.placement.referrals import helpers as referrals

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db, pytest.mark.req("X-4")]
# Panels of the graduates' part that name rows; each has rows of somebody else beside its own.
WORK = {
    "assistance",
    "assistance-undecided",
    "refusals-to-sign",
    "case-messages",
    "case-steps",
    "case-idle",
    "silent-employers",
    "photos-due",
    "grants-missing",
    "grants-original",
    "grants-own-soon",
    "grants-destroy",
    "alike-graduates",
    "recommendations",
}
SHOWN = {
    "specialist": WORK,
    "deputy": WORK,
    "psychologist": {"recommendations"},
    "educator": {"recommendations"},
}


def today() -> dt.date:
    return clock.local_day(clock.now())


@pytest.fixture
def people(people, centre, make_user):
    people |= {
        "psychologist": make_user(roles.PSYCHOLOGIST),
        "educator": make_user(roles.EDUCATOR),
        "colleague": make_user(roles.PLACEMENT_SPECIALIST),
    }
    for user in people.values():
        user.organisation = centre
        user.save()
    return people


def led(specialist, **step):
    """A case; with ``step``, something is planned in it."""
    graduate = GraduateFactory()
    allow(graduate)
    case = cases.open_case(graduate=graduate, specialist=specialist, actor=specialist)
    if step:
        kind, _ = StepKind.objects.get_or_create(name="Пробный звонок")
        cases.add_step(case=case, kind=kind, actor=specialist, **step)
    return case


@pytest.fixture
def _everything(people):
    """Of each panel a row of the specialist, one of a colleague, and one that belongs into no panel."""
    own = people["specialist"]
    with time_machine.travel(clock.now() - dt.timedelta(days=20)):
        late, refused = req.sent(), req.sent()
        referrals.sent(own)
        forms.register(submission=refused, actor=own)
        prepare_refusal(submission=refused, ground="consent", actor=own)
    req.sent()
    for specialist in (own, people["colleague"]):
        led(specialist)
        cases.tell(
            case=led(specialist, due_on=today() + dt.timedelta(days=30)), text="Нашёл работу"
        )
        for days in (-1, 3, 30):
            led(specialist, due_on=today() + dt.timedelta(days=days))
    assert late.pk != refused.pk
    asked, soon, gone = (GraduateFactory() for _ in range(3))
    grants.open_grant(graduate=asked, purpose=ASSISTANCE, actor=None)
    for person in (soon, gone):
        allow(person)
    Grant.objects.filter(graduate=soon).update(own_signature_from=today() + dt.timedelta(days=9))
    grants.withdraw(grant=gone.grants.get(), actor=own, why="заявление")
    twin = GraduateFactory(last_name="Двойная", first_name="Анна")
    GraduateFactory(last_name="Двойная", first_name="Анна", born_on=twin.born_on)
    _photo(own)
    for part in ("psychologist", None):
        _sheet(people, part)


def _photo(specialist) -> None:
    """One that has to be taken down."""
    graduate = GraduateFactory()
    allow(graduate)
    grant = grants.open_grant(graduate=graduate, purpose=PHOTO, place=VK, actor=None)
    grants.sign(grant=grant, evidence=evidence(PHOTO), actor=None)
    with kept_photo(drawn_photo("Рисунок"), key=graduate.key) as photo:
        photos.publish(
            graduate=graduate,
            place=VK,
            photo=photo,
            caption="Анна, швея",
            description="Женщина за машинкой",
            address="https://vk.example.org/wall-1",
            actor=specialist,
        )
    grants.withdraw(grant=grant, actor=specialist, why="заявление")


def _sheet(people, closed) -> None:
    graduate = GraduateFactory()
    allow(graduate, HEALTH)
    sheet = mentors.open_sheet(
        data=Recommendations(
            graduate=graduate,
            heading="Повар",
            psychologist=people["psychologist"],
            educator=people["educator"],
        ),
        actor=people["specialist"],
    )
    if closed:
        mentors.close(recommendations=sheet, actor=people["specialist"])


@pytest.mark.usefixtures("_everything")
@pytest.mark.parametrize("who", SHOWN)
def test_each_panel_leads_to_the_list_of_its_own_rows(browser_of, people, who, monkeypatch):
    for module in ("core.back_office", "placement.graduates.desk"):
        monkeypatch.setattr(f"{module}.board.SHOWN", 100)
    request = RequestFactory().get("/cms/")
    request.user = people[who]
    panels = {p.code: p for _, made in groups_for(request) for p in made if p.lines}
    assert set(panels) & WORK == SHOWN[who]
    for code in SHOWN[who]:
        box = panels[code]
        wanted = {line.url.partition("?")[0] for line in box.lines}
        assert box.url, code
        listed = browser_of(who).get(box.url)
        page = listed.content.decode()
        rows = {row["url"].partition("?")[0] for row in listed.context["rows"]}
        assert rows == wanted, code
        chosen = " ".join(re.findall(r"<option[^>]* selected[^>]*>([^<]*)<", page))
        assert chosen or code == "assistance", code
        if code not in ("assistance", "photos-due", "recommendations"):
            assert box.title in chosen, code


def test_a_board_with_nothing_to_do_says_so(browser_of, people):
    for who in ("specialist", "deputy", "director", "psychologist", "educator"):
        page = browser_of(who).get("/cms/").content.decode()
        assert re.search(r"<strong>0</strong>|Сейчас ничего не ждёт|сегодня</h2>", page), who
        assert not Graduate.objects.exists()
        assert not Submission.objects.exists()
