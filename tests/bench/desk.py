"""(e), (f): the list of applications at 1,000 and 100,000 rows, and its tables for download."""

import json
import os
import subprocess
import sys

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection

from contest.setup.models import Contest
from core.models import User
from tests.bench.ground import Applications, session_of
from tests.bench.report import MIB, Figure, Report
from tests.bench.visitor import Visitor

LIST = "/cms/contest/applications/"
FEW, MIDDLE, MANY = 1_000, 10_000, 100_000
PAGES = {
    "list": "",
    "list, search": "?q=тарасенко+фёдор",
    "list, search without hits": "?q=никтотаков",
    "list, search for a number": "?q=B000000123",
    "list, filtered by state, role, completeness": "?state=registered&role=career&complete=incomplete",
    "list, ordered by name": "?o=who",
}
# 100 ms where the template with five queries takes 8.2 (FACTS §9): the same on any machine.
TWELVE = 100 / 8.2


def run(report: Report) -> None:
    """Fill the contest up step by step."""
    contest = Contest.objects.latest("pk")
    secretary = User.objects.get(organisation=contest.operator, groups__isnull=False)
    session = session_of(secretary)
    visitor = Visitor(WSGIHandler(), sessionid=session)
    rows = Applications(contest, secretary)
    for number in (FEW, MIDDLE, MANY):
        rows.fill_up(number)
        if number == MIDDLE:
            few = {kind: _export(kind, session) for kind in ("csv", "xlsx")}
            continue
        for name, query in PAGES.items():
            report.time(
                f"Desk, {number:,} rows: {name}",
                lambda query=query: visitor.get(LIST + query),
                baseline=lambda: visitor.get("/bench/five-queries/"),
                against="template with five queries",
                aim=TWELVE,
                queries_aim=15,
            )
    for kind, before in few.items():
        after = _export(kind, session)
        assert after["rows"] == MANY, after
        assert before["rows"] == MIDDLE, before
        report.add(
            Figure(
                f"{kind.upper()} of {MANY:,} rows: memory",
                after["peak"] / MIB,
                before["peak"] / MIB,
                f"{MIDDLE:,} rows",
                aim=1.1,
                unit="MiB",
                queries=after["queries"],
                peak=after["growth"],
            )
        )
        report.add(
            Figure(
                f"{kind.upper()} of {MANY:,} rows: time of a row",
                after["seconds"] / MANY * 1e6,
                before["seconds"] / MIDDLE * 1e6,
                f"{MIDDLE:,} rows",
                aim=1.5,
                unit="µs",
            )
        )


def _export(kind: str, session: str) -> dict[str, float]:
    """One download in a process of its own, whose memory nothing else has touched."""
    command = [sys.executable, "-m", "tests.bench._export", kind, session]
    name = str(connection.settings_dict["NAME"])
    done = subprocess.run(
        command, env={**os.environ, "BENCH_DATABASE": name}, check=True, stdout=subprocess.PIPE
    )
    return json.loads(done.stdout)
