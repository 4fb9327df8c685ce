"""A graduate is sent to an employer, and the employer answers (P-2.2b, P-2.2e)."""

import datetime as dt

import pytest
from django.core import mail

from core import clock, crypto, outbox
from core.errors import Refused
from core.models import HistoryRecord, JournalEntry, Letter
from placement.cases.lifecycle import CaseState
from placement.consents import TO_EMPLOYERS
from placement.grants import services as grants
from placement.referrals import links, services
from placement.referrals.lifecycle import ReferralState
from placement.referrals.models import Referral
from placement.resumes.lifecycle import ResumeState
from placement.vacancies.lifecycle import VacancyState
from tests.placement.factories import EmployerFactory, VacancyFactory, agreement_data
from tests.placement.graduates.factories import GraduateFactory, allow
from tests.placement.referrals import helpers
from tests.placement.referrals.helpers import ANSWERS, reread
from tests.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-2.2b")]


def letters_of(referral):
    return Letter.objects.about(referral)


def test_a_prepared_referral_takes_the_approved_version_for_this_vacancy(specialist):
    case, vacancy = helpers.open_case(specialist), helpers.open_vacancy()
    general = helpers.approved_resume(case.graduate)
    own = helpers.approved_resume(case.graduate, vacancy=vacancy)
    made = services.prepare(case=case, vacancy=vacancy, actor=specialist)
    assert made.state == ReferralState.PREPARED
    assert made.resume == own
    other = services.prepare(case=case, vacancy=helpers.open_vacancy(), actor=specialist)
    assert other.resume == general
    assert not Letter.objects.exists()
    assert not JournalEntry.objects.exists()


def test_a_second_open_referral_to_the_vacancy_is_refused_and_a_new_one_after_its_end(specialist):
    row = helpers.prepared(specialist)
    again = {"case": row.case, "vacancy": row.vacancy, "actor": specialist}
    with pytest.raises(Refused, match="уже есть"):
        services.prepare(**again)
    services.call_off(referral=row, actor=specialist, why="Ошибка")
    assert services.prepare(**again).state == ReferralState.PREPARED


@pytest.mark.parametrize("state", [VacancyState.NEW, VacancyState.FILLED, VacancyState.WITHDRAWN])
def test_nobody_is_referred_to_a_vacancy_that_is_not_open(specialist, state):
    case = helpers.open_case(specialist)
    vacancy = VacancyFactory(state=state)
    with pytest.raises(Refused, match="вакансия закрыта"):
        services.prepare(case=case, vacancy=vacancy, actor=specialist)


def test_nobody_is_referred_out_of_an_ended_case(specialist):
    row = helpers.prepared(specialist)
    case = row.case
    case.state, case.outcome, case.ended_on = CaseState.STOPPED, "other", dt.date(2026, 10, 1)
    case.save()
    with pytest.raises(Refused, match="Сопровождение завершено"):
        services.prepare(case=case, vacancy=helpers.open_vacancy(), actor=specialist)
    with pytest.raises(Refused, match="Сопровождение завершено"):
        services.send(referral=row, actor=specialist)


def test_what_is_sent_has_a_number_and_a_letter_that_says_nothing_of_the_person(specialist):
    row = helpers.sent(specialist)
    assert row.state == ReferralState.SENT
    assert str(row.number) == "1"
    letter = letters_of(row).get()
    assert letter.to == row.vacancy.employer.email
    assert letter.key == row.graduate.key
    subject, body = outbox.content(letter)
    assert links.employer_url(row) in body
    for word in (row.graduate.last_name, row.graduate.first_name, str(row.graduate.phone)):
        assert word not in subject + body
    assert outbox.deliver(letter.pk)
    assert len(mail.outbox) == 1


def test_on_paper_no_letter_is_written_and_no_link_opens(specialist):
    row = services.send(
        referral=helpers.prepared(specialist), way=Referral.Way.PAPER, actor=specialist
    )
    assert row.number is not None
    assert row.link_until is None
    assert not letters_of(row).exists()


