"""The site as it runs, in a folder and with a database of its own, and ways to kill its parts."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from tests.browser.live_site import ROOT, LiveSite

PYTHONPATH = os.pathsep.join((str(ROOT / "site"), str(ROOT)))
DATABASE = "db.sqlite3"
GROUND = "ground.json"
# Four processes start at once, maybe beside other work.
PATIENCE = 180.0


class RunningSite(LiveSite):
    """`manage.py serve` on SQLite; letters go to a mail server of the tests."""

    mail_port = 0

    @property
    def environ(self) -> dict[str, str]:
        """As the live site's, with quick tables, and whatever database the suite itself is on."""
        mine = {
            "DJANGO_SETTINGS_MODULE": "tests.crash.settings",
            "PYTHONPATH": PYTHONPATH,
            "DATABASE_URL": f"sqlite:///{self.folder / DATABASE}",
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}",
            "DOMAINS": "contest",
        }
        return super().environ | mine

    def prepare(self) -> None:
        """Run ``lay`` and keep what it says."""
        command = [sys.executable, "-m", "tests.crash.lay"]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        (self.folder / GROUND).write_text(done.stdout.splitlines()[-1], encoding="utf-8")

    def copy_from(self, template: Path) -> None:
        """Take over a prepared folder."""
        shutil.copytree(template, self.folder, dirs_exist_ok=True)

    @property
    def ground(self) -> dict[str, Any]:
        """What ``lay`` has made."""
        return json.loads((self.folder / GROUND).read_text(encoding="utf-8"))

    def start(self) -> None:
        """Serve, and wait until it answers."""
        command = [sys.executable, "-m", "tests.crash.serve", "--port", str(self.port)]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=self.environ, stdout=log, stderr=subprocess.STDOUT
            )
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            assert time.monotonic() < deadline, self._log.read_text(encoding="utf-8")
            time.sleep(0.1)

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, self._log.read_text(encoding="utf-8")
        try:
            with urllib.request.urlopen(f"{self.url}/forms/continue/", timeout=30) as answer:
                return answer.status == 200
        except OSError:
            return False

    def kill(self, part: str) -> int:
        """SIGKILL for a child whose command line names ``part``; return its process id."""
        deadline = time.monotonic() + 30
        while not (found := [pid for pid in self._children() if part in _command(pid)]):
            assert time.monotonic() < deadline, f"there is no {part}"
            time.sleep(0.05)
        os.kill(found[0], signal.SIGKILL)
        return found[0]

    def _children(self) -> list[int]:
        assert self._process is not None
        tasks = Path(f"/proc/{self._process.pid}/task").glob("*/children")
        return [int(pid) for task in tasks for pid in task.read_text().split()]

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What is committed, read past the site."""
        with sqlite3.connect(self.folder / DATABASE, timeout=30) as database:
            return database.execute(query, values).fetchall()

    def let_an_hour_pass(self) -> None:
        """Make everything due that waits for its time, then do the regular work."""
        with sqlite3.connect(self.folder / DATABASE, timeout=30) as database:
            past = "2020-01-01 00:00:00"
            database.execute(
                "UPDATE core_letter SET next_attempt_at=?, lease_until=NULL WHERE state='waiting'",
                (past,),
            )
            database.execute("UPDATE core_regularwork SET due_at=?", (past,))
        self.manage("tick")


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except FileNotFoundError:
        return ""
