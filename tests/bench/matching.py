"""Matching: one vacancy with 50,000 graduates, one graduate with 20,000 vacancies."""

from django.contrib.auth.models import Group
from django.core.handlers.wsgi import WSGIHandler

from core import roles
from placement.graduates.models import Graduate
from placement.matching import services
from placement.needs.services import needs_of_many
from placement.vacancies.models import Vacancy
from tests.bench.graduates import FIVE, MANY, SECOND
from tests.bench.ground import session_of
from tests.bench.people import People
from tests.bench.report import Figure, Report
from tests.bench.visitor import Visitor
from tests.factories import UserFactory


def run(report: Report) -> None:
    """The two pages, and how many rows each compares and opens."""
    people = People.of_this_run()
    people.fill_up(MANY)
    specialist = UserFactory(organisation=people.centre)
    specialist.groups.set(Group.objects.filter(name=roles.PLACEMENT_SPECIALIST))
    visitor = Visitor(WSGIHandler(), sessionid=session_of(specialist))
    vacancy = Vacancy.objects.filter(state="published", profession__isnull=False).earliest("pk")
    searching = Graduate.objects.filter(cases__state="searching", work_needs__isnull=False)
    person = searching.latest("pk")
    for name, address in (
        ("graduates for a vacancy", f"/cms/placement/vacancies/match/{vacancy.pk}/"),
        ("vacancies for a graduate", f"/cms/placement/graduates/match/{person.pk}/"),
    ):
        report.time(
            f"Matching, {MANY:,} and {Vacancy.objects.count():,}: {name}",
            lambda address=address: visitor.get(address),
            baseline=lambda: visitor.get(FIVE),
            against="template with five queries",
            aim=SECOND,
            queries_aim=30,
        )
    compared = services.graduates_for(vacancy, specialist)
    opened = needs_of_many([match.graduate for match in compared], specialist)
    offered = services.vacancies_for(person, specialist)
    for name, value in (
        ("graduates compared with a vacancy", len(compared)),
        ("of them opened", len(opened)),
        ("vacancies compared with a graduate", len(offered)),
    ):
        limit = f"of {MANY:,}, at most" if "graduates" in name or "opened" in name else "at most"
        report.add(Figure(f"Matching: {name}", value, services.MOST, limit, aim=1, unit="rows"))
