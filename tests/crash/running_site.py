"""The site as it runs, in a folder and with a database of its own, and ways to kill its parts."""

import contextlib
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
from tests.crash import dying
from tests.crash.browser import Browser

PYTHONPATH = os.pathsep.join((str(ROOT / "site"), str(ROOT)))
DATABASE = "db.sqlite3"
GROUND = "ground.json"
# Four processes start at once, maybe beside other work.
PATIENCE = 180.0


class RunningSite(LiveSite):
    """`manage.py serve` on SQLite; letters go to a mail server of the tests."""

    domains = "contest"
    # The program that lays the ground.
    lay = "tests.crash.lay"
    mail_port = 0

    @property
    def environ(self) -> dict[str, str]:
        """As the live site's, with quick tables, and whatever database the suite itself is on."""
        mine = {
            "DJANGO_SETTINGS_MODULE": "tests.crash.settings",
            "PYTHONPATH": PYTHONPATH,
            "DATABASE_URL": f"sqlite:///{self.folder / DATABASE}",
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}",
            "DOMAINS": self.domains,
        }
        return super().environ | mine

    def prepare(self, people: int = 6) -> None:
        """Run ``lay`` and keep what it says; ``people`` have a draft that only has to be sent."""
        command = [sys.executable, "-m", self.lay, str(people)]
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
        pid = self.child(part)
        os.kill(pid, signal.SIGKILL)
        return pid

    def kill_web_worker(self) -> None:
        """SIGKILL for one of the processes that answer."""
        os.kill(_children(self.child("granian"))[0], signal.SIGKILL)

    def child(self, part: str) -> int:
        """The process id of a child whose command line names ``part``."""
        assert self._process is not None
        deadline = time.monotonic() + 30
        while not (pids := [p for p in _children(self._process.pid) if part in _command(p)]):
            assert time.monotonic() < deadline, f"there is no {part}"
            time.sleep(0.05)
        return pids[0]

    def die_at(self, place: str) -> None:
        """Whichever process comes first to a statement with these words dies before it."""
        (self.folder / dying.FILE).write_text(place, encoding="utf-8")

    @property
    def has_died(self) -> bool:
        """Whether a process has come to the place that was named last."""
        return not (self.folder / dying.FILE).exists()

    def health(self) -> str:
        """What ``/healthz`` says."""
        return Browser(self.url).get("/healthz").text

    def memory(self) -> int:
        """Bytes that the processes of the site hold, each shared page counted once (PSS)."""
        assert self._process is not None
        pids = [self._process.pid]
        for pid in pids:
            pids += _children(pid)
        return 1024 * sum(_pss(pid) for pid in pids)

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What is committed, read past the site."""
        with sqlite3.connect(self.folder / DATABASE, timeout=30) as database:
            return database.execute(query, values).fetchall()

    def write(self, query: str, *values: object) -> None:
        """Change rows past the site."""
        with sqlite3.connect(self.folder / DATABASE, timeout=30) as database:
            database.execute(query, values)

    def let_an_hour_pass(self, *, work: str = "", is_killed: bool = False) -> None:
        """Make everything due that waits for its time, then do the regular work.

        Only what is called ``work``, if that is said; with ``is_killed`` it may die at it.
        """
        past = "2020-01-01 00:00:00"
        self.write(
            "UPDATE core_letter SET next_attempt_at=?, lease_until=NULL WHERE state='waiting'", past
        )
        self.write("UPDATE core_regularwork SET due_at=? WHERE ? IN ('', name)", past, work)
        with contextlib.suppress(AssertionError) if is_killed else contextlib.nullcontext():
            self.manage("tick")


class PlacementSite(RunningSite):
    """The placement centre alone."""

    domains = "placement"
    lay = "tests.crash.lay_placement"


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def _pss(pid: int) -> int:
    """KiB of memory of a process; 0 once it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except FileNotFoundError:
        return ""
