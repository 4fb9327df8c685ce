"""The right is judged when the service acts, whatever page was opened before (X-7)."""

import inspect
from collections.abc import Callable
from unittest.mock import MagicMock

import pytest

from core import roles
from core.errors import Refused
from core.models import User
from placement.assistance import services as assistance
from placement.cases import services as cases
from placement.consultations import services as consultations
from placement.graduates import services as graduates
from placement.grants import services as grants
from placement.matching import services as matching
from placement.needs import services as needs
from placement.photos import services as photos
from placement.referrals import services as referrals
from placement.resumes import services as resumes
from tests.placement.referrals import helpers

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-7")]
# Of recommendations to mentors the row says whose right it is: their own tests ask each.
MODULES = (
    assistance,
    cases,
    consultations,
    graduates,
    grants,
    matching,
    needs,
    photos,
    referrals,
    resumes,
)


# Not set off by staff: they follow an act that has judged the right, or only look.
FOLLOWERS = {"stop_without_consent", "destroy_graduate", "judge_anew", "needs_of_many"}


def services() -> list[Callable[..., object]]:
    """What staff set off: every public service that is told who acts."""
    return [
        function
        for module in MODULES
        for name, function in sorted(vars(module).items())
        if inspect.isfunction(function)
        and not name.startswith("_")
        and name not in FOLLOWERS
        and "actor" in inspect.signature(function).parameters
        and function.__module__.startswith(module.__name__)
    ]


def name_of(service: Callable[..., object]) -> str:
    return f"{service.__module__}.{service.__name__}"


@pytest.fixture(params=["group", "account"])
def former(request, make_user) -> User:
    """Who was deputy director when the form was opened and is not when the button is pressed."""
    user = make_user(roles.DEPUTY_DIRECTOR)
    if request.param == "group":
        user.groups.clear()
    else:
        User.objects.filter(pk=user.pk).update(is_active=False)
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("service", services(), ids=name_of)
def test_each_service_refuses_who_has_lost_the_right_before_it_looks_at_anything(service, former):
    """Of the rows it gets only phantoms: the right comes first."""
    given = {
        name: MagicMock(name=name)
        for name, parameter in inspect.signature(service).parameters.items()
        if parameter.default is inspect.Parameter.empty and name != "actor"
    }
    with pytest.raises(Refused, match="нет права"):
        service(**given, actor=former)


@pytest.mark.parametrize("loss", ["group", "account"])
def test_who_loses_the_right_with_the_form_open_does_nothing_by_its_button(
    specialist, client_of, loss
):
    row = helpers.prepared(specialist)
    browser, address = client_of(specialist), f"/cms/placement/referrals/send/{row.pk}/"
    assert browser.get(address).status_code == 200
    if loss == "group":
        specialist.groups.clear()
    else:
        User.objects.filter(pk=specialist.pk).update(is_active=False)
    assert browser.post(address, {"way": "link"}).status_code in (302, 403, 404)
    assert helpers.reread(row).state == "prepared"
