"""A second before, at, and a second after each boundary of consents, on the centre's clock (P-F5)."""

import datetime as dt
import re

import pytest

from core import clock, outbox
from core.errors import Refused
from core.models import Letter
from core.tick import Pieces
from placement.consents import ASSISTANCE, TO_EMPLOYERS
from placement.graduates.models import Graduate
from placement.grants import gate, letters, services
from placement.grants.links import LinkOver, read_representative, token
from placement.grants.models import Grant, MailedCode, Representative
from placement.grants.services import codes, passing
from placement.referrals import services as referrals
from placement.referrals.lifecycle import ReferralState
from placement.resumes.lifecycle import ResumeState
from placement.resumes.models import Resume
from tests.placement.graduates.factories import GraduateFactory, evidence
from tests.placement.referrals import helpers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("centre"), pytest.mark.req("P-F5")]
SECOND = dt.timedelta(seconds=1)
# On the centre's clock; in UTC it is still the evening of the day before.
BIRTHDAYS = {
    dt.date(2009, 3, 15): dt.datetime(2027, 3, 14, 21, tzinfo=dt.UTC),
    # Born on 29 February, of age on 1 March.
    dt.date(2012, 2, 29): dt.datetime(2030, 2, 28, 21, tzinfo=dt.UTC),
}


@pytest.fixture
def at(time_machine):
    """``at(instant)``: the clock stands there."""
    return lambda instant: time_machine.move_to(instant, tick=False)


def with_mother(born_on: dt.date, **fields) -> tuple[Graduate, Representative]:
    graduate = GraduateFactory(born_on=born_on)
    mother = Representative.objects.create(
        graduate=graduate,
        kind="parent",
        full_name="Пробнова Анна",
        email="mother@example.org",
        **fields,
    )
    return graduate, mother


def sign_both(graduate: Graduate, mother: Representative, *purposes: str) -> None:
    for purpose in purposes:
        grant = services.open_grant(graduate=graduate, purpose=purpose, actor=None)
        services.sign(grant=grant, evidence=evidence(purpose), actor=None)
        by_mother = evidence(purpose, by_representative=True)
        services.sign(grant=grant, evidence=by_mother, representative=mother, actor=None)


@pytest.fixture(params=BIRTHDAYS.items(), ids=lambda pair: f"{pair[0]}")
def coming_of_age(request, at, specialist):
    """A referral that is ready to go, and the instant at which the person is of age."""
    born_on, midnight = request.param
    at(midnight - dt.timedelta(days=40))
    graduate, mother = with_mother(born_on)
    sign_both(graduate, mother, ASSISTANCE, TO_EMPLOYERS)
    row = helpers.prepared(specialist, case=helpers.open_case(specialist, graduate))
    return row, midnight


def test_under_the_signature_of_a_minor_nothing_goes_out_from_the_birthday_on(
    coming_of_age, at, specialist
):
    """Judged at the act: whether the hourly work has come by or not."""
    row, midnight = coming_of_age
    for instant in (midnight, midnight + SECOND):
        at(instant)
        assert not gate.allows(row.graduate, TO_EMPLOYERS)
        with pytest.raises(Refused, match="Нет действующего согласия"):
            referrals.send(referral=row, actor=specialist)
    at(midnight - SECOND)
    assert gate.allows(row.graduate, TO_EMPLOYERS)
    sent = referrals.send(referral=row, actor=specialist)
    at(midnight)
    letter = Letter.objects.about(sent).get()
    assert not outbox.deliver(letter.pk)
    assert passing.lapse_due(clock.now(), Pieces()) == 2
    assert helpers.reread(row).state == ReferralState.CALLED_OFF


def test_the_hourly_work_ends_what_lapsed_at_the_birthday_and_no_second_earlier(coming_of_age, at):
    _, midnight = coming_of_age
    for instant, lapsed in ((midnight - SECOND, 0), (midnight, 2), (midnight + SECOND, 0)):
        at(instant)
        assert passing.lapse_due(instant, Pieces()) == lapsed


def test_people_are_reminded_from_the_sixtieth_day_before_on(at):
    born_on, midnight = next(iter(BIRTHDAYS.items()))
    first = midnight - dt.timedelta(days=60)
    at(first - dt.timedelta(days=30))
    graduate, mother = with_mother(born_on)
    sign_both(graduate, mother, ASSISTANCE)
    for instant, reminded in ((first - SECOND, 0), (first, 1), (first + SECOND, 0)):
        at(instant)
        assert passing.remind_due(instant, Pieces()) == reminded
    letter = Letter.objects.get(code=letters.OWN_SOON)
    # The day is a birthday, which the page behind the link asks for as proof.
    for part in outbox.content(letter):
        assert "2027" not in part
        assert "15.03" not in part


@pytest.fixture
def guarded(at):
    """A person whose mother's authority ends with a day before the birthday; when it does."""
    midnight = dt.datetime(2026, 12, 9, 21, tzinfo=dt.UTC)
    at(midnight - dt.timedelta(days=5))
    graduate, mother = with_mother(dt.date(2010, 5, 5), until=dt.date(2026, 12, 10))
    sign_both(graduate, mother, ASSISTANCE)
    return graduate, mother, midnight


