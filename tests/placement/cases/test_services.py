"""A graduate is led by one specialist from the request to the end of adaptation (P-2.2b)."""

import datetime as dt

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from core import clock
from core.errors import Refused
from placement.cases import services
from placement.cases.lifecycle import CaseState
from placement.cases.models import Case, Job, Step, StepKind
from placement.cases.rules import after_months, milestones
from placement.consents import ASSISTANCE, TO_EMPLOYERS
from placement.graduates.lifecycle import GraduateState
from placement.graduates.services import merge_graduates
from placement.grants import services as grants
from tests.placement.factories import EmployerFactory
from tests.placement.graduates.factories import GraduateFactory, allow

pytestmark = pytest.mark.django_db


def today() -> dt.date:
    return clock.local_day(clock.now())


@pytest.fixture
def graduate(db):
    row = GraduateFactory()
    allow(row)
    return row


@pytest.fixture
def case(graduate, specialist):
    return services.open_case(graduate=graduate, specialist=specialist, actor=specialist)


@pytest.fixture
def kind(db):
    return StepKind.objects.create(name="Пробный звонок")


def hired(case, actor, **fields):
    values = {"position": "швея", "started_on": today(), "source": Step.Source.PERSON}
    employer = fields.pop("employer", None) or EmployerFactory()
    return services.record_job(case=case, employer=employer, actor=actor, **{**values, **fields})


@pytest.mark.req("P-2.2b")
def test_nobody_is_led_without_a_signed_consent(specialist):
    with pytest.raises(Refused, match="Нет действующего согласия"):
        services.open_case(graduate=GraduateFactory(), specialist=specialist, actor=specialist)
    assert not Case.objects.exists()


def test_nobody_is_led_who_is_not_confirmed_to_have_studied_here(specialist):
    row = GraduateFactory(state=GraduateState.CLAIMED)
    allow(row)
    with pytest.raises(Refused, match="подтвердите"):
        services.open_case(graduate=row, specialist=specialist, actor=specialist)


@pytest.mark.req("P-2.2b")
def test_of_two_specialists_the_second_is_told_who_leads(case, specialist, people):
    with pytest.raises(Refused, match=specialist.full_name):
        services.open_case(
            graduate=case.graduate, specialist=people["deputy"], actor=people["deputy"]
        )
    assert Case.objects.count() == 1


@pytest.mark.req("P-2.2b")
def test_a_handover_keeps_what_was_promised(case, specialist, people):
    with pytest.raises(Refused) as refusal:
        services.hand_over(case=case, to=people["deputy"], promised=" ", actor=specialist)
    assert refusal.value.field == "promised"
    services.hand_over(
        case=case, to=people["deputy"], promised="Позвонить в пятницу", actor=specialist
    )
    case.refresh_from_db()
    assert case.specialist == people["deputy"]
    assert case.handovers.get().promised == "Позвонить в пятницу"
    case.graduate.refresh_from_db()
    assert case.graduate.responsible == people["deputy"]
    with pytest.raises(Refused):
        services.hand_over(
            case=case, to=people["director"], promised="ничего", actor=people["deputy"]
        )


@pytest.mark.req("P-2.2b")
def test_a_job_plans_its_milestones_and_told_twice_it_is_one(case, specialist):
    employer = EmployerFactory()
    job = hired(case, specialist, employer=employer)
    assert hired(case, specialist, employer=employer) == job
    case.refresh_from_db()
    assert case.state == CaseState.ADAPTING
    days = dict(job.milestones.values_list("kind__code", "due_on"))
    assert days == milestones(job.started_on)
    assert not job.milestones.exclude(done_on=None).exists()
    with pytest.raises(Refused, match="Сейчас записана работа"):
        hired(case, specialist)


def test_lost_work_drops_what_lay_ahead_and_the_search_begins_anew(case, specialist):
    begun = today() - dt.timedelta(days=40)
    job = hired(case, specialist, started_on=begun)
    services.lose_job(
        case=case,
        ended_on=today(),
        reason="сокращение",
        source=Step.Source.PERSON,
        actor=specialist,
    )
    case.refresh_from_db()
    job.refresh_from_db()
    assert case.state == CaseState.SEARCHING
    assert job.ended_on == today()
    assert list(job.milestones.values_list("kind__code", flat=True)) == ["days-30"]
    assert case.steps.filter(kind__code="lost").count() == 1
    hired(case, specialist)
    assert Job.objects.filter(case=case).count() == 2


