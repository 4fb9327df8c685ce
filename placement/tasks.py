"""Regular work of the placement centre; each can run any number of times."""

import datetime as dt

from core.tick import Pieces, every
from placement import retention
from placement.agreements.services import reminders
from placement.grants.services import passing
from placement.own_page import changing
from placement.referrals.services import reminders as referral_reminders
from placement.vacancies.services import asks as vacancy_asks


@every(minutes=60, name="placement: vacancies")
def follow_vacancies(now: dt.datetime) -> str:
    """Take the steps that time asks of vacancies, the last stage first (P-6.4).

    In this order a vacancy goes one stage at a run, whatever was missed before. What fails with
    one vacancy stops no other; the run ends with the error.
    """
    pieces = Pieces()
    expired = vacancy_asks.expire_hidden(now, pieces)
    expired += vacancy_asks.expire_unpublished(now, pieces)
    hidden = vacancy_asks.hide_stale(now, pieces)
    stale = vacancy_asks.mark_stale(now, pieces)
    asked = vacancy_asks.ask_due(now, pieces)
    pieces.finish()
    return f"asked {asked}, stale {stale}, hidden {hidden}, expired {expired}"


@every(minutes=60, name="placement: agreements")
def follow_agreements(now: dt.datetime) -> str:
    """End the agreements whose term is over, remind of those that end soon (P-5.4)."""
    pieces = Pieces()
    ended = reminders.end_due(now, pieces)
    reminded = reminders.remind_due(now, pieces)
    pieces.finish()
    return f"ended {ended}, reminded {reminded}"


@every(minutes=60, name="placement: consents")
def follow_grants(now: dt.datetime) -> str:
    """End consents whose signatures hold no longer, remind of those that will, drop old codes."""
    pieces = Pieces()
    lapsed = passing.lapse_due(now, pieces)
    reminded = passing.remind_due(now, pieces)
    codes = passing.drop_old_codes(now) + changing.drop_old(now)
    destroyed = passing.destroy_old_evidence(now, pieces)
    pieces.finish()
    return f"lapsed {lapsed}, reminded {reminded}, codes {codes}, evidence {destroyed}"


@every(minutes=60, name="placement: referrals")
def follow_referrals(now: dt.datetime) -> str:
    """Remind the employers who have not answered for a graduate (P-2.2b)."""
    pieces = Pieces()
    reminded = referral_reminders.remind_due(now, pieces)
    pieces.finish()
    return f"reminded {reminded}"


@every(minutes=60, name="placement: graduates' data")
def destroy_graduates(now: dt.datetime) -> str:
    """Destroy the data of persons whose time of keeping is over, each with its act (X-5)."""
    pieces = Pieces()
    destroyed = retention.destroy_due(now, pieces)
    pieces.finish()
    return f"destroyed {destroyed}"
