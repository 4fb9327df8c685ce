"""What the steps of the request ask of the context."""

import datetime as dt
from typing import TypedDict

from forms_app.engine.context import JourneyContext
from placement.graduates.rules.ages import FULL, INCAPABLE
from placement.grants.rules import capacity
from placement.grants.rules.capacity import Signer

MYSELF, REPRESENTATIVE, HELPER = "myself", "representative", "helper"
# Nobody younger has learned a profession.
YOUNGEST = 10


class Facts(TypedDict):
    """What decides who signs."""

    born_on: dt.date
    capacity: str
    on: dt.date


def facts(ctx: JourneyContext) -> Facts:
    """Birth date, capacity and the day of first sending.

    A grown-up for whom a representative fills in is taken for incapable: nobody else has one.
    """
    is_adult_represented = ctx.data.get("who", {}).get("who") == REPRESENTATIVE
    return {
        "born_on": ctx.data["person"]["birth_date"],
        "capacity": INCAPABLE if is_adult_represented else FULL,
        "on": ctx.first_sent_on,
    }


def signers(ctx: JourneyContext) -> frozenset[Signer]:
    """Whose signatures the consents need; nobody's while the birth date is not there."""
    return capacity.signers(**facts(ctx)) if "person" in ctx.data else frozenset()


def is_represented(ctx: JourneyContext) -> bool:
    """Whether a representative signs, alone or beside the person."""
    return Signer.REPRESENTATIVE in signers(ctx)


def signs_alone_or_beside(ctx: JourneyContext) -> bool:
    """Whether the person signs."""
    return Signer.PERSON in signers(ctx)


def full_name(ctx: JourneyContext) -> str:
    """«Иванова Мария Петровна»."""
    person = ctx.data["person"]
    parts = (person[name] for name in ("last_name", "first_name", "middle_name"))
    return " ".join(part for part in parts if part)
