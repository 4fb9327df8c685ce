"""The contest of the tests: its people, its applications, its public pages."""

import io

import pytest
from django.test import Client
from wagtail.models import Page

from contest.commission.models import CommissionMember
from contest.public.pages import ContestIndexPage, ContestPage
from contest.setup.models import Contest
from core import clock, roles
from core import demo as core_demo
from core.models import User
from core.rights import setup_roles
from forms_app.models import Submission
from tests.contest.factories import ContestFactory, sent_application
from tests.factories import UserFactory


@pytest.fixture
def at(monkeypatch):
    """``at(instant)`` sets the clock."""
    return lambda instant: monkeypatch.setattr(clock, "now", lambda: instant)


@pytest.fixture
def demo_staff(db, settings, tmp_path):
    """Organisations and demonstration accounts."""
    settings.DEMO_ACCOUNTS = True
    settings.VAR_DIR = tmp_path
    setup_roles()
    core_demo.load(io.StringIO())


@pytest.fixture
def secretary(db) -> User:
    """Whoever decides; services ask for no right."""
    return UserFactory()


@pytest.fixture
def contest(db) -> Contest:
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


@pytest.fixture
def contest_index(home_page) -> ContestIndexPage:
    """/contests/."""
    above = Page.objects.get(pk=home_page.pk)
    return above.add_child(
        instance=ContestIndexPage(title="Конкурсы", slug="contests", show_in_menus=True)
    )


@pytest.fixture
def publish(contest_index):
    """``publish(contest, …)``: an editor makes the contest's page and publishes it."""

    def make(held: Contest, **fields: object) -> ContestPage:
        above = ContestIndexPage.objects.get(pk=contest_index.pk)
        title = fields.pop("title", str(held))
        page = above.add_child(
            instance=ContestPage(title=title, contest=held, live=False, **fields)
        )
        page.save_revision().publish()
        page.refresh_from_db()
        return page

    return make
