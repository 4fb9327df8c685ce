"""The register at 20,000 vacancies of 5,000 employers: lists, search, filters, likenesses, reports."""

import datetime as dt

from django.contrib.auth.models import Group
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.utils import timezone

from core import roles
from core.tasks import refresh_statistics
from core.text import search_key, sort_key
from placement.common import districts
from placement.employers.models import Employer
from placement.employers.rules import names
from placement.professions.models import Profession
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy
from tests.bench.ground import session_of
from tests.bench.report import Report
from tests.bench.visitor import Visitor
from tests.factories import UserFactory
from tests.placement.factories import inn, ogrn

EMPLOYERS, VACANCIES, BATCH = 5_000, 20_000, 2_000
REGISTER, BANK = "/cms/placement/vacancies/", "/cms/placement/employers/"
WORDS = ("Ромашка", "Северный лес", "Хлебозавод", "Ателье", "Типография", "Цветы Невы", "Ёлка")
TITLES = ("Швея", "Повар", "Озеленитель", "Пекарь", "Уборщик территории", "Переплётчик")
STATES = (
    VacancyState.PUBLISHED,
    VacancyState.NEW,
    VacancyState.FILLED,
    VacancyState.PUBLISHED,
    VacancyState.WITHDRAWN,
)
_ENDED = {VacancyState.FILLED, VacancyState.WITHDRAWN}
# 100 ms where the template with five queries takes 8.2 (FACTS §9): the same on any machine.
TWELVE = 100 / 8.2
PAGES = {
    "list": REGISTER,
    "list, page 100": f"{REGISTER}?p=100",
    "search": f"{REGISTER}?q=швея+ромашка",
    "search without hits": f"{REGISTER}?q=никтотаков",
    "filtered by state, district and condition": (
        f"{REGISTER}?state=published&district=lo-luga&condition=mentor"
    ),
    "what needs attention": f"{REGISTER}?attention=stale",
    "ordered by employer": f"{REGISTER}?o=employer_name",
    "specialist's desk": "/cms/",
    "employers' list": BANK,
    "employers' search": f"{BANK}?q=ромашка",
    "employers' likely doubles": f"{BANK}?attention=duplicates",
}
REPORTS = {
    "register of requests, a year": "/cms/placement/reports/register/",
    "demand, a year": "/cms/placement/reports/demand/",
}


def run(report: Report) -> None:
    """Fill the bank and the register, then open their pages as the specialist."""
    fill()
    specialist = UserFactory()
    specialist.groups.set(Group.objects.filter(name=roles.PLACEMENT_SPECIALIST))
    visitor = Visitor(WSGIHandler(), sessionid=session_of(specialist))
    # Reports read every row of the period; lists read a page.
    for pages, aim, queries in ((PAGES, TWELVE, 15), (REPORTS, 2 * TWELVE, 25)):
        for name, address in pages.items():
            report.time(
                f"Vacancies, {VACANCIES:,} rows: {name}",
                lambda address=address: visitor.get(address),
                baseline=lambda: visitor.get("/bench/five-queries/"),
                against="template with five queries",
                aim=aim,
                queries_aim=queries,
            )


def fill() -> None:
    """The rows as the services would leave them, without history and letters."""
    professions = [Profession.objects.get_or_create(name=title)[0] for title in TITLES]
    Employer.objects.bulk_create([_employer(n) for n in range(EMPLOYERS)], batch_size=BATCH)
    employers = list(Employer.objects.filter(remarks="bench").order_by("pk"))
    rows = [_vacancy(n, employers, professions) for n in range(VACANCIES)]
    Vacancy.objects.bulk_create(rows, batch_size=BATCH)
    _spread_over_the_year()
    # What the hourly regular work does on SQLite, and PostgreSQL by itself.
    refresh_statistics(timezone.now())
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _employer(n: int) -> Employer:
    name = f"ООО «{WORDS[n % len(WORDS)]} {n}»"
    number = inn(n % 100_000)
    return Employer(
        kind=Employer.Kind.ACTUAL if n % 3 else Employer.Kind.POTENTIAL,
        full_name=name,
        short_name=name,
        inn=number,
        ogrn=ogrn(n),
        district=districts.DISTRICTS[n % len(districts.DISTRICTS)].code,
        # Every hundredth shares its telephone with a likely double.
        phone=f"+7812{n // 2 if n % 100 < 2 else 5_000_000 + n:07d}",
        email=f"office{n}@example.org" if n % 10 else "",
        remarks="bench",
        name_key=names.employer_key(name),
        sort_key=sort_key(name),
        search_key=f"{search_key(name)} {number}",
    )


def _vacancy(n: int, employers: list[Employer], professions: list[Profession]) -> Vacancy:
    now = timezone.now()
    state = STATES[n % len(STATES)]
    employer, profession = employers[n % len(employers)], professions[n % len(professions)]
    place = districts.DISTRICTS[n // 7 % len(districts.DISTRICTS)]
    is_shown = state == VacancyState.PUBLISHED
    stale = now if is_shown and n % 40 == 0 else None
    title = f"{TITLES[n % len(TITLES)]} {n}"
    return Vacancy(
        employer=employer,
        state=state,
        title=title,
        places=1 + n % 4,
        profession=profession if n % 11 else None,
        address=f"{place.name}, улица Мира, {n}",
        district=place.code,
        schedule=Vacancy.Schedule.values[n % 4],
        pay=30_000 + n,
        mentor=n % 3 == 0,
        accessible_entrance=n % 5 == 0,
        published_at=now if is_shown else None,
        confirmed_at=now - dt.timedelta(days=n % 30) if is_shown else None,
        asked_at=stale,
        stale_at=stale,
        ended_at=now if state in _ENDED else None,
        filled_places=1 if state == VacancyState.FILLED else 0,
        search_key=search_key(f"{title} {employer} {profession} {place.name}"),
    )


def _spread_over_the_year() -> None:
    """``created_at`` is set on saving: spread it over three years, as a register of that age has."""
    now = timezone.now()
    rows = list(Vacancy.objects.only("pk").order_by("pk"))
    for n, row in enumerate(rows):
        row.created_at = now - dt.timedelta(hours=n * 1.3)
    Vacancy.objects.bulk_update(rows, ["created_at"], batch_size=BATCH)
