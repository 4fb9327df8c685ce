"""The people's desks at 50,000 graduates: lists, searches, the board, a card, doubles, an import, ends."""

import gc
import io
import statistics
import time
import tracemalloc
from collections.abc import Callable

from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone

from core import imports, roles, tables
from core.models import ImportRun, User
from core.tick import Pieces
from placement import retention
from placement.graduates import likeness
from placement.graduates.importing import GRADUATES_IMPORT
from placement.graduates.models import Graduate
from placement.grants.services import passing
from tests.bench.ground import session_of
from tests.bench.people import People
from tests.bench.report import Figure, Report, in_turns
from tests.bench.visitor import Visitor
from tests.factories import UserFactory

FEW, MANY = 1_000, 50_000
ROWS = 5_000
# 100 ms and a second where the template with five queries takes 8.2 ms (FACTS §9).
TWELVE, SECOND = 100 / 8.2, 1000 / 8.2
_TABLE = GRADUATES_IMPORT.table
FIVE = "/bench/five-queries/"
BASE = "/cms/placement/"
PAGES = {
    "graduates": "graduates/",
    "graduates, page 300": "graduates/?p=300",
    "graduates, search for a name": "graduates/?q=березинский+анна",
    "graduates, search without hits": "graduates/?q=никтотаков",
    "graduates, likely doubles": "graduates/?alike=yes",
    "requests for assistance": "assistance/",
    "requests for assistance, search": "assistance/?q=березинский",
    "consents": "grants/",
    "consents, search": "grants/?q=березинский",
    "consents, waiting for a signature": "grants/?attention=missing",
    "consents, no original": "grants/?attention=original",
    "consents, data to be destroyed": "grants/?attention=destroy",
    "representatives": "representatives/",
    "resumes": "resumes/",
    "resumes, search": "resumes/?q=березинский",
    "cases": "cases/",
    "cases, search": "cases/?q=березинский",
    "cases, overdue": "cases/?attention=overdue",
    "cases, without a next step": "cases/?attention=idle",
    "referrals": "referrals/",
    "referrals, search": "referrals/?q=березинский",
    "referrals, no answer": "referrals/?attention=silent",
    "recommendations": "recommendations/",
    "recommendations, search": "recommendations/?q=березинский",
    "consultations": "consultations/",
    "consultations, search": "consultations/?q=березинский",
}
# Seconds for each figure: there are many of them.
BUDGET = 2.0


def run(report: Report) -> None:
    """Every list with few people, then with many; then what looks at all of them."""
    people = People.of_this_run()
    specialist = _user(roles.PLACEMENT_SPECIALIST, people)
    visitor = Visitor(WSGIHandler(), sessionid=session_of(specialist))
    deputy = Visitor(WSGIHandler(), sessionid=session_of(_user(roles.DEPUTY_DIRECTOR, people)))
    people.fill_up(FEW)
    few = {name: _ratio(visitor, address) for name, address in PAGES.items()}
    started = time.perf_counter()
    people.fill_up(MANY)
    _laid(report, time.perf_counter() - started)
    for name, address in PAGES.items():
        _list(report, visitor, name, address, few[name])
    _pages(report, visitor, deputy)
    _doubles(report, visitor)
    _ends(report, visitor)
    _import(report, specialist)


def _user(role: str, people: People) -> User:
    user = UserFactory(organisation=people.centre)
    user.groups.set(Group.objects.filter(name=role))
    return user


def _ratio(visitor: Visitor, address: str) -> float:
    mine, theirs = in_turns(
        lambda: visitor.get(BASE + address), lambda: visitor.get(FIVE), budget=BUDGET / 2
    )
    return statistics.median(mine) / statistics.median(theirs)


def _laid(report: Report, seconds: float) -> None:
    """How long it took to lay the ground: no figure of the site, but part of the run."""
    report.add(
        Figure(
            f"(the ground: {MANY - FEW:,} people with a key each)",
            seconds,
            180,
            "what it may take",
            aim=1,
            unit="s",
        )
    )


def _list(report: Report, visitor: Visitor, name: str, address: str, few: float) -> None:
    figure = report.time(
        f"People, {MANY:,}: {name}",
        lambda: visitor.get(BASE + address),
        baseline=lambda: visitor.get(FIVE),
        against="template with five queries",
        aim=TWELVE,
        queries_aim=15,
        budget=BUDGET,
    )
    report.add(
        Figure(
            f"People, {MANY:,}: {name}, beside {FEW:,}",
            figure.ratio,
            few,
            f"the same with {FEW:,} people",
            aim=3,
            unit="× five queries",
        )
    )


