"""The public list of 20,000 vacancies and one of them, from the cache and without it."""

import datetime as dt
import io
from itertools import islice

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.db.models import Max, Model
from django.test import override_settings
from django.utils import timezone

from core.tasks import refresh_statistics
from home import cache
from placement import demo
from placement.common import districts
from placement.employers.models import Employer
from placement.professions.models import Profession
from placement.vacancies.models import Vacancy
from tests.bench.report import Report
from tests.bench.visitor import Visitor

MANY, BATCH = 20_000, 2_000
EMPLOYERS, PROFESSIONS = 500, 40
# In the order in which they may be taken out.
FILLED: tuple[type[Model], ...] = (Vacancy, Profession, Employer)
LIST = "/vacancies/"
CACHE = "home.middleware.PageCacheMiddleware"
PAGES = {
    "list": LIST,
    "list, page 500": f"{LIST}?page=500",
    "list, three filters": f"{LIST}?district=lo&schedule=part&condition=mentor",
    "list, by pay": f"{LIST}?sort=pay",
    "list, nothing found": f"{LIST}?district=spb-kronshtadtsky&schedule=flexible&condition=mentor"
    "&condition=special_workplace",
    "feed": f"{LIST}feed/",
}
# 100 ms where the template with five queries takes 8.2 (FACTS §9): the same on any machine.
TWELVE = 100 / 8.2


def run(report: Report) -> None:
    """Fill the register, measure, take its rows out again: other benchmarks count theirs."""
    before = {model: model.objects.aggregate(last=Max("pk"))["last"] or 0 for model in FILLED}
    first = _fill()
    try:
        cached = Visitor(WSGIHandler())
        middleware = [name for name in settings.MIDDLEWARE if name != CACHE]
        with override_settings(MIDDLEWARE=middleware):
            plain = Visitor(WSGIHandler())
        for name, address in (("list", LIST), ("a vacancy", f"{LIST}{first}/")):
            report.time(
                f"Public vacancies, {MANY:,}: {name} from the cache",
                lambda address=address: cached.get(address),
                baseline=lambda: cached.get("/bench/constant/"),
                against="constant view, same middleware",
                aim=1 / 0.9,
            )
        for name, address in (*PAGES.items(), ("a vacancy", f"{LIST}{first}/")):
            report.time(
                f"Public vacancies, {MANY:,}: {name} without the cache",
                lambda address=address: plain.get(address),
                baseline=lambda: plain.get("/bench/five-queries/"),
                against="template with five queries",
                aim=TWELVE,
                queries_aim=10,
            )
    finally:
        _take_out(before)


def _fill() -> int:
    """The pages and the rows; the key of one vacancy."""
    demo.load_pages(io.StringIO())
    employers = [Employer(kind="actual", full_name=f"Столовая № {n}") for n in range(EMPLOYERS)]
    for employer in employers:
        employer.save()
    professions = [Profession(name=f"Профессия номер {n}") for n in range(PROFESSIONS)]
    for profession in professions:
        profession.save()
    now = timezone.now()
    rows = (_row(n, employers, professions, now) for n in range(MANY))
    while part := list(islice(rows, BATCH)):
        Vacancy.objects.bulk_create(part)
    cache.bump()
    # What the hourly regular work does on SQLite, and PostgreSQL by itself.
    refresh_statistics(now)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    number: int = Vacancy.objects.public().values_list("pk", flat=True)[MANY // 2]
    return number


def _row(
    n: int, employers: list[Employer], professions: list[Profession], now: dt.datetime
) -> Vacancy:
    at = now - dt.timedelta(minutes=n)
    return Vacancy(
        employer=employers[n % EMPLOYERS],
        profession=professions[n % 37],
        title=f"Работник номер {n}",
        places=1 + n % 3,
        address="г. Всеволожск, Лесной проспект, д. 1",
        # Nobody works in the last district of the list that asks for much.
        district=districts.DISTRICTS[n % 34].code,
        schedule=Vacancy.Schedule.values[n % 4],
        pay=30_000 + n % 500 * 100 if n % 5 else None,
        duties="Готовить, мыть, убирать. " * 8,
        mentor=n % 2 == 0,
        accessible_entrance=n % 3 == 0,
        special_workplace=n % 7 == 0,
        state="published",
        published_at=at,
        confirmed_at=at,
        search_key=f"работник номер {n}",
    )


def _take_out(before: dict[type[Model], int]) -> None:
    # Past the signals: twenty thousand of them would tell nothing.
    for model, last in before.items():
        rows = model.objects.filter(pk__gt=last)
        rows._raw_delete(rows.db)
    cache.bump()
