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
BASELINE = Path(__file__).with_name("baseline.txt")


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


@pytest.mark.req("X-6")
@pytest.mark.skipif(len(settings.DOMAINS) < 2, reason="the baseline is of both domains")
def test_a_database_of_the_baseline_goes_forward_and_keeps_its_rows(tmp_path):
    last: dict[str, str] = {}
    for path in sorted(frozen()):
        app, name = Path(path).parts[-3], Path(path).stem
        last[app] = name
    for app, name in last.items():
        manage(tmp_path, "migrate", app, name, "--verbosity", "0")
    (file,) = tmp_path.rglob("*.sqlite3")
    with sqlite3.connect(file) as database:
        database.execute(
            "insert into core_journal (code, title, number_format, next_number, restarts_yearly)"
            " values ('kept', 'Журнал', '{number}', 42, 0)"
        )
    database.close()
    manage(tmp_path, "migrate", "--verbosity", "0")
    with sqlite3.connect(file) as database:
        rows = database.execute("select title, next_number from core_journal where code = 'kept'")
        assert rows.fetchall() == [("Журнал", 42)]
    database.close()