def _pages(report: Report, visitor: Visitor, deputy: Visitor) -> None:
    """The board of a specialist and of the deputy, and the page of somebody who is led."""
    card = Graduate.objects.filter(cases__state="searching").order_by("pk")[700:701].get()
    case = card.cases.get()
    for name, who, address, queries in (
        ("specialist's board", visitor, "/cms/", 60),
        ("deputy director's board", deputy, "/cms/", 60),
        ("a graduate's card", visitor, f"{BASE}graduates/inspect/{card.pk}/", 60),
        ("a case", visitor, f"{BASE}cases/inspect/{case.pk}/", 60),
    ):
        report.time(
            f"People, {MANY:,}: {name}",
            lambda who=who, address=address: who.get(address),
            baseline=lambda: visitor.get(FIVE),
            against="template with five queries",
            aim=2 * TWELVE,
            queries_aim=queries,
            budget=BUDGET,
        )


def _doubles(report: Report, visitor: Visitor) -> None:
    known = Graduate.objects.order_by("pk")[25_000]
    person = Graduate(
        last_name=known.last_name,
        first_name=known.first_name,
        middle_name=known.middle_name,
        born_on=known.born_on,
    )
    for name, act, aim in (
        ("likely doubles of a new card", lambda: likeness.likely_same(person), TWELVE),
        ("all likely doubles, for the board", _all_doubles, SECOND),
    ):
        report.time(
            f"People, {MANY:,}: {name}",
            act,
            baseline=lambda: visitor.get(FIVE),
            against="template with five queries",
            aim=aim,
            queries_aim=5,
            budget=BUDGET,
        )


def _all_doubles() -> object:
    cache.clear()
    return likeness.later_doubles()


def _ends(report: Report, visitor: Visitor) -> None:
    """The hourly looks for what time has ended; nothing is due but for consents."""
    now = timezone.now()
    passing.lapse_due(now, Pieces())
    for name, act in (
        ("whose time of keeping is over", lambda: retention.due(now.date())),
        ("which consents have lapsed", lambda: passing.lapse_due(now, Pieces())),
    ):
        report.time(
            f"People, {MANY:,}: {name}",
            act,
            baseline=lambda: visitor.get(FIVE),
            against="template with five queries",
            aim=SECOND,
            queries_aim=10,
            budget=BUDGET,
        )


def _import(report: Report, specialist: User) -> None:
    """Lists of the study office as long as a table may be, one good, one broken; each once."""
    for name, is_good in (("broken", False), ("good", True)):
        source = _table(is_good=is_good)
        reading, _ = _measured(lambda source=source: tables.read(io.BytesIO(source), _TABLE))
        runs = []
        looked, peak = _measured(
            lambda source=source, runs=runs: runs.append(_look(source, specialist))
        )
        counts = (runs[0].good, runs[0].bad)
        assert counts == ((ROWS, 0) if is_good else (0, ROWS)), counts
        title, against = f"Import of {ROWS:,} {name} rows", "reading the same table"
        report.add(
            Figure(f"{title}: looked through", looked, reading, against, 4, unit="s", peak=peak)
        )
    entered, _ = _measured(lambda: imports.enter(run=runs[0], actor=specialist), has_peak=False)
    report.add(Figure(f"{title}: entered", entered, reading, against, 20, unit="s"))


def _look(source: bytes, specialist: User) -> ImportRun:
    return imports.look_through(
        importing=GRADUATES_IMPORT,
        source=io.BytesIO(source),
        file_name="list.csv",
        subject=None,
        actor=specialist,
    )


def _measured(act: Callable[[], object], *, has_peak: bool = True) -> tuple[float, int]:
    """Seconds of one call, and the peak of Python's memory in a second one."""
    gc.collect()
    started = time.perf_counter()
    act()
    seconds = time.perf_counter() - started
    if not has_peak:
        return seconds, 0
    tracemalloc.start()
    try:
        act()
        return seconds, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _table(*, is_good: bool) -> bytes:
    """Good lines, or broken ones; what is broken differs."""
    lines = ["Группа;Фамилия;Имя;Отчество;Дата рождения;Профессия;Год выпуска;Телефон"]
    wrongs = (
        ";;;31.02.2005;Повар;2026;",
        "Пробный;Пётр;;01.01.2093;Повар;2026;",
        "Пробный;Пётр;;01.01.2005;Космонавт;2026;",
        "Пробный;Пётр;;01.01.2005;Повар;двадцать;",
        "Пробный;Пётр;;01.01.2005;Повар;2026;12",
    )
    for n in range(ROWS):
        day = f"{n % 28 + 1:02d}.{n % 12 + 1:02d}.2006"
        good = f"Списков{_letters(n)};Иван;Петрович;{day};Повар;2026;+7931{n:07d}"
        lines.append(f"СП-{n // 25};{good if is_good else wrongs[n % len(wrongs)]}")
    return "\n".join(lines).encode("utf-8-sig")


def _letters(n: int) -> str:
    """A number in letters, as names have them."""
    return "".join(chr(ord("а") + int(digit)) for digit in f"{n:04d}")
