"""A sheet is for who leads the person and for those whom it names, and for no colleague of theirs (X-7)."""

import itertools

import pytest
from django.apps import apps

from core import roles
from core.errors import Refused
from core.models import HistoryRecord
from placement.consents import HEALTH, RECOMMENDATIONS
from placement.mentors import services
from placement.mentors.models import PLACES, Part, Recommendations
from tests.boards import panel
from tests.migrations.named import migration
from tests.placement.factories import EmployerFactory
from tests.placement.graduates.factories import GraduateFactory, allow
from tests.queries import page_queries

from .conftest import part_of, words_of, writers

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-F7", "X-7")]
DESK = "/cms/placement/recommendations/"
KINDS = [kind.value for kind in Part.Kind]
# Colleagues of the same post whom the sheet does not name, and a specialist who leads others.
COLLEAGUES = {
    "another specialist": roles.PLACEMENT_SPECIALIST,
    "another psychologist": roles.PSYCHOLOGIST,
    "another social pedagogue": roles.SOCIAL_PEDAGOGUE,
    "another educator": roles.EDUCATOR,
    "another pedagogue": roles.PEDAGOGUE,
}
NAMED = {
    "specialist": set(KINDS),
    "deputy": set(KINDS),
    "psychologist": {"psychologist"},
    "social": {"social"},
    "educator": {"social"},
    "pedagogue": {"pedagogue"},
}


@pytest.fixture
def people(people, make_user):
    return people | {name: make_user(role) for name, role in COLLEAGUES.items()}


@pytest.fixture
def led(filled, people):
    """A sheet with something in each part, about a person whom the specialist leads."""
    filled.graduate.responsible = people["specialist"]
    filled.graduate.save()
    return Recommendations.objects.get(pk=filled.pk)


@pytest.mark.parametrize("who", [*NAMED, *COLLEAGUES])
def test_who_finds_the_sheet_and_reads_which_part(browser_of, people, led, who):
    browser, reads = browser_of(who), NAMED.get(who, set())
    answer = browser.get(f"{DESK}inspect/{led.pk}/")
    text = answer.content.decode() if answer.status_code == 200 else ""
    assert {kind for kind in KINDS if f"Слова {kind} " in text} == reads
    assert answer.status_code == (200 if reads else 404)
    listed = browser.get(DESK).content.decode()
    assert ("Лесная" in listed) is bool(reads)
    assert ("Лесная" in panel(browser, "recommendations")) is bool(reads)


@pytest.mark.parametrize("who", COLLEAGUES)
def test_a_colleague_opens_no_form_and_no_paper_of_it(browser_of, led, who):
    browser = browser_of(who)
    for action in ("history", "paper", "read", "hand-over", "close", "name-writers"):
        assert browser.get(f"{DESK}{action}/{led.pk}/").status_code == 404, action
    for action, kind in itertools.product(("fill", "sign", "unsign"), KINDS):
        page = browser.get(f"{DESK}{action}/{led.pk}/{part_of(led, kind).pk}/")
        assert page.status_code == 404, (action, kind)


@pytest.mark.parametrize("who", COLLEAGUES)
def test_a_colleague_changes_nothing_past_the_pages_either(led, people, who):
    actor = people[who]
    for kind in KINDS:
        for act in (services.sign, lambda **kw: services.fill(values={}, **kw)):
            with pytest.raises(Refused, match="другой специалист"):
                act(part=part_of(led, kind), actor=actor)
    empty = dict.fromkeys(PLACES)
    for act in (
        lambda: services.close(recommendations=led, actor=actor),
        lambda: services.name_writers(recommendations=led, actor=actor, **empty),
    ):
        with pytest.raises(Refused, match=r"другой специалист|нет права"):
            act()
    assert part_of(led, "social").values == words_of("social")


def test_who_does_not_lead_the_person_hands_nothing_over(signed, people):
    employer = EmployerFactory()
    allow(signed.graduate, RECOMMENDATIONS, employer=employer)
    signed.graduate.responsible = people["specialist"]
    signed.graduate.save()
    signed = Recommendations.objects.get(pk=signed.pk)
    services.mark_read(recommendations=signed, actor=people["specialist"])
    values = {"recommendations": signed, "employer": employer, "scope": "whole"}
    with pytest.raises(Refused, match="ведёт другой специалист"):
        services.hand_over(actor=people["another specialist"], **values)
    assert services.hand_over(actor=people["specialist"], **values)


