"""Whose case it is: the specialist who leads it acts, and the head; a colleague looks on (X-7)."""

import datetime as dt

import pytest

from core import clock, roles
from core.errors import Refused
from placement.cases import services
from placement.cases.models import Step, StepKind
from placement.consents import HEALTH
from placement.referrals import services as referrals
from placement.referrals.lifecycle import ReferralState
from tests.placement.factories import EmployerFactory
from tests.placement.graduates.factories import allow
from tests.placement.referrals import helpers
from tests.queries import page_queries

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-7")]
ACTORS = ("own", "colleague", "deputy", "director")
MAY_ACT = {"own", "deputy"}


@pytest.fixture
def actors(people, make_user):
    """Who may come: the case's specialist, another one, the head, and who only looks."""
    return {
        "own": people["specialist"],
        "colleague": make_user(roles.PLACEMENT_SPECIALIST),
        "deputy": people["deputy"],
        "director": people["director"],
    }


@pytest.fixture
def case(specialist, centre):
    row = helpers.open_case(specialist)
    allow(row.graduate, HEALTH)
    return row


def today():
    return clock.local_day(clock.now())


def kind():
    return StepKind.objects.create(name="Пробный звонок")


def step(case):
    return Step.objects.create(case=case, kind=kind(), due_on=today())


def employed(case):
    """The case with a job, as its own specialist recorded it."""
    _hire(case, case.specialist)
    case.refresh_from_db()
    return case


def _hire(case, actor):
    return services.record_job(
        case=case,
        employer=EmployerFactory(),
        position="швея",
        started_on=today(),
        source="person",
        actor=actor,
    )


def stopped(case):
    return services.stop(case=case, outcome="moved", actor=case.specialist)


def consilium(case):
    return services.call_consilium(
        case=case, held_on=today(), place="Кабинет 1", actor=case.specialist
    )


def protocol(case, who):
    return services.record_protocol(
        consilium=consilium(case), held_on=today(), recommendations="Наставник", actor=who
    )


def told(case, who):
    row = services.record_protocol(
        consilium=consilium(case),
        held_on=today(),
        recommendations="Наставник",
        actor=case.specialist,
    )
    return services.acknowledge(
        consilium=row, whom="person", told_on=today(), how="paper", actor=who
    )


def referral(case, *steps):
    row = helpers.prepared(case.specialist, case=case)
    for name in steps:
        if name == "send":
            row = referrals.send(referral=row, actor=case.specialist)
        else:
            row = referrals.answer(referral=row, answer=name, actor=None, **helpers.ANSWERS[name])
    return row


def prepare(case, who):
    helpers.approved_resume(case.graduate)
    return referrals.prepare(case=case, vacancy=helpers.open_vacancy(), actor=who)


DEEDS = {
    "hand-over": lambda case, who: services.hand_over(case=case, to=who, promised="-", actor=who),
    "add-step": lambda case, who: services.add_step(
        case=case, kind=kind(), due_on=today(), actor=who
    ),
    "record-step": lambda case, who: services.record_step(
        case=case, kind=kind(), done_on=today(), source="person", actor=who
    ),
    "complete-step": lambda case, who: services.complete_step(
        step=step(case), done_on=today(), source="person", actor=who
    ),
    "drop-step": lambda case, who: services.drop_step(step=step(case), why="-", actor=who),
    "hire": _hire,
    "lose": lambda case, who: services.lose_job(
        case=employed(case), ended_on=today(), reason="", source="person", actor=who
    ),
    "settle": lambda case, who: services.settle(case=employed(case), ended_on=today(), actor=who),
    "stop": lambda case, who: services.stop(case=case, outcome="moved", actor=who),
    "reopen": lambda case, who: services.reopen(case=stopped(case), why="-", actor=who),
    "call-consilium": lambda case, who: services.call_consilium(
        case=case, held_on=today(), place="Кабинет 1", actor=who
    ),
    "record-protocol": protocol,
    "acknowledge": told,
    "prepare": prepare,
    "send": lambda case, who: referrals.send(referral=referral(case), actor=who),
    "answer": lambda case, who: referrals.answer(
        referral=referral(case, "send"), answer="invite", actor=who
    ),
    "take-back": lambda case, who: referrals.take_back(
        referral=referral(case, "send", "no-show"), why="-", actor=who
    ),
    "call-off": lambda case, who: referrals.call_off(
        referral=referral(case, "send"), why="-", actor=who
    ),
}


@pytest.mark.parametrize("who", ACTORS)
@pytest.mark.parametrize("deed", DEEDS)
def test_each_act_on_a_case_belongs_to_who_leads_it(deed, who, case, actors, people):
    actor = actors[who]
    if who in MAY_ACT:
        # Whoever leads already cannot be handed the case.
        if deed == "hand-over":
            services.hand_over(
                case=case,
                to=people["deputy"] if who == "own" else actors["colleague"],
                promised="-",
                actor=actor,
            )
            return
        DEEDS[deed](case, actor)
        return
    with pytest.raises(Refused, match=r"ведёт|нет права"):
        DEEDS[deed](case, actor)


