"""The common search over the centre's desks: what a role's desks show, and nothing else (X-7)."""

import pytest

from core import roles
from placement.agreements import services as agreements
from placement.employers.models import Employer
from tests.factories import OrganisationFactory
from tests.placement.factories import EmployerFactory, VacancyFactory, agreement_data
from tests.placement.requests.helpers import sent

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-4", "X-7")]
FIND = "/cms/find/"
DESKS = {"requests", "employers", "vacancies", "agreements"}
SEEN = {
    "specialist": DESKS,
    "deputy": DESKS,
    "director": DESKS,
    # Requests are an organisation's own; the registers are the centre's.
    "stranger": DESKS - {"requests"},
    "secretary": set(),
    "editor": None,
    "administrator": None,
}


@pytest.fixture
def people(centre, make_user, people):
    for name in ("specialist", "deputy", "director"):
        people[name].organisation = centre
        people[name].save()
    stranger = make_user(roles.PLACEMENT_SPECIALIST, organisation=OrganisationFactory())
    return {**people, "stranger": stranger}


@pytest.fixture
def rows(people, centre):
    """One row of each desk, all found by the same word."""
    request = sent()
    employer = Employer.objects.get()
    vacancy = VacancyFactory(employer=employer, title="Швея", state="published")
    data = agreement_data(employer=employer, responsible=people["specialist"])
    agreement = agreements.create_agreement(data=data, actor=people["specialist"])
    rows = {"requests": request, "employers": employer, "vacancies": vacancy}
    return rows | {"agreements": agreement}


@pytest.mark.parametrize("who", SEEN)
def test_each_role_finds_rows_of_the_desks_that_it_sees(who, rows, browser_of):
    response = browser_of(who).get(FIND, {"q": "ромашка"})
    seen = SEEN[who]
    page = response.content.decode()
    if seen is None or (who == "secretary" and response.status_code == 404):
        assert response.status_code == 404
        assert "омашка" not in page
        return
    for desk, row in rows.items():
        address = f"/cms/placement/{desk}/inspect/{row.pk}/"
        assert (address in page) == (desk in seen), desk


def test_a_merged_card_is_not_found_beside_the_one_that_stays(people, browser_of):
    kept = EmployerFactory(full_name="ООО «Пекарня»", short_name="")
    EmployerFactory(full_name="ООО «Пекарня» вторая", short_name="", merged_into=kept)
    page = browser_of("specialist").get(FIND, {"q": "пекарня"}).content.decode()
    assert page.count("/cms/placement/employers/inspect/") == 1
