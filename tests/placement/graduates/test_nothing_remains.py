"""What anybody ever wrote about a person is gone with the data, wherever it stands (invariant 10)."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from core import clock
from placement.cases import services as cases
from placement.cases import step_kinds
from placement.cases.models import Case, Step
from placement.consents import HEALTH, TO_EMPLOYERS
from placement.consultations import services as consultations
from placement.consultations.models import Consultation
from placement.graduates.services import destroy_graduate
from placement.grants import services as grants
from placement.grants.models import Representative
from placement.mentors import services as mentors
from placement.mentors.models import Recommendations
from placement.referrals import services as referrals
from placement.resumes import services as resumes
from tests.placement.factories import EmployerFactory
from tests.placement.graduates.factories import GraduateFactory, allow
from tests.placement.referrals import helpers
from tests.placement.resumes.factories import FULL

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-5")]
MARK = "Приметная"
TEXTS = (models.CharField, models.TextField, models.JSONField)


def places_of(mark: str) -> Iterator[str]:
    """Where a text stands open in the database: «Model.field»."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, TEXTS):
                continue
            values = model._default_manager.values_list(field.name, flat=True)
            if any(mark in str(value) for value in values):
                yield f"{model.__name__}.{field.name}"


@pytest.fixture
def person(specialist, people, centre):
    """Somebody about whom everything has been written that can be."""
    row = GraduateFactory(
        last_name=MARK, trusted_person=MARK, trusted_agreed_on=dt.date(2026, 1, 1)
    )
    allow(row)
    Representative.objects.create(graduate=row, kind="parent", full_name=f"{MARK} Анна")
    case = cases.open_case(graduate=row, specialist=specialist, actor=specialist)
    _write_in_case(case, specialist, people["deputy"])
    # What is signed before accompaniment is stopped ends with it.
    allow(row, TO_EMPLOYERS, HEALTH)
    _write_in_resume(row, specialist)
    _write_in_referrals(case, specialist)
    data = Recommendations(graduate=row, heading="ПК-21")
    sheet = mentors.open_sheet(data=data, actor=specialist)
    part = sheet.parts.get(kind="general")
    mentors.fill(part=part, values={"study": MARK}, actor=specialist)
    held = Consultation(
        graduate=row, held_on=clock.local_day(clock.now()), topic="other", note=MARK
    )
    consultations.record_consultation(data=held, actor=specialist)
    allowed = row.grants.get(purpose=HEALTH)
    grants.withdraw(grant=allowed, actor=specialist, why=f"{MARK} просит")
    return row


def _write_in_case(case: Case, specialist, deputy) -> None:
    today = clock.local_day(clock.now())
    step = cases.add_step(case=case, kind=step_kinds.MESSAGE, due_on=today, actor=specialist)
    cases.drop_step(step=step, why=f"{MARK} болеет", actor=specialist)
    cases.record_job(
        case=case,
        employer=EmployerFactory(),
        position="швея",
        started_on=today,
        source=Step.Source.PERSON,
        actor=specialist,
    )
    case.refresh_from_db()
    cases.lose_job(
        case=case, ended_on=today, reason=f"{MARK} болеет", source="person", actor=specialist
    )
    case.refresh_from_db()
    for to, actor in ((deputy, specialist), (specialist, deputy)):
        cases.hand_over(case=case, to=to, promised=MARK, actor=actor)
    cases.stop(case=case, outcome="other", why=f"{MARK} болеет", actor=specialist)
    cases.reopen(case=case, why=f"{MARK} здорова", actor=specialist)


def _write_in_resume(row, specialist) -> None:
    resume = resumes.create_resume(graduate=row, content=FULL, actor=specialist)
    resumes.offer(resume=resume, actor=specialist)
    resumes.send_back(resume=resume, why=f"{MARK}: не пишите о болезни", actor=None)


def _write_in_referrals(case: Case, specialist) -> None:
    helpers.approved_resume(case.graduate)
    first, second = (
        referrals.prepare(case=case, vacancy=helpers.open_vacancy(), actor=specialist)
        for _ in range(2)
    )
    referrals.call_off(referral=first, why=f"{MARK} болеет", actor=specialist)
    referrals.send(referral=second, way="paper", actor=specialist)
    referrals.answer(
        referral=second,
        answer="decline",
        decline_reason="other",
        note=f"{MARK} болеет",
        actor=specialist,
    )


def test_no_word_about_a_person_is_left_after_the_destruction(person):
    assert {"HistoryRecord.why", "Job.end_reason", "Referral.answer_note"} <= set(places_of(MARK))
    destroy_graduate(graduate=person, reason="истёк срок", actor=None)
    assert list(places_of(MARK)) == []