def test_after_the_handover_the_stand_in_acts_and_the_former_one_does_not(case, actors):
    services.hand_over(case=case, to=actors["colleague"], promised="-", actor=actors["own"])
    row = helpers.prepared(actors["colleague"], case=case)
    with pytest.raises(Refused, match=actors["colleague"].full_name):
        referrals.send(referral=row, actor=actors["own"])
    sent = referrals.send(referral=row, actor=actors["colleague"])
    assert sent.state == ReferralState.SENT


@pytest.mark.parametrize("who", ACTORS)
def test_pages_and_buttons_are_those_of_who_may(who, case, actors, client_of):
    waiting = step(case)
    prepared = helpers.prepared(case.specialist, case=case)
    sent = referral(case, "send")
    browser = client_of(actors[who])
    cases, desk = "/cms/placement/cases/", "/cms/placement/referrals/"
    pages = {
        f"{cases}inspect/{case.pk}/": (
            f"{cases}hand-over/{case.pk}/",
            f"{cases}complete-step/{case.pk}/{waiting.pk}/",
            f"{cases}add-step/{case.pk}/",
        ),
        f"{desk}inspect/{prepared.pk}/": (f"{desk}send/{prepared.pk}/",),
        f"{desk}inspect/{sent.pk}/": (
            f"{desk}answer/{sent.pk}/",
            f"{desk}call-off/{sent.pk}/",
            f"{desk}paper/{sent.pk}/",
        ),
    }
    for page, acts in pages.items():
        shown = browser.get(page).content.decode()
        for address in acts:
            assert (address in shown) == (who in MAY_ACT), address
            assert browser.get(address).status_code == (200 if who in MAY_ACT else 404)
    assert ("prepare/?case" in browser.get(f"{cases}inspect/{case.pk}/").content.decode()) == (
        who in MAY_ACT
    )


def test_a_colleague_is_not_asked_for_anothers_person(case, actors, client_of):
    browser = client_of(actors["colleague"])
    address = f"/cms/placement/referrals/prepare/?case={case.pk}"
    assert str(case.graduate) not in browser.get(address).content.decode()
    vacancy = helpers.open_vacancy()
    posted = {"case": case.graduate_id, "vacancy": f"№ {vacancy.pk}"}
    page = browser.post(address, posted).content.decode()
    assert "такого человека нет" in page
    assert not case.referrals.exists()


def test_the_page_of_a_case_takes_as_many_queries_however_many_steps(case, visitor):
    step(case)
    address = f"/cms/placement/cases/inspect/{case.pk}/"
    one = page_queries(visitor, address)
    for name in ("Письмо", "Выезд"):
        Step.objects.create(
            case=case, kind=StepKind.objects.create(name=name), due_on=today() + dt.timedelta(1)
        )
    assert page_queries(visitor, address) == one


def test_who_comes_second_hears_who_handed_the_case_over_and_loses_no_word(case, actors, client_of):
    deputy = client_of(actors["deputy"])
    address = f"/cms/placement/cases/hand-over/{case.pk}/"
    form = deputy.get(address).context["form"]
    posted = {"to": actors["own"].pk, "promised": "Позвонить", "leading": form["leading"].value()}
    services.hand_over(case=case, to=actors["colleague"], promised="-", actor=actors["own"])
    page = deputy.post(address, posted)
    words = page.content.decode()
    assert f"({actors['own'].full_name}): теперь этого человека ведёт" in words
    assert actors["colleague"].full_name in words
    assert "Позвонить" in words
    case.refresh_from_db()
    assert case.specialist == actors["colleague"]
    # Whoever has read that and presses again means it.
    again = posted | {"leading": page.context["form"]["leading"].value()}
    assert deputy.post(address, again).status_code == 302
    case.refresh_from_db()
    assert case.specialist == actors["own"]


@pytest.mark.parametrize("page", ["record-step", "hand-over", "complete-step", "stop"])
def test_a_form_sent_after_the_handover_is_answered_in_words(page, case, actors, client_of):
    waiting = step(case)
    services.hand_over(case=case, to=actors["colleague"], promised="-", actor=actors["deputy"])
    part = f"{waiting.pk}/" if page == "complete-step" else ""
    day = f"{today():%d.%m.%Y}"
    posted = {
        "kind": waiting.kind_id,
        "to": actors["own"].pk,
        "done_on": day,
        "ended_on": day,
        "outcome": "moved",
        "source": "person",
        "note": "Долгий рассказ",
        "promised": "Долгий рассказ",
        "why": "Долгий рассказ",
    }
    answer = client_of(actors["own"]).post(f"/cms/placement/cases/{page}/{case.pk}/{part}", posted)
    words = answer.content.decode()
    assert answer.status_code == 200
    assert f"({actors['deputy'].full_name}): теперь этого человека ведёт" in words
    assert "Долгий рассказ" in words
    case.refresh_from_db()
    assert case.is_open
    assert not case.steps.filter(done_on__isnull=False).exists()
