"""Search over the demonstration's pages, and with fifty thousand entries more."""

import io
from itertools import cycle, islice, product

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from wagtail.models import Page

from core import demo as core_demo
from core.tasks import refresh_statistics
from home import index
from home.index import Document
from home.index_models import SearchEntry
from placement import demo as placement_demo
from placement.vacancies.pages import VacanciesPage
from tests.bench.report import Report
from tests.bench.visitor import Visitor

MANY = 50_000
QUERIES = {
    "a rare word": "видеообращение",
    "a word of every vacancy": "вакансии",
    "three words": "вакансии повара Гатчина",
    "a synonym": "господдержка",
    "not all words": "вакансии повара космодром",
    "a mistyped word": "видиообращение",
}
PROFESSIONS = ("Повар", "Швея", "Садовник", "Кондитер", "Курьер", "Делопроизводитель", "Оператор")
KINDS = ("школьной столовой", "на дому", "парка", "архива", "холодного цеха", "второй смены")
PLACES = ("Гатчина", "Всеволожск", "Выборг", "Тихвин", "Луга", "Кириши", "Приозерск", "Сланцы")
DUTIES = (
    "Готовить по картам блюда из овощей, мяса и рыбы, следить за чистотой рабочего места.",
    "Вести учёт документов, отвечать на письма, разбирать почту и составлять описи дел.",
    "Ухаживать за растениями, поливать, пересаживать, убирать дорожки и площадки.",
)


def run(report: Report) -> None:
    """Each query with few entries, then with many."""
    quiet = io.StringIO()
    placement_demo.load_pages(quiet)
    with override_settings(DEMO_ACCOUNTS=True):
        core_demo.load(quiet)
        placement_demo.bank.load(quiet)
        placement_demo.register.load(quiet)
    visitor = Visitor(WSGIHandler())
    _measure(report, visitor, "demonstration", aim=2)
    _fill_up(VacanciesPage.objects.get())
    _measure(report, visitor, f"{MANY:,} entries", aim=3)


def _measure(report: Report, visitor: Visitor, name: str, *, aim: float) -> None:
    for words, query in QUERIES.items():
        report.time(
            f"Search, {name}: {words}",
            lambda query=query: visitor.get(f"/search/?q={query}"),
            baseline=lambda: visitor.get("/bench/five-queries/"),
            against="template with five queries",
            aim=aim,
            queries_aim=16,
        )


def _fill_up(page: Page) -> None:
    words = cycle(product(PROFESSIONS, KINDS, PLACES, DUTIES))
    missing = MANY - SearchEntry.objects.count()
    index.put_all(
        Document(
            key=f"bench:{number}",
            title=f"{profession} {kind}",
            text=f"{profession}. {place}, {number} рублей. {duties}",
            url=f"/vacancies/{number}/",
            kind="Вакансия",
            page=page,
        )
        for number, (profession, kind, place, duties) in enumerate(islice(words, missing))
    )
    # What the hourly regular work does on SQLite, and PostgreSQL by itself.
    refresh_statistics(timezone.now())
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
