"""The demonstration of graduates: invented, marked so, in every state, made once."""

import io

import pytest

from core import clock
from forms_app.lifecycle import State
from placement import demo
from placement.assistance.models import AssistanceRequest
from placement.cases.lifecycle import CaseState
from placement.cases.models import Case, Step
from placement.consultations.models import Consultation
from placement.employers.demo import bank
from placement.graduates import demo as people
from placement.graduates.lifecycle import GraduateState
from placement.graduates.models import Graduate
from placement.graduates.services import likely_same
from placement.grants.models import Grant, GrantSignature, Representative
from placement.grants.rules.capacity import Signer
from placement.grants.services import missing
from placement.mentors.models import Part, Recommendations
from placement.needs.models import JobWishes, WorkNeeds
from placement.referrals.lifecycle import ReferralState
from placement.referrals.models import Referral
from placement.requests import demo as requests
from placement.resumes.lifecycle import ResumeState
from placement.resumes.models import Resume
from placement.vacancies.demo import register

pytestmark = pytest.mark.django_db

MODELS = (
    Graduate,
    Grant,
    GrantSignature,
    Representative,
    AssistanceRequest,
    Resume,
    WorkNeeds,
    JobWishes,
    Case,
    Step,
    Referral,
    Recommendations,
    Part,
    Consultation,
)


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in MODELS}


@pytest.fixture
def loaded(demo_staff):
    for part in (bank, register, requests):
        part.load(io.StringIO())
    demo.load_graduates(io.StringIO())


def test_every_state_is_shown_and_loaded_again_nothing_is_added(loaded):
    """Loaded once for all: it takes as long as a hundred other tests."""
    people_are_invented_and_marked()
    signatures_are_given_missing_and_withdrawn()
    requests_wait_are_registered_and_accepted()
    one_has_been_at_the_workplace_for_60_days()
    two_cards_look_like_one_person()
    loaded_again_it_adds_nothing()


def people_are_invented_and_marked() -> None:
    assert not Graduate.objects.filter(is_demo=False).exists()
    assert set(Graduate.objects.values_list("state", flat=True)) == {
        GraduateState.CLAIMED,
        GraduateState.CONFIRMED,
    }
    assert not Graduate.objects.exclude(group__endswith=people.MARK).exists()
    for model in (Case, Resume, Referral, Recommendations, Consultation):
        assert model.objects.exists()
        assert not model.objects.filter(is_demo=False).exists()
    assert set(Case.objects.values_list("state", flat=True)) == set(CaseState.values)
    assert set(Referral.objects.values_list("state", flat=True)) == {
        ReferralState.SENT,
        ReferralState.HIRED,
    }
    assert {ResumeState.DRAFT, ResumeState.OFFERED, ResumeState.APPROVED} <= set(
        Resume.objects.values_list("state", flat=True)
    )
    assert Step.objects.overdue(clock.local_day(clock.now())).count() == 1
    assert WorkNeeds.objects.count() == JobWishes.objects.count() == 1


def signatures_are_given_missing_and_withdrawn() -> None:
    grants = people.card_of(people.MINOR).grants
    assert [missing(grant) for grant in grants.all()] == [{Signer.REPRESENTATIVE}] * 2
    today = clock.local_day(clock.now())
    for person in (people.SEARCHING, people.WARD, people.GUARDED):
        assert all(grant.is_in_force(today) for grant in people.card_of(person).grants.all())
    assert Representative.objects.filter(kind="institution").exists()
    withdrew = people.card_of(people.WITHDREW)
    assert not withdrew.grants.open().exists()
    assert withdrew.cases.get().outcome == Case.Outcome.CONSENT


def requests_wait_are_registered_and_accepted() -> None:
    states = AssistanceRequest.objects.values_list("submission__state", flat=True)
    assert set(states) == {State.RECEIVED, State.REGISTERED, State.ACCEPTED}


def one_has_been_at_the_workplace_for_60_days() -> None:
    case = people.card_of(people.AT_WORK).cases.get()
    assert case.state == CaseState.ADAPTING
    job = case.jobs.get()
    assert (clock.local_day(clock.now()) - job.started_on).days == 60
    done = job.milestones.filter(done_on__isnull=False).values_list("kind__code", flat=True)
    assert set(done) == {"days-30", "days-60"}


def two_cards_look_like_one_person() -> None:
    one, other = (people.card_of(person) for person in people.DOUBLES)
    assert likely_same(one) == [other]


def loaded_again_it_adds_nothing() -> None:
    before, again = counts(), io.StringIO()
    demo.load_graduates(again)
    assert counts() == before
    assert again.getvalue() == ""


def test_without_accounts_nobody_is_invented(db):
    demo.load_graduates(io.StringIO())
    assert not Graduate.objects.exists()