@pytest.mark.req("P-6.4")
def test_a_done_step_has_a_source_and_is_done_once(case, specialist, kind):
    step = services.add_step(case=case, kind=kind, due_on=today(), actor=specialist)
    for source in (Step.Source.PERSON, Step.Source.EMPLOYER):
        services.complete_step(step=step, done_on=today(), source=source, actor=specialist)
    step.refresh_from_db()
    assert step.source == Step.Source.PERSON
    with pytest.raises(Refused, match="уже выполнен"):
        services.drop_step(step=step, why="лишний", actor=specialist)


def test_what_a_second_one_writes_of_a_done_step_is_not_lost_silently(
    case, specialist, people, kind
):
    step = services.add_step(case=case, kind=kind, due_on=today(), actor=specialist)
    done = {"step": step, "done_on": today(), "source": Step.Source.PERSON}
    services.complete_step(**done, note="Дозвонилась", actor=specialist)
    services.complete_step(**done, note="Дозвонилась", actor=specialist)
    with pytest.raises(
        Refused, match=f"уже отмечен выполненным.*{specialist.full_name}"
    ) as refusal:
        services.complete_step(**done, note="Он просил другой график", actor=people["deputy"])
    assert refusal.value.field == "note"
    step.refresh_from_db()
    assert (str(step.note), step.done_by) == ("Дозвонилась", specialist)


def test_a_button_pressed_twice_makes_one_step(case, specialist, kind):
    planned = {"case": case, "kind": kind, "due_on": today(), "note": "Про график"}
    done = {"case": case, "kind": kind, "done_on": today(), "source": "person", "note": "Была"}
    for service, typed in ((services.add_step, planned), (services.record_step, done)):
        service(**typed, actor=specialist)
        with pytest.raises(Refused, match="уже записано"):
            service(**typed, actor=specialist)
        service(**{**typed, "note": "Другое"}, actor=specialist)
    assert case.steps.count() == 4
    with time_machine.travel(clock.now() + dt.timedelta(minutes=2)):
        services.add_step(**planned, actor=specialist)


@pytest.mark.parametrize("years", [-20, 20])
def test_a_mistyped_year_is_noticed(case, specialist, kind, years):
    far = today() + dt.timedelta(days=366 * years)
    with pytest.raises(Refused, match="Проверьте год") as refusal:
        services.add_step(case=case, kind=kind, due_on=far, actor=specialist)
    assert refusal.value.field == "due_on"
    if years < 0:
        step = services.add_step(case=case, kind=kind, due_on=today(), actor=specialist)
        told = {"done_on": far, "source": Step.Source.PERSON, "actor": specialist}
        with pytest.raises(Refused, match="Проверьте год"):
            services.complete_step(step=step, **told)
        with pytest.raises(Refused, match="Проверьте год"):
            services.record_step(case=case, kind=kind, **told)


def test_a_step_is_not_done_in_the_future(case, specialist, kind):
    step = services.add_step(case=case, kind=kind, due_on=today(), actor=specialist)
    with pytest.raises(Refused) as refusal:
        services.complete_step(
            step=step,
            done_on=today() + dt.timedelta(days=1),
            source=Step.Source.PERSON,
            actor=specialist,
        )
    assert refusal.value.field == "done_on"


def test_overdue_means_the_same_of_one_step_and_of_all(case, specialist, kind):
    for days in (-1, 0, 1):
        services.add_step(
            case=case, kind=kind, due_on=today() + dt.timedelta(days=days), actor=specialist
        )
    overdue = set(Step.objects.overdue(today()).values_list("pk", flat=True))
    assert overdue == {step.pk for step in Step.objects.all() if step.is_overdue(today())}
    assert len(overdue) == 1


@pytest.mark.req("P-F4")
def test_a_withdrawn_consent_stops_the_case_at_once(case, specialist, kind):
    services.add_step(case=case, kind=kind, due_on=today(), actor=specialist)
    allow(case.graduate, TO_EMPLOYERS)
    own = case.graduate.grants
    grants.withdraw(grant=own.get(purpose=TO_EMPLOYERS), actor=None)
    case.refresh_from_db()
    assert case.is_open
    grants.withdraw(grant=own.get(purpose=ASSISTANCE), actor=None)
    case.refresh_from_db()
    assert (case.state, case.outcome) == (CaseState.STOPPED, Case.Outcome.CONSENT)
    assert not case.steps.exists()
    with pytest.raises(Refused, match="согласия"):
        services.reopen(case=case, why="передумал", actor=specialist)


