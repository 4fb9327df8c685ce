"""Whose signature makes a consent, and what a withdrawal ends (P-F4, P-F5)."""

import datetime as dt

import pytest

from core import clock
from core.errors import Refused
from core.records import record_of
from forms_app.models import Consent
from placement.consents import ASSISTANCE, HEALTH, TO_EMPLOYERS
from placement.grants import gate, services, signals
from placement.grants.models import Representative
from placement.grants.rules import capacity
from placement.grants.rules.capacity import Kind, Signer
from tests.placement.graduates.factories import GraduateFactory, allow, evidence

DAY = dt.date(2026, 11, 20)


def born(years: int) -> dt.date:
    return dt.date(DAY.year - years, DAY.month, DAY.day)


@pytest.mark.parametrize(
    ("years", "what", "wanted"),
    [
        (13, "full", {Signer.REPRESENTATIVE}),
        (14, "full", {Signer.PERSON, Signer.REPRESENTATIVE}),
        (17, "full", {Signer.PERSON, Signer.REPRESENTATIVE}),
        (18, "full", {Signer.PERSON}),
        (30, "restricted", {Signer.PERSON}),
        (30, "incapable", {Signer.REPRESENTATIVE}),
    ],
)
@pytest.mark.req("P-F5")
def test_age_and_capacity_on_the_day_decide_who_signs(years, what, wanted):
    assert capacity.signers(born_on=born(years), capacity=what, on=DAY) == wanted


@pytest.mark.req("P-F5")
def test_whoever_was_born_on_29_february_is_of_age_on_1_march():
    facts = {"born_on": dt.date(2008, 2, 29), "capacity": "full"}
    assert Signer.REPRESENTATIVE in capacity.signers(**facts, on=dt.date(2026, 2, 28))
    assert capacity.signers(**facts, on=dt.date(2026, 3, 1)) == {Signer.PERSON}
    assert capacity.holds_until(**facts, on=dt.date(2026, 2, 28)) == dt.date(2026, 3, 1)


@pytest.mark.req("P-F5")
def test_a_guardian_is_for_the_youngest_and_the_incapable_a_custodian_from_fourteen():
    assert Kind.GUARDIAN in capacity.kinds(born_on=born(13), capacity="full", on=DAY)
    assert Kind.GUARDIAN not in capacity.kinds(born_on=born(15), capacity="full", on=DAY)
    assert Kind.CUSTODIAN in capacity.kinds(born_on=born(15), capacity="full", on=DAY)
    assert not capacity.kinds(born_on=born(19), capacity="full", on=DAY)
    assert not capacity.kinds(born_on=born(19), capacity="restricted", on=DAY)
    assert Kind.PARENT not in capacity.kinds(born_on=born(19), capacity="incapable", on=DAY)


def parent_of(graduate):
    return Representative.objects.create(
        graduate=graduate, kind=Kind.PARENT, full_name="Пробнова Анна Ивановна"
    )


@pytest.mark.req("P-F5")
def test_a_minors_consent_waits_for_both_and_asks_for_the_own_one_at_eighteen(db):
    graduate = GraduateFactory(minor=True)
    grant = services.open_grant(graduate=graduate, purpose=ASSISTANCE, actor=None)
    services.sign(grant=grant, evidence=evidence(ASSISTANCE), actor=None)
    assert not gate.allows(graduate, ASSISTANCE)
    assert services.missing(grant) == {Signer.REPRESENTATIVE}
    services.sign(
        grant=grant,
        evidence=evidence(ASSISTANCE, method=Consent.Method.CODE, by_representative=True),
        representative=parent_of(graduate),
        actor=None,
    )
    assert gate.allows(graduate, ASSISTANCE)
    grant.refresh_from_db()
    graduate.refresh_from_db()
    birthday = grant.own_signature_from
    assert birthday is not None
    assert graduate.age_on(birthday) == 18
    assert graduate.age_on(birthday - dt.timedelta(days=1)) == 17
    assert grant.is_in_force(birthday - dt.timedelta(days=1))
    assert not grant.is_in_force(birthday)


