"""Three invented years of graduate employment, made by the same services as real ones."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TextIO

from core import clock, roles
from core.demo_accounts import account_of
from core.models import User
from home.pages.home import HomePage
from home.pages.sveden import SvedenPage
from placement.programmes.demo import PROGRAMMES
from placement.programmes.models import Programme
from placement.statistics import services
from placement.statistics.models import Snapshot
from placement.statistics.pages import EducationPage
from placement.statistics.rules.dates import awaited
from placement.statistics.rules.figures import DEFAULT_RULE
from placement.statistics.services import Line

SOURCE = "вымышленная ежегодная таблица центра трудоустройства"
CORRECTION = (
    "Один выпускник по профессии «Швея» был показан дважды: исправлены число выпускников "
    "и число трудоустроенных (пример исправления, сведения вымышлены)."
)

Figures = Mapping[int, tuple[int, dict[str, int]]]


@dataclass(frozen=True)
class DemoYear:
    """Figures by the programme's place in PROGRAMMES; ``before`` are those that were corrected."""

    ago: int
    first: Figures
    corrected: Figures = field(default_factory=dict)
    rule: Sequence[str] = DEFAULT_RULE


def _nobody() -> tuple[int, dict[str, int]]:
    return 0, {}


YEARS = [
    # The year in which the institution had a single graduate.
    DemoYear(ago=2, first={0: (1, {"employed": 1, "in_profession": 1})}),
    DemoYear(
        ago=1,
        first={
            0: (
                12,
                {
                    "employed": 7,
                    "in_profession": 6,
                    "four_months": 5,
                    "will_study": 3,
                    "unemployed": 2,
                },
            ),
            1: (8, {"employed": 4, "in_profession": 4, "continued_education": 3, "other": 1}),
            2: (11, {"employed": 7, "self_employed": 2, "child_care": 2}),
            3: (6, {"employed": 2, "continued_education": 4}),
        },
        corrected={2: (10, {"employed": 6, "self_employed": 2, "child_care": 2})},
        rule=[*DEFAULT_RULE, "contract_service"],
    ),
    DemoYear(
        ago=0,
        first={
            0: (
                14,
                {
                    "employed": 9,
                    "in_profession": 8,
                    "four_months": 6,
                    "continued_education": 3,
                    "will_be_employed": 2,
                },
            ),
            1: (
                9,
                {
                    "employed": 5,
                    "in_profession": 5,
                    "four_months": 4,
                    "continued_education": 3,
                    "family_care": 1,
                },
            ),
            2: (10, {"employed": 5, "entrepreneur": 1, "self_employed": 2, "child_care": 2}),
            3: (7, {"employed": 3, "continued_education": 2, "will_be_employed": 2}),
            4: (
                12,
                {
                    "employed": 8,
                    "in_profession": 5,
                    "four_months": 7,
                    "conscripted": 1,
                    "unemployed": 3,
                },
            ),
            5: _nobody(),
        },
    ),
]


def load(stdout: TextIO) -> None:
    """The page, the programmes and three published years; what is there stays."""
    load_page(stdout)
    people = [account_of(group) for group in (roles.PLACEMENT_SPECIALIST, roles.DEPUTY_DIRECTOR)]
    if None in people:
        stdout.write("employment figures: left out, there are no demonstration accounts\n")
        return
    newest = awaited(clock.local_day(clock.now())).year
    if Snapshot.objects.exists():
        return
    programmes = _programmes(newest)
    specialist, deputy = people
    assert specialist
    assert deputy
    for facts in YEARS:
        _publish(facts, newest - facts.ago, programmes, specialist, deputy)
    stdout.write(f"employment figures: {len(YEARS)} invented years\n")


def load_page(stdout: TextIO) -> EducationPage:
    """/sveden/ in the main menu, /sveden/education/ under it."""
    page = EducationPage.objects.first()
    if page is not None:
        return page
    section = SvedenPage.objects.first()
    if section is None:
        section = SvedenPage(
            slug="sveden", title="Сведения об образовательной организации", show_in_menus=True
        )
        HomePage.objects.get().add_child(instance=section)
        section.save_revision().publish()
        stdout.write(f"page: {section.title}\n")
    page = EducationPage(
        slug="education",
        title="Образование. Трудоустройство выпускников",
        search_description="Сколько выпускников работает: по программам и по годам.",
    )
    section.add_child(instance=page)
    page.save_revision().publish()
    stdout.write(f"page: {page.title}\n")
    return page


def _programmes(newest: int) -> list[Programme]:
    """Those of PROGRAMMES, each from the first year in which YEARS has it."""
    made = []
    for place, (code, name, education_programme, kind) in enumerate(PROGRAMMES):
        ago = max(facts.ago for facts in YEARS if place in facts.first)
        programme, _ = Programme.objects.get_or_create(
            code=code,
            name=name,
            education_programme=education_programme,
            defaults={"kind": kind, "first_year": newest - ago},
        )
        made.append(programme)
    return made


def _publish(
    facts: DemoYear, year: int, programmes: list[Programme], specialist: User, deputy: User
) -> None:
    draft = services.start_snapshot(
        year=year,
        as_of=dt.date(year, 9, 15),
        source=SOURCE,
        counting_rule=facts.rule,
        actor=specialist,
        is_demo=True,
    )
    _enter(draft, facts.first, programmes, specialist, deputy)
    if facts.corrected:
        correction = services.start_correction(
            snapshot=draft, correction=CORRECTION, actor=specialist
        )
        _enter(correction, facts.corrected, programmes, specialist, deputy)


def _enter(
    draft: Snapshot, figures: Figures, programmes: list[Programme], specialist: User, deputy: User
) -> None:
    lines = [Line(programmes[place], v1, counts) for place, (v1, counts) in figures.items()]
    services.import_rows(snapshot=draft, lines=lines, actor=specialist)
    services.approve(snapshot=draft, actor=deputy)
    services.publish(snapshot=draft, actor=deputy)
