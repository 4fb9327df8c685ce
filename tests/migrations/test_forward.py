"""Migrations only grow: what is released is never changed, and a database goes forward from it.

``baseline.txt`` lists the migrations from which every installation can be brought up to date, each
with its SHA-256. New migrations are added behind them; `python -m tests.migrations.freeze` writes
the list anew and is meant for the first release only.
"""

import hashlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
AT = "2026-10-02 09:00:00"
BASELINE = Path(__file__).with_name("baseline.txt")
# In one process: starting Django is the slow part.
TO_BASELINE = """
from django.core.management import call_command
for app, name in {last!r}.items():
    call_command("migrate", app, name, verbosity=0)
"""


def frozen() -> dict[str, str]:
    """Path of each migration of the baseline → its digest."""
    lines = BASELINE.read_text(encoding="utf-8").splitlines()
    return {path: digest for digest, path in (line.split("  ") for line in lines)}


def test_a_released_migration_is_never_changed_or_removed():
    now = {
        path: hashlib.sha256((ROOT / path).read_bytes()).hexdigest()
        for path in frozen()
        if (ROOT / path).exists()
    }
    assert now == frozen()


def manage(var: Path, *words: str) -> str:
    environ = {**os.environ, "VAR_DIR": str(var), "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    environ.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", *words, "--no-color"]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def insert(database: sqlite3.Connection, table: str, **values: object) -> int:
    """Add a row; columns that must not be empty and are not named get a zero or a blank."""
    for _, column, kind, required, _, is_key in database.execute(f"pragma table_info({table})"):
        if required and not is_key:
            values.setdefault(column, 0 if "int" in kind or "bool" in kind else "")
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    statement = f"insert into {table} ({names}) values ({marks})"
    row = database.execute(statement, list(values.values()))
    assert row.lastrowid
    return row.lastrowid


@pytest.mark.req("X-6")
@pytest.mark.skipif(len(settings.DOMAINS) < 2, reason="the baseline is of both domains")
def test_a_database_of_the_baseline_goes_forward_and_keeps_its_rows(tmp_path):
    last = {Path(path).parts[-3]: Path(path).stem for path in sorted(frozen())}
    manage(tmp_path, "shell", "--no-imports", "--command", TO_BASELINE.format(last=last))
    (file,) = tmp_path.rglob("*.sqlite3")
    with sqlite3.connect(file) as database:
        database.execute(
            "insert into core_journal (code, title, number_format, next_number, restarts_yearly)"
            " values ('kept', 'Журнал', '{number}', 42, 0)"
        )
        user = insert(database, "core_user", email="clerk@example.org")
        figures = {
            "year": 2050,
            "as_of": "2026-10-01",
            "counting_rule": "[]",
            "entered_at": AT,
            "entered_by_id": user,
        }
        decided = {
            "approved_at": AT,
            "approved_by_id": user,
            "published_at": AT,
            "published_by_id": user,
        }
        insert(
            database, "placement_snapshot", version=1, state="published", **figures, **decided
        )
        insert(database, "placement_snapshot", version=2, state="draft", **figures)
    database.close()
    manage(tmp_path, "migrate", "--verbosity", "0")
    with sqlite3.connect(file) as database:
        rows = database.execute("select title, next_number from core_journal where code = 'kept'")
        assert rows.fetchall() == [("Журнал", 42)]
        # Figures of a year that cannot be, which the new constraint forbids to stand.
        rows = database.execute("select version, state, withdrawal != '' from placement_snapshot")
        assert rows.fetchall() == [(1, "withdrawn", 1)]
    database.close()