def test_an_authority_ends_with_the_first_second_of_its_day(guarded, at):
    graduate, mother, midnight = guarded
    for instant, acts in ((midnight - SECOND, True), (midnight, False), (midnight + SECOND, False)):
        at(instant)
        assert gate.allows(graduate, ASSISTANCE) is acts
        if acts:
            assert read_representative(token(mother)) == mother
            continue
        with pytest.raises(LinkOver):
            read_representative(token(mother))
        grant = services.open_grant(graduate=graduate, purpose=TO_EMPLOYERS, actor=None)
        with pytest.raises(Refused, match="нет полномочий"):
            services.sign(
                grant=grant,
                evidence=evidence(TO_EMPLOYERS, by_representative=True),
                representative=mother,
                actor=None,
            )


def test_an_authority_that_staff_end_today_ends_now(guarded, at, specialist):
    graduate, mother, midnight = guarded
    at(midnight - dt.timedelta(hours=6))
    services.end_representative(representative=mother, actor=specialist, why="решение суда")
    assert not gate.allows(graduate, ASSISTANCE)
    with pytest.raises(LinkOver):
        read_representative(token(mother))
    assert Grant.objects.get().lapsed_at == clock.now()


# --- a mailed code --------------------------------------------------------------------------------

NOON = dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)


def ask_code(grant: Grant) -> str:
    services.ask_code(grant=grant, identity_document="4000 000001", address="Выборг")
    _, text = outbox.content(Letter.objects.get(code=letters.CODE))
    return re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", text)[0]


@pytest.mark.parametrize(("late", "signs"), [(-SECOND, True), (0 * SECOND, False), (SECOND, False)])
def test_a_code_signs_to_its_last_second(at, late, signs):
    at(NOON)
    grant = services.open_grant(graduate=GraduateFactory(), purpose=ASSISTANCE, actor=None)
    code = ask_code(grant)
    at(NOON + codes.GOOD_FOR + late)
    if signs:
        assert services.sign_by_code(grant=grant, typed=code) is not None
        return
    with pytest.raises(Refused, match="устарел"):
        services.sign_by_code(grant=grant, typed=code)
    assert passing.drop_old_codes(clock.now()) == 1


@pytest.mark.parametrize(("late", "signs"), [(-SECOND, True), (0 * SECOND, False), (SECOND, False)])
def test_what_is_signed_bears_the_day_of_the_signature(at, late, signs):
    """A code that is asked for before midnight signs the text of that day, on that day alone."""
    midnight = dt.datetime(2026, 12, 1, 21, tzinfo=dt.UTC)
    at(midnight - dt.timedelta(minutes=5))
    grant = services.open_grant(graduate=GraduateFactory(), purpose=ASSISTANCE, actor=None)
    code = ask_code(grant)
    at(midnight + late)
    if signs:
        signature = services.sign_by_code(grant=grant, typed=code)
        assert signature is not None
        assert clock.local_day(signature.evidence.given_at) == dt.date(2026, 12, 1)
        return
    with pytest.raises(Refused, match="новый"):
        services.sign_by_code(grant=grant, typed=code)
    assert not gate.allows(grant.graduate, ASSISTANCE)


@pytest.mark.parametrize("late", [0 * SECOND, SECOND])
def test_a_mother_whose_child_comes_of_age_with_the_code_on_its_way_does_not_sign(at, late):
    born_on, midnight = next(iter(BIRTHDAYS.items()))
    at(midnight - dt.timedelta(minutes=5))
    graduate, mother = with_mother(born_on)
    grant = services.open_grant(graduate=graduate, purpose=ASSISTANCE, actor=None)
    services.ask_code(
        grant=grant, representative=mother, identity_document="4000 000001", address="Выборг"
    )
    _, text = outbox.content(Letter.objects.get(code=letters.CODE))
    code = re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", text)[0]
    at(midnight + late)
    # Nor does a letter that has not left lead her there.
    assert not outbox.deliver(Letter.objects.get(code=letters.CODE).pk)
    with pytest.raises(Refused):
        services.sign_by_code(grant=grant, typed=code, representative=mother)
    assert MailedCode.objects.get().tries == 0
    assert not grant.signatures.exists()


def test_a_resume_is_no_mothers_to_approve_from_the_birthday_on(at, specialist):
    from placement.resumes import services as resumes

    born_on, midnight = next(iter(BIRTHDAYS.items()))
    at(midnight - dt.timedelta(days=2))
    graduate, mother = with_mother(born_on)
    sign_both(graduate, mother, ASSISTANCE)
    resume = helpers.approved_resume(graduate)
    Resume.objects.filter(pk=resume.pk).update(
        state=ResumeState.OFFERED, approved_at=None, offered_at=clock.now()
    )
    at(midnight)
    with pytest.raises(Refused):
        resumes.approve(resume=resume, actor=None, by="законный представитель")
