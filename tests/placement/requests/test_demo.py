"""Demonstration requests: invented, marked, repeatable (P-F2)."""

import io

import pytest

from core import roles
from forms_app.lifecycle import State
from forms_app.models import Submission
from placement.employers.models import Employer
from placement.requests import demo as requests
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy
from tests.placement.requests import helpers as req

pytestmark = pytest.mark.django_db


@pytest.mark.req("P-F2")
def test_three_requests_stand_where_the_specialist_left_them(centre, make_user):
    make_user(roles.PLACEMENT_SPECIALIST, organisation=centre, is_demo=True)
    profession = req.profession(requests.PROFESSION)
    for _ in range(2):
        requests.load(io.StringIO())
    states = Submission.objects.values_list("state", flat=True)
    assert sorted(states) == [State.RECEIVED, State.REGISTERED, State.RETURNED]
    assert Employer.objects.filter(is_demo=True).count() == 3
    assert set(Vacancy.objects.values_list("is_demo", flat=True)) == {True}
    published = Vacancy.objects.get(state=VacancyState.PUBLISHED)
    assert published.profession == profession
    assert Vacancy.objects.exclude(wording_flags=[]).get().wording_explanation


def test_without_staff_nothing_is_invented(centre):
    requests.load(io.StringIO())
    assert not Submission.objects.exists()
