"""«Заявления о содействии»: accepted, refused, corrected (P-3.6, X-4)."""

import pytest

from core import roles
from forms_app import services
from forms_app.lifecycle import State
from placement.assistance import signals
from placement.assistance.desk.screens import GROUNDS
from tests.forms_app.helpers import said
from tests.placement.assistance import requests as req
from tests.placement.graduates.factories import GraduateFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("centre")]
LIST = "/cms/placement/assistance/"


@pytest.fixture
def people(centre, make_user):
    return {
        "specialist": make_user(roles.PLACEMENT_SPECIALIST, organisation=centre),
        "deputy": make_user(roles.DEPUTY_DIRECTOR, organisation=centre),
    }


@pytest.mark.req("P-F1")
def test_accepting_confirms_the_card_and_tells_the_nouns_above(people):
    submission, heard = req.sent(), []
    signals.accepted.connect(
        lambda **sent: heard.append(sent["request"]), weak=False, dispatch_uid="t"
    )
    try:
        services.register_and_accept(submission=submission, actor=people["specialist"])
    finally:
        signals.accepted.disconnect(dispatch_uid="t")
    request = submission.assistance_request
    request.graduate.refresh_from_db()
    assert request.graduate.state == "confirmed"
    assert heard == [request]


@pytest.mark.req("P-3.6", "X-7")
def test_only_the_deputy_refuses_and_for_one_of_two_grounds(browser_of, people):
    submission = req.sent()
    services.register(submission=submission, actor=people["specialist"])
    address = f"{LIST}reject/{submission.pk}/"
    assert browser_of("specialist").get(address).status_code == 404
    browser_of("deputy").post(address, {"reason": "Не понравился"})
    submission.refresh_from_db()
    assert submission.state == State.REGISTERED
    browser_of("deputy").post(address, {"reason": GROUNDS[0]})
    submission.refresh_from_db()
    assert submission.state == State.REJECTED
    assert not submission.assistance_request.graduate.grants.open().exists()


def test_the_page_names_a_card_that_may_be_the_same_person(browser_of, people):
    GraduateFactory(
        last_name="Пробнова", first_name="Мария", middle_name="Петровна", born_on="2004-03-15"
    )
    submission = req.sent()
    services.register(submission=submission, actor=people["specialist"])
    page = said(browser_of("specialist").get(f"{LIST}accept/{submission.pk}/"))
    assert "карточка этого человека уже есть" in page
