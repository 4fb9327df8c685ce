"""Two at one case at the same moment: what one has done the other is told, nothing by halves (P-2.2b)."""

import pytest

from core import clock, roles
from core.errors import Refused
from forms_app import services as forms
from forms_app.models import Submission
from placement.assistance.services import record_own_refusal
from placement.cases import services
from placement.cases.lifecycle import CaseState
from placement.cases.models import Case, Job, Step
from placement.consents import ASSISTANCE
from placement.grants import services as grants
from placement.grants.models import Grant
from tests.placement.assistance.requests import sent
from tests.placement.factories import EmployerFactory
from tests.placement.graduates.factories import GraduateFactory, allow, evidence
from tests.placement.referrals import helpers
from tests.threads import at_once, within

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.req("P-2.2b"),
]


def today():
    return clock.local_day(clock.now())


def hire(case, actor):
    return services.record_job(
        case=case,
        employer=EmployerFactory(),
        position="швея",
        started_on=today(),
        source="person",
        actor=actor,
    )


def test_of_two_specialists_who_take_one_person_one_leads_and_the_other_is_told(
    specialist, make_user
):
    other, graduate = make_user(roles.PLACEMENT_SPECIALIST), GraduateFactory()
    allow(graduate)
    answers = at_once(
        *(
            lambda who=who: services.open_case(graduate=graduate, specialist=who, actor=who)
            for who in (specialist, other)
        )
    )
    (case,) = (one for one in answers if isinstance(one, Case))
    (told,) = (one for one in answers if isinstance(one, Refused))
    assert case.specialist.full_name in told.message
    graduate.refresh_from_db()
    assert graduate.responsible_id == case.specialist_id


@pytest.mark.parametrize("ending", ["refusal", "withdrawal"])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_person_who_ends_it_while_the_specialist_records_a_job_ends_it_whole(
    specialist, centre, ending, is_first
):
    """Whoever is first: the case is ended, and no step waits in it but milestones of a job."""
    case = helpers.open_case(specialist)

    def end():
        if ending == "withdrawal":
            grant = case.graduate.grants.get(purpose=ASSISTANCE)
            return grants.withdraw(grant=grant, actor=None)
        return record_own_refusal(graduate=case.graduate, refused_on=today(), actor=specialist)

    def record():
        return hire(case, specialist)

    at = (
        "placement.cases.services.leading._end"
        if is_first
        else "placement.cases.services.working._plan"
    )
    first, second = within(*((end, at, record) if is_first else (record, at, end)))
    ended, recorded = (first, second) if is_first else (second, first)
    assert not isinstance(ended, Exception)
    assert isinstance(recorded, Refused if is_first else Job)
    case.refresh_from_db()
    assert case.state == CaseState.STOPPED
    assert not Step.objects.filter(case=case, done_on=None, job=None).exists()
    assert case.jobs.count() == (0 if is_first else 1)


@pytest.mark.parametrize("is_accepted_first", [True, False])
def test_a_request_accepted_while_the_person_withdraws_it_leads_nobody(
    specialist, centre, is_accepted_first
):
    submission = sent()
    forms.register(submission=submission, actor=specialist)
    grant = submission.grants.get(purpose=ASSISTANCE)
    grants.sign(grant=grant, evidence=evidence(ASSISTANCE), actor=None)

    def accept():
        return forms.accept(submission=submission, actor=specialist)

    def withdraw():
        return forms.withdraw(submission=submission)

    at = "forms_app.services.desk.move"
    calls = (accept, at, withdraw) if is_accepted_first else (withdraw, at, accept)
    answers = within(*calls)
    accepted, withdrawn = answers if is_accepted_first else reversed(answers)
    assert isinstance(withdrawn, Submission)
    assert isinstance(accepted, Submission if is_accepted_first else Refused)
    submission.refresh_from_db()
    assert submission.state == "withdrawn"
    assert not Grant.objects.open().exists()
    assert not Case.objects.open().exists()
    assert Case.objects.count() == (1 if is_accepted_first else 0)