def test_without_an_address_the_link_is_refused_and_no_number_is_taken(specialist):
    vacancy = helpers.open_vacancy(employer=EmployerFactory(email=""))
    row = helpers.prepared(specialist, vacancy=vacancy)
    with pytest.raises(Refused, match="нет адреса") as refusal:
        services.send(referral=row, actor=specialist)
    assert refusal.value.field == "way"
    assert reread(row).state == ReferralState.PREPARED
    assert not JournalEntry.objects.exists()


def test_without_the_consent_to_transfer_nothing_is_sent(specialist):
    graduate = GraduateFactory()
    row = helpers.prepared(specialist, case=helpers.open_case(specialist, graduate))
    # The row outlives the consent where nobody told it: what counts is asked at the sending.
    graduate.grants.filter(purpose=TO_EMPLOYERS).update(complete_at=None)
    with pytest.raises(Refused, match="Передача резюме работодателям"):
        services.send(referral=row, actor=specialist)
    assert not Letter.objects.exists()


@pytest.mark.parametrize("state", [ResumeState.DRAFT, ResumeState.OFFERED, ResumeState.RETIRED])
def test_a_resume_that_the_person_has_not_approved_does_not_go_out(specialist, state):
    row = helpers.prepared(specialist)
    row.resume.state, row.resume.offered_at = state, clock.now()
    row.resume.save()
    with pytest.raises(Refused, match="не согласовано"):
        services.send(referral=reread(row), actor=specialist)


def test_an_employer_without_an_agreement_in_force_is_warned_about_and_may_be_chosen(specialist):
    row = helpers.prepared(specialist)
    (warning,) = services.warnings_of(row)
    assert "нет действующего договора" in warning
    agreement = agreement_data(employer=row.vacancy.employer, responsible=specialist)
    agreement.key = crypto.new_key()
    agreement.state, agreement.signed_on = "signed", dt.date(2026, 9, 1)
    agreement.save()
    assert services.warnings_of(row) == []
    agreement.ends_on = dt.date(2026, 9, 30)
    agreement.save()
    assert services.warnings_of(row) != []
    assert services.send(referral=row, actor=specialist).state == ReferralState.SENT


# --- answers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ANSWERS)
def test_each_answer_is_recorded_with_who_gave_it(specialist, answer):
    row = services.answer(
        referral=helpers.sent(specialist), answer=answer, actor=None, **ANSWERS[answer]
    )
    record = HistoryRecord.objects.about(row).last()
    assert (record.action, record.actor_label) == (answer, "работодатель")
    assert row.answered_at is not None


def test_an_answer_is_recorded_once(specialist):
    row = services.answer(referral=helpers.sent(specialist), answer="no-show", actor=None)
    with pytest.raises(Refused, match="состояние уже изменилось"):
        services.answer(referral=row, answer="decline", actor=None, decline_reason="filled")
    assert reread(row).state == ReferralState.NO_SHOW


def test_an_invitation_is_followed_by_what_came_of_it(specialist):
    row = services.answer(referral=helpers.sent(specialist), answer="invite", actor=None)
    row = services.answer(referral=row, answer="no-show", actor=specialist)
    assert row.state == ReferralState.NO_SHOW


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"answer": "hire"}, "started_on"),
        ({"answer": "decline"}, "decline_reason"),
        ({"answer": "decline", "decline_reason": "age"}, "decline_reason"),
        ({"answer": "decline", "decline_reason": "other", "note": " "}, "note"),
    ],
)
def test_an_answer_says_what_belongs_to_it(specialist, said, field):
    row = helpers.sent(specialist)
    with pytest.raises(Refused) as refusal:
        services.answer(referral=row, actor=None, **said)
    assert refusal.value.field == field
    assert reread(row).state == ReferralState.SENT


def test_a_hiring_takes_a_place_of_the_vacancy(specialist):
    vacancy = helpers.open_vacancy(places=2)
    row = helpers.sent(specialist, vacancy=vacancy)
    services.answer(referral=row, answer="hire", actor=None, **ANSWERS["hire"])
    vacancy.refresh_from_db()
    assert (vacancy.filled_places, vacancy.state) == (1, VacancyState.PUBLISHED)


