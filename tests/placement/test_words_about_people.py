"""What was written of talks with a person is read by who works with people, not by who oversees (X-7).

The guide says so: the director sees who is led, and neither personal data nor what was said.
"""

import pytest

from core import clock, roles
from core.models import User
from placement.cases import services as cases
from placement.cases import step_kinds
from placement.referrals import services as referrals
from placement.resumes import services as resumes
from tests.placement.assistance import requests
from tests.placement.referrals import helpers
from tests.placement.resumes.factories import FULL

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-7"), pytest.mark.usefixtures("centre")]
SAID = "Сказано при встрече"


def in_answer(specialist: User) -> str:
    row = helpers.sent(specialist)
    referrals.answer(
        referral=row, answer="decline", decline_reason="other", note=SAID, actor=specialist
    )
    return f"referrals/inspect/{row.pk}/"


def in_call_off(specialist: User) -> str:
    row = helpers.sent(specialist)
    referrals.call_off(referral=row, why=SAID, actor=specialist)
    return f"referrals/history/{row.pk}/"


def in_step(specialist: User) -> str:
    case = helpers.open_case(specialist)
    today = clock.local_day(clock.now())
    step = cases.add_step(case=case, kind=step_kinds.MESSAGE, due_on=today, actor=specialist)
    cases.drop_step(step=step, why=SAID, actor=specialist)
    return f"cases/inspect/{case.pk}/"


def in_resume(specialist: User) -> str:
    person = helpers.open_case(specialist).graduate
    row = resumes.create_resume(graduate=person, content=FULL, actor=specialist)
    resumes.offer(resume=row, actor=specialist)
    resumes.send_back(resume=row, why=SAID, actor=None)
    return f"resumes/inspect/{row.pk}/"


@pytest.mark.parametrize(("who", "reads"), [("specialist", True), ("director", False)])
@pytest.mark.parametrize("write", [in_answer, in_call_off, in_step, in_resume])
def test_words_are_read_by_who_works_with_people(browser_of, specialist, write, who, reads):
    page = browser_of(who).get(f"/cms/placement/{write(specialist)}")
    assert page.status_code == 200
    assert (SAID in page.content.decode()) is reads


@pytest.mark.parametrize(
    ("role", "reads"), [(roles.PLACEMENT_SPECIALIST, True), (roles.DIRECTOR, False)]
)
def test_whether_one_will_speak_of_health_is_hidden_from_who_oversees(
    centre, make_user, client_of, role, reads
):
    submission = requests.sent(further={"health": "yes"})
    browser = client_of(make_user(role, organisation=centre))
    page = browser.get(f"/cms/placement/assistance/inspect/{submission.pk}/").content.decode()
    answer = page.split("Сведения о здоровье и нужных условиях")[1].split("</dd>")[0]
    assert ("Даю согласие" in answer) is reads
