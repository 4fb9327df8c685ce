"""Graduate employment: ten years of sixty programmes, the page from the cache and without it."""

import datetime as dt
import io

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings

from core import roles
from placement.programmes.models import Programme
from placement.statistics import services
from placement.statistics.demo import load_page
from placement.statistics.rules.figures import DEFAULT_RULE
from tests.bench.report import Report
from tests.bench.visitor import Visitor
from tests.factories import UserFactory

YEARS = range(2017, 2027)
PROGRAMMES = 60
CACHE = "home.middleware.PageCacheMiddleware"
ADDRESS = "/sveden/education/"
CHART = f"{ADDRESS}charts/2026/programmes/auto/wide.svg"


def run(report: Report) -> None:
    """The page, an earlier year and a chart of sixty bars."""
    _fill()
    cached = Visitor(WSGIHandler())
    middleware = [name for name in settings.MIDDLEWARE if name != CACHE]
    with override_settings(MIDDLEWARE=middleware):
        plain = Visitor(WSGIHandler())
    report.time(
        "Employment page, 10 × 60, from the cache",
        lambda: cached.get(ADDRESS),
        baseline=lambda: cached.get("/bench/constant/"),
        against="constant view, same middleware",
        aim=1 / 0.9,
    )
    for name, address in (
        ("Employment page, 10 × 60, without the cache", ADDRESS),
        ("Employment archive year without the cache", f"{ADDRESS}?year=2020"),
        ("Employment chart of 60 bars without the cache", CHART),
    ):
        report.time(
            name,
            lambda address=address: plain.get(address),
            baseline=lambda: plain.get("/bench/five-queries/"),
            against="template with five queries",
            # Sixty marked rows are several times the baseline's text.
            aim=4,
            queries_aim=10,
        )


def _fill() -> None:
    """Ten published years, made by the services."""
    load_page(io.StringIO())
    specialist, deputy = UserFactory(), UserFactory()
    specialist.groups.set(Group.objects.filter(name=roles.PLACEMENT_SPECIALIST))
    deputy.groups.set(Group.objects.filter(name=roles.DEPUTY_DIRECTOR))
    programmes = [
        Programme.objects.create(
            code=f"{16000 + n}",
            name=f"Профессия с длинным названием номер {n}",
            kind=Programme.Kind.ADAPTED,
            first_year=YEARS[0],
        )
        for n in range(PROGRAMMES)
    ]
    counts = {"employed": 9, "in_profession": 7, "self_employed": 2, "continued_education": 6}
    lines = [services.Line(programme, 17, counts) for programme in programmes]
    for year in YEARS:
        draft = services.start_snapshot(
            year=year,
            as_of=dt.date(year, 9, 1),
            source="таблица",
            counting_rule=DEFAULT_RULE,
            actor=specialist,
        )
        services.import_rows(snapshot=draft, lines=lines, actor=specialist)
        services.approve(snapshot=draft, actor=deputy)
        services.publish(snapshot=draft, actor=deputy)