@pytest.mark.parametrize("by_link", [True, False])
def test_a_hiring_moves_the_case_to_adaptation_with_the_job_and_who_said_so(specialist, by_link):
    row = helpers.sent(specialist)
    actor = None if by_link else specialist
    services.answer(referral=row, answer="hire", actor=actor, **ANSWERS["hire"])
    row.case.refresh_from_db()
    assert row.case.state == CaseState.ADAPTING
    job = row.case.jobs.get()
    assert (job.vacancy, job.employer, job.source) == (row.vacancy, row.employer, "employer")
    assert job.started_on == ANSWERS["hire"]["started_on"]
    with pytest.raises(Refused, match="исправьте его в сопровождении"):
        services.take_back(referral=row, why="Ошибка", actor=specialist)


def test_a_hiring_of_a_person_who_works_already_is_recorded_and_moves_no_case(specialist):
    row = helpers.sent(specialist)
    other = helpers.sent(specialist, case=row.case)
    for one in (row, other):
        services.answer(referral=one, answer="hire", actor=None, **ANSWERS["hire"])
    assert reread(other).state == ReferralState.HIRED
    assert row.case.jobs.count() == 1


def test_a_first_day_to_come_is_a_step_of_the_case_on_that_day(specialist):
    row = helpers.sent(specialist)
    day = clock.local_day(clock.now()) + dt.timedelta(days=10)
    services.answer(referral=row, answer="hire", actor=None, started_on=day)
    row.case.refresh_from_db()
    assert (row.case.state, row.case.jobs.count()) == (CaseState.SEARCHING, 0)
    step = row.case.steps.get()
    assert (step.kind.code, step.due_on, step.done_on) == ("hired", day, None)
    assert row.vacancy.title in str(step.note)


def test_a_day_of_work_that_cannot_be_is_said_and_nothing_is_recorded(specialist):
    row = helpers.sent(specialist)
    with pytest.raises(Refused, match="слишком долго") as refusal:
        services.answer(referral=row, answer="hire", actor=None, started_on=dt.date(2062, 11, 2))
    assert refusal.value.field == "started_on"
    assert reread(row).state == ReferralState.SENT


def test_an_answer_by_mistake_is_taken_back_with_a_reason(specialist):
    row = helpers.in_state(ReferralState.DECLINED, specialist)
    with pytest.raises(Refused, match="записано неверно"):
        services.take_back(referral=row, why=" ", actor=specialist)
    row = services.take_back(referral=row, why="Другой человек", actor=specialist)
    assert (row.state, row.decline_reason, row.answered_at) == (ReferralState.SENT, "", None)


# --- two at once -----------------------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_a_withdrawal_and_a_sending_at_once_nothing_goes_out_afterwards(specialist):
    row = helpers.prepared(specialist)
    (grant,) = row.graduate.grants.filter(purpose=TO_EMPLOYERS)
    at_once(
        lambda: services.send(referral=row, actor=specialist),
        lambda: grants.withdraw(grant=grant, actor=None),
    )
    assert reread(row).state == ReferralState.CALLED_OFF
    assert not letters_of(row).exclude(state=Letter.State.CANCELLED).exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_is_recorded(specialist):
    row = helpers.sent(specialist)
    answers = at_once(
        lambda: services.answer(referral=row, answer="no-show", actor=None),
        lambda: services.answer(
            referral=row, answer="decline", actor=specialist, decline_reason="filled"
        ),
    )
    assert sum(isinstance(one, Refused) for one in answers) == 1


def test_allowed_again_nothing_that_was_called_off_comes_back(specialist):
    row = helpers.sent(specialist)
    (grant,) = row.graduate.grants.filter(purpose=TO_EMPLOYERS)
    grants.withdraw(grant=grant, actor=None)
    allow(row.graduate, TO_EMPLOYERS)
    assert reread(row).state == ReferralState.CALLED_OFF
    assert services.prepare(case=row.case, vacancy=row.vacancy, actor=specialist).pk != row.pk
