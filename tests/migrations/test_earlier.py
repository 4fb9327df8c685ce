"""A database whose migrations were made anew under it is recognised and left as it is (X-6)."""

import sqlite3
import subprocess
from contextlib import closing

import pytest

from tests.browser.live_site import MANAGE, LiveSite


@pytest.mark.req("X-6")
def test_an_earlier_database_is_told_what_to_do_instead_of_breaking(tmp_path):
    site = LiveSite(tmp_path)
    site.manage("migrate", "core", "--verbosity", "0")
    site.manage("migrate", "core", "--verbosity", "0")
    # As the earlier version had it: the same migrations by name, without one of their columns.
    path = tmp_path / "db.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.execute("ALTER TABLE core_user DROP COLUMN post")
        database.commit()
    before = tables(path)
    stopped = subprocess.run(
        [*MANAGE, "migrate"], env=site.environ, capture_output=True, text=True, check=False
    )
    assert stopped.returncode == 1
    assert "переименуйте папку var/" in stopped.stderr
    assert tables(path) == before


def tables(path):
    with closing(sqlite3.connect(path)) as database:
        return database.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
