"""The placement centre of the tests: its people, its pages, what lies on its desks."""

import io
from collections.abc import Callable

import pytest
from django.conf import settings as installed
from django.test import Client

from core import clock, crypto, demo, roles
from core.models import Organisation, User
from core.rights import setup_roles
from forms_app.models import Submission
from placement.centre.pages import CentrePage
from placement.employers.pages import EmployersPage
from placement.professions.models import Profession
from placement.programmes.models import Programme
from placement.requests.setting_up import take_requests
from placement.vacancies.pages import VacanciesPage
from tests.placement.factories import ProfessionFactory
from tests.placement.requests.helpers import CODE
from tests.placement.statistics.helpers import programme
from tests.placement.vacancies.public import add

# The contest's secretary; where the contest is switched off, staff without any group.
OTHER_DOMAIN = [roles.CONTEST_SECRETARY] if "contest" in installed.DOMAINS else []


# --- people --------------------------------------------------------------------------------------


@pytest.fixture
def specialist(make_user) -> User:
    return make_user(roles.PLACEMENT_SPECIALIST)


@pytest.fixture
def people(make_user, specialist) -> dict[str, User]:
    """One person per role, by a short name."""
    return {
        "specialist": specialist,
        "deputy": make_user(roles.DEPUTY_DIRECTOR),
        "director": make_user(roles.DIRECTOR),
        "secretary": make_user(*OTHER_DOMAIN),
        "editor": make_user(roles.EDITOR_IN_CHIEF),
        "administrator": make_user(roles.ADMINISTRATOR),
    }


@pytest.fixture
def browser_of(people, client_of) -> Callable[[str], Client]:
    """``browser_of("director")``: a client logged in as this person; of nobody otherwise."""
    return lambda name: client_of(people[name]) if name in people else Client()


@pytest.fixture
def visitor(specialist, client_of) -> Client:
    """The specialist's browser."""
    return client_of(specialist)


@pytest.fixture
def demo_staff(db, settings, tmp_path) -> None:
    """The accounts that demonstrations are loaded with."""
    settings.DEMO_ACCOUNTS = True
    settings.VAR_DIR = tmp_path
    setup_roles()
    demo.load(io.StringIO())


# --- public pages --------------------------------------------------------------------------------


@pytest.fixture
def vacancies_page(home_page) -> VacanciesPage:
    """/vacancies/."""
    return add(home_page, VacanciesPage, slug="vacancies", title="Вакансии")


@pytest.fixture
def centre_page(home_page) -> CentrePage:
    """/centre/."""
    return add(
        home_page,
        CentrePage,
        slug="centre",
        title="Центр трудоустройства",
        phone="+7 (812) 000-00-01, доб. 5",
        email="centre@example.org",
        hours="с 9 до 17 часов",
        address="г. Всеволожск",
    )


@pytest.fixture
def employers_page(home_page) -> EmployersPage:
    """/employers/."""
    return add(home_page, EmployersPage, slug="employers", title="Работодателям")


# --- what the centre works with ------------------------------------------------------------------


@pytest.fixture
def cook(db) -> Profession:
    return ProfessionFactory(name="Повар")


@pytest.fixture
def tailor(db) -> Profession:
    return ProfessionFactory(name="Швея")


@pytest.fixture
def cookery(db) -> Programme:
    """What the college teaches its cooks."""
    return programme()


@pytest.fixture
def centre(db) -> Organisation:
    """The centre that takes requests."""
    operator, _ = Organisation.objects.get_or_create(
        code=CODE,
        defaults={
            "full_name": "Мультицентр социальной и трудовой интеграции",
            "short_name": "МЦ СиТИ",
            "time_zone": "Europe/Moscow",
            "email": "centre@example.org",
            "founder": "КОМИТЕТ ОБЩЕГО И ПРОФЕССИОНАЛЬНОГО ОБРАЗОВАНИЯ ЛЕНИНГРАДСКОЙ ОБЛАСТИ",
            "deputy_post": "Заместитель директора по трудоустройству и занятости",
        },
    )
    take_requests(operator)
    return operator


@pytest.fixture
def submission(db) -> Submission:
    """The least of a submission, to hang a request or a person on."""
    return Submission.objects.create(
        journey="vacancy-request",
        scope="centre",
        reference="АБВ-1",
        key=crypto.new_key(),
        received_at=clock.now(),
    )
