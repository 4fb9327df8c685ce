"""Recommendations to mentors: the people of the institution who write them, and a person."""

import pytest

from core import roles
from core.models import User
from placement.consents import HEALTH
from placement.graduates.models import Graduate
from placement.mentors import services
from placement.mentors.models import Part, Recommendations
from placement.mentors.rules.parts import ROWS
from tests.placement.graduates.factories import GraduateFactory, allow

WRITERS = {
    Part.Kind.GENERAL: "specialist",
    Part.Kind.PSYCHOLOGIST: "psychologist",
    Part.Kind.SOCIAL: "educator",
    Part.Kind.PEDAGOGUE: "pedagogue",
    Part.Kind.CONCLUSIONS: "specialist",
}
SIGNERS = {
    Part.Kind.PSYCHOLOGIST: "psychologist",
    Part.Kind.SOCIAL: "social",
    Part.Kind.PEDAGOGUE: "pedagogue",
    Part.Kind.CONCLUSIONS: "deputy",
}


@pytest.fixture
def people(people, make_user) -> dict[str, User]:
    """With those who fill one part each."""
    return {
        **people,
        "psychologist": make_user(roles.PSYCHOLOGIST),
        "social": make_user(roles.SOCIAL_PEDAGOGUE),
        "educator": make_user(roles.EDUCATOR),
        "pedagogue": make_user(roles.PEDAGOGUE),
    }


def writers(people: dict[str, User]) -> dict[str, User]:
    """Who writes, by the places of a sheet."""
    return {
        "psychologist": people["psychologist"],
        "social_pedagogue": people["social"],
        "educator": people["educator"],
        "pedagogue": people["pedagogue"],
    }


@pytest.fixture
def graduate(db) -> Graduate:
    row = GraduateFactory(
        last_name="Лесная", first_name="Мария", middle_name="Петровна", group="ПК-21"
    )
    allow(row, HEALTH)
    return row


@pytest.fixture
def sheet(graduate, people) -> Recommendations:
    """Begun, with nothing written."""
    data = Recommendations(graduate=graduate, heading="16.01 – ПП 16675 «Повар»", **writers(people))
    return services.open_sheet(data=data, actor=people["specialist"])


def part_of(sheet: Recommendations, kind: str) -> Part:
    return Part.objects.select_related("sheet__graduate__key").get(sheet=sheet, kind=kind)


def words_of(kind: str) -> dict[str, str]:
    """Something in each row of a part, to be recognised."""
    return {row.code: f"Слова {kind} {row.code}" for row in ROWS[kind]}


@pytest.fixture
def filled(sheet, people) -> Recommendations:
    """Each part written by whose it is, nothing signed."""
    for kind, who in WRITERS.items():
        services.fill(part=part_of(sheet, kind), values=words_of(kind), actor=people[who])
    return sheet


@pytest.fixture
def signed(filled, people) -> Recommendations:
    """With all four signatures."""
    for kind, who in SIGNERS.items():
        services.sign(part=part_of(filled, kind), actor=people[who])
    filled.refresh_from_db()
    return filled
