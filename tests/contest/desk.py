"""The people around one contest's desk, and the parts of one application."""

import pytest
from django.test import Client

from contest.models import CommissionMember, Contest
from core import roles
from core.models import Letter
from forms_app.models import Submission
from tests.contest.factories import ContestFactory, sent_application

LIST = "/cms/contest/applications/"
PASSPORT = "540-001"
ADDRESS = "Горького"
READERS = {"secretary", "staff", "member", "chair"}
WORKERS = {"secretary", "staff"}
EVERYBODY = [
    "secretary",
    "staff",
    "member",
    "chair",
    "other-secretary",
    "other-member",
    "administrator",
    "editor",
    "anonymous",
]


@pytest.fixture
def contest() -> Contest:
    return ContestFactory()


@pytest.fixture
def application(contest) -> Submission:
    return sent_application(contest)


@pytest.fixture
def people(make_user, contest):
    """One person per role of the matrix, by a short name."""
    stranger = ContestFactory()
    found = {
        "secretary": make_user(roles.CONTEST_SECRETARY, organisation=contest.operator),
        "staff": make_user(roles.OPERATOR_STAFF, organisation=contest.operator),
        "member": make_user(roles.COMMISSION_MEMBER),
        "chair": make_user(roles.CHAIR),
        "other-secretary": make_user(roles.CONTEST_SECRETARY, organisation=stranger.operator),
        "other-member": make_user(roles.COMMISSION_MEMBER),
        "administrator": make_user(roles.ADMINISTRATOR, organisation=contest.operator),
        "editor": make_user(roles.CONTENT_EDITOR),
    }
    for seat, name in (("member", "member"), ("chair", "chair")):
        CommissionMember.objects.create(
            contest=contest, seat=seat, last_name="Л", first_name="О", post="п", user=found[name]
        )
    CommissionMember.objects.create(
        contest=stranger, last_name="Л", first_name="О", post="п", user=found["other-member"]
    )
    return found


@pytest.fixture
def browser_of(people, client_of):
    """``browser_of("secretary")``: a client logged in as this person; of nobody otherwise."""
    return lambda name: client_of(people[name]) if name in people else Client()


def parts_of(application: Submission) -> dict[str, object]:
    files = application.current.files
    return {
        "pk": application.pk,
        "file": files.get(slot="application").pk,
        "secret": files.get(slot="consent").pk,
        "consent": application.consents.get(text__purpose="contest-participation").pk,
        "letter": Letter.objects.about(application).first().pk,
    }