def test_who_leads_the_card_in_use_leads_the_sheet_of_a_linked_one(browser_of, people, led):
    main = GraduateFactory(responsible=people["another specialist"])
    card = led.graduate
    card.state, card.merged_into = "merged", main
    card.save()
    address = f"{DESK}inspect/{led.pk}/"
    assert browser_of("another specialist").get(address).status_code == 200
    assert browser_of("specialist").get(address).status_code == 404


def test_another_is_named_and_the_former_sees_it_no_more(browser_of, people, led):
    named = {place: user.pk for place, user in writers(people).items()}
    named["psychologist"] = people["another psychologist"].pk
    answer = browser_of("specialist").post(f"{DESK}name-writers/{led.pk}/", named)
    assert answer.status_code == 302
    address = f"{DESK}inspect/{led.pk}/"
    assert browser_of("psychologist").get(address).status_code == 404
    page = browser_of("another psychologist").get(address).content.decode()
    # What the former wrote stays, with the name.
    assert "Слова psychologist text" in page
    assert part_of(led, "psychologist").filled_by == people["psychologist"]
    services.sign(part=part_of(led, "psychologist"), actor=people["another psychologist"])
    record = HistoryRecord.objects.get(action="name-writers")
    assert record.details == {"fields": ["психолог"]}


def test_nobody_is_named_who_does_not_hold_the_post(browser_of, people, led):
    sent = dict.fromkeys(PLACES, people["educator"].pk)
    page = browser_of("specialist").post(f"{DESK}name-writers/{led.pk}/", sent)
    assert page.status_code == 200
    with pytest.raises(Refused, match="этот раздел не заполняет"):
        services.name_writers(
            recommendations=led,
            actor=people["deputy"],
            **writers(people) | {"psychologist": people["pedagogue"]},
        )
    led.refresh_from_db()
    assert led.psychologist == people["psychologist"]


def test_the_writers_are_named_when_the_sheet_is_opened_and_who_is_missing_is_said(
    browser_of, people
):
    person = GraduateFactory(responsible=people["specialist"])
    allow(person, HEALTH)
    sent = {"graduate": str(person.pk), "heading": "ПК-21", "pedagogue": people["pedagogue"].pk}
    assert browser_of("specialist").post(f"{DESK}create/", sent).status_code == 302
    row = Recommendations.objects.get(graduate=person)
    assert (row.pedagogue, row.psychologist) == (people["pedagogue"], None)
    page = browser_of("specialist").get(f"{DESK}inspect/{row.pk}/").content.decode()
    assert "Назначьте, кто заполнит: Личностные" in page
    assert browser_of("psychologist").get(f"{DESK}inspect/{row.pk}/").status_code == 404


def test_on_the_card_a_colleague_learns_that_there_is_one_and_no_more(browser_of, led):
    card = f"/cms/placement/graduates/inspect/{led.graduate_id}/"
    address = f"{DESK}inspect/{led.pk}/"
    assert address in browser_of("specialist").get(card).content.decode()
    assert address not in browser_of("another specialist").get(card).content.decode()


@pytest.mark.parametrize("who", ["specialist", "psychologist"])
def test_list_and_board_ask_the_same_for_many(browser_of, people, who):
    def begin() -> None:
        person = GraduateFactory(responsible=people["specialist"])
        allow(person, HEALTH)
        data = Recommendations(graduate=person, heading="ПК-21", **writers(people))
        services.open_sheet(data=data, actor=people["specialist"])

    begin()
    few = [page_queries(browser_of(who), page) for page in (DESK, "/cms/")]
    begin()
    begin()
    assert [page_queries(browser_of(who), page) for page in (DESK, "/cms/")] == few


def test_who_has_written_a_part_before_goes_on_seeing_it(filled, people):
    services.sign(part=part_of(filled, "social"), actor=people["social"])
    Recommendations.objects.update(**dict.fromkeys(PLACES))
    migration("placement", "writers_of_recommendations").fill_in(apps, None)
    filled.refresh_from_db()
    assert {place: getattr(filled, place) for place in PLACES} == writers(people)