@pytest.mark.req("P-F4")
def test_a_tick_signs_nothing_and_a_mailed_code_signs_no_health_data(db):
    graduate = GraduateFactory()
    for purpose, method in (
        (ASSISTANCE, Consent.Method.TICK),
        (HEALTH, Consent.Method.CODE),
    ):
        grant = services.open_grant(graduate=graduate, purpose=purpose, actor=None)
        with pytest.raises(Refused):
            services.sign(grant=grant, evidence=evidence(purpose, method=method), actor=None)
        assert not grant.signatures.exists()


def test_the_signature_of_a_representative_of_somebody_else_does_not_count(db):
    graduate = GraduateFactory(minor=True)
    grant = services.open_grant(graduate=graduate, purpose=ASSISTANCE, actor=None)
    with pytest.raises(Refused, match="нет полномочий"):
        services.sign(
            grant=grant,
            evidence=evidence(ASSISTANCE, by_representative=True),
            representative=parent_of(GraduateFactory(minor=True)),
            actor=None,
        )


@pytest.mark.req("P-F4")
def test_a_withdrawal_acts_at_once_and_whatever_rests_on_it_is_told_of(db):
    graduate = GraduateFactory()
    _, grant = allow(graduate, TO_EMPLOYERS)
    assert gate.allows(graduate, TO_EMPLOYERS)
    told = []

    def follow(sender, grant, **kwargs):
        told.append(grant.purpose)

    signals.ended.connect(follow)
    try:
        services.withdraw(grant=grant, actor=None)
        services.withdraw(grant=grant, actor=None)
    finally:
        signals.ended.disconnect(follow)
    assert told == [TO_EMPLOYERS]
    assert not gate.allows(graduate, TO_EMPLOYERS)
    assert gate.allows(graduate, ASSISTANCE)
    with pytest.raises(Refused, match="Передача резюме"):
        gate.require(graduate, TO_EMPLOYERS)
    grant.refresh_from_db()
    assert grant.destroy_by == clock.local_day(clock.now()) + dt.timedelta(days=30)


def test_nothing_is_allowed_once_the_accompaniment_is_withdrawn(db):
    graduate = GraduateFactory()
    accompaniment, _ = allow(graduate, TO_EMPLOYERS)
    services.withdraw(grant=accompaniment, actor=None)
    assert not gate.allows(graduate, TO_EMPLOYERS)


@pytest.mark.req("P-F5")
@pytest.mark.parametrize("days", [1, 40])
def test_a_consent_ends_with_the_authority_even_if_its_last_day_is_told_later(
    db, specialist, monkeypatch, days
):
    graduate = GraduateFactory(minor=True)
    guardian = Representative.objects.create(
        graduate=graduate, kind=Kind.CUSTODIAN, full_name="Пробнова Анна Ивановна"
    )
    grant = services.open_grant(graduate=graduate, purpose=ASSISTANCE, actor=None)
    services.sign(grant=grant, evidence=evidence(ASSISTANCE), actor=None)
    services.sign(
        grant=grant,
        evidence=evidence(ASSISTANCE, by_representative=True),
        representative=guardian,
        actor=None,
    )
    until = clock.local_day(clock.now()) + dt.timedelta(days=days)
    data = Representative(
        graduate=graduate, kind=guardian.kind, full_name=guardian.full_name, until=until
    )
    revision = record_of(Representative).revision(guardian)
    services.update_representative(
        representative=guardian, data=data, actor=specialist, revision=revision
    )
    grant.refresh_from_db()
    assert grant.own_signature_from == until
    assert gate.allows(graduate, ASSISTANCE)
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + dt.timedelta(days=days))
    assert not gate.allows(graduate, ASSISTANCE)