def test_an_ended_case_goes_on_when_help_is_needed_again(case, specialist):
    services.stop(case=case, outcome=Case.Outcome.OWN_WAY, actor=specialist)
    with pytest.raises(Refused, match="уже завершено"):
        services.stop(case=case, outcome=Case.Outcome.OTHER, actor=specialist)
    services.reopen(case=case, why="снова ищет работу", actor=specialist)
    case.refresh_from_db()
    assert (case.state, case.ended_on, case.outcome) == (CaseState.SEARCHING, None, "")


def test_adaptation_ends_a_case_of_who_works(case, specialist):
    with pytest.raises(Refused):
        services.settle(case=case, ended_on=today(), actor=specialist)
    hired(case, specialist)
    services.settle(case=case, ended_on=today(), actor=specialist)
    case.refresh_from_db()
    assert (case.state, case.outcome) == (CaseState.SETTLED, Case.Outcome.SETTLED)
    # Monitoring goes on without the case.
    assert case.jobs.get().milestones.count() == 6


def test_a_message_pressed_twice_is_one_and_there_are_not_too_many(case):
    first = services.tell(case=case, text="Нашёл работу")
    assert services.tell(case=case, text="Нашёл работу") == first
    for n in range(4):
        services.tell(case=case, text=f"Ещё {n}")
    with pytest.raises(Refused, match="несколько раз"):
        services.tell(case=case, text="И ещё")


def test_two_cards_that_are_both_led_are_not_linked(case, specialist):
    other = GraduateFactory(last_name=case.graduate.last_name)
    allow(other)
    services.open_case(graduate=other, specialist=specialist, actor=specialist)
    with pytest.raises(Refused, match="открыто сопровождение"):
        merge_graduates(keep=case.graduate, merge=other, actor=specialist)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2090, 12, 31)), st.integers(1, 24))
def test_months_end_where_a_month_is_shorter(day, months):
    later = after_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + dt.timedelta(days=1)).day == 1


def test_whoever_still_has_the_job_goes_on_at_the_workplace(case, specialist):
    job = hired(case, specialist)
    services.settle(case=case, ended_on=today(), actor=specialist)
    again = services.reopen(case=case, why="просит о помощи", actor=specialist)
    assert again.state == CaseState.ADAPTING
    lost = {"ended_on": today(), "reason": "", "source": Step.Source.PERSON}
    services.lose_job(case=case, actor=specialist, **lost)
    job.refresh_from_db()
    assert job.ended_on == today()


def test_a_case_does_not_end_before_the_job_that_it_led_to(case, specialist):
    Case.objects.update(opened_on=today() - dt.timedelta(days=40))
    hired(case, specialist, started_on=today() - dt.timedelta(days=9))
    before = today() - dt.timedelta(days=10)
    for end in (
        lambda: services.settle(case=case, ended_on=before, actor=specialist),
        lambda: services.stop(case=case, outcome="other", ended_on=before, actor=specialist),
    ):
        with pytest.raises(Refused, match="вышел позже") as refusal:
            end()
        assert refusal.value.field == "ended_on"


@pytest.mark.req("P-6.4")
def test_nobody_has_worked_longer_than_since_the_first_day(case, specialist):
    job = hired(case, specialist)
    step = job.milestones.get(kind__code="days-30")
    done = {"step": step, "source": Step.Source.EMPLOYER, "actor": specialist}
    with pytest.raises(Refused, match=f"{step.due_on:%d.%m.%Y}"):
        services.complete_step(done_on=today(), **done)
    with time_machine.travel(clock.now() + dt.timedelta(days=30)):
        assert services.complete_step(done_on=today(), **done).done_on == step.due_on


def test_a_milestone_is_called_off_though_the_case_has_ended(case, specialist):
    job = hired(case, specialist)
    services.settle(case=case, ended_on=today(), actor=specialist)
    services.drop_step(step=job.milestones.last(), why="уехал", actor=specialist)
    assert job.milestones.count() == 5


def test_a_case_is_not_opened_in_a_year_that_was_mistyped(graduate, specialist):
    day = dt.date(1926, 1, 1)
    who = {"graduate": graduate, "specialist": specialist, "actor": specialist}
    with pytest.raises(Refused, match="слишком давно"):
        services.open_case(opened_on=day, **who)
