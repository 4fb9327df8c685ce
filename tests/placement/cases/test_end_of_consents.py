"""With accompaniment ends what the texts of consents allow until then (P-F4, P-2.2b)."""

import pytest

from core import clock
from core.models import HistoryRecord
from forms_app.consent_files import read
from placement.cases import services
from placement.cases.models import Case
from placement.consents import ASSISTANCE, HEALTH, PHOTO, TO_EMPLOYERS, UNTIL_THE_END, VK
from placement.consents import TEXTS as FILES
from placement.grants import gate
from placement.grants.services import open_grant, sign
from placement.needs.models import WorkNeeds
from placement.needs.rules.content import Needs
from placement.needs.services import set_needs
from tests.placement.graduates.factories import GraduateFactory, allow, evidence
from tests.placement.referrals import helpers

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-F4"), pytest.mark.usefixtures("centre")]


@pytest.fixture
def graduate():
    return GraduateFactory()


@pytest.fixture
def case(graduate, specialist):
    for purpose in (HEALTH, TO_EMPLOYERS):
        allow(graduate, purpose)
    photo = open_grant(graduate=graduate, purpose=PHOTO, place=VK, actor=None)
    sign(grant=photo, evidence=evidence(PHOTO), actor=None)
    set_needs(graduate=graduate, needs=Needs(), actor=specialist)
    return helpers.open_case(specialist, graduate)


def held(graduate) -> set[str]:
    today = clock.local_day(clock.now())
    return set(graduate.grants.in_force(today).values_list("purpose", flat=True))


def test_when_the_case_is_stopped_only_what_goes_on_is_still_allowed(
    graduate, case, specialist, visitor
):
    assert held(graduate) == {ASSISTANCE, HEALTH, TO_EMPLOYERS, PHOTO}
    services.stop(case=case, outcome=Case.Outcome.MOVED, actor=specialist)
    # The data are kept for their term, photographs for the term of their own consent.
    assert held(graduate) == {ASSISTANCE, PHOTO}
    assert not WorkNeeds.objects.exists()
    assert HistoryRecord.objects.about(graduate).filter(action="grant-over").count() == 2
    over = graduate.grants.get(purpose=TO_EMPLOYERS)
    page = visitor.get(f"/cms/placement/grants/inspect/{over.pk}/").content.decode()
    assert "Закончилось" in page
    assert "Отозвано" not in page


def test_when_the_case_goes_on_again_the_consents_are_asked_for_anew(graduate, case, specialist):
    services.stop(case=case, outcome=Case.Outcome.MOVED, actor=specialist)
    services.reopen(case=case, why="вернулся", actor=specialist)
    assert not gate.allows(graduate, TO_EMPLOYERS)
    again = open_grant(graduate=graduate, purpose=TO_EMPLOYERS, actor=specialist)
    sign(grant=again, evidence=evidence(TO_EMPLOYERS), actor=None)
    assert gate.allows(graduate, TO_EMPLOYERS)


def test_exactly_the_texts_that_say_so_end(centre):
    ends = ("до окончания адаптации", "окончания сопровождения либо до отзыва")
    say_so = {
        file.purpose.removesuffix("-representative")
        for file in FILES
        if file.version == 2
        and any(words in read("placement.consents", file.name, centre)[1] for words in ends)
    }
    assert say_so == UNTIL_THE_END
