"""The product as it is served: web server, worker and regular work, with folders of its own."""

import contextlib
import datetime as dt
import email
import email.policy
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MANAGE = [sys.executable, str(ROOT / "manage.py")]
# What `make run` does before it serves, in one process: starting Django is the slow part.
SETUP = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
for command in ("setup_roles", "load_letter_texts", "load_demo"):
    call_command(command)
call_command("collectstatic", interactive=False, verbosity=0)
"""
PREPARED = "prepared"
OWN_PORT = "from wagtail.models import Site; Site.objects.update(port=%s)"
# The suite may run while other work takes the processors.
PATIENCE = 300.0
# Django's file backend puts this line behind each letter.
BETWEEN_LETTERS = b"-" * 79


@dataclass(frozen=True)
class Letter:
    """A letter that the worker has sent."""

    to: str
    subject: str
    text: str

    @property
    def links(self) -> list[str]:
        """The addresses it names."""
        return re.findall(r"https?://\S+", self.text)


class LiveSite:
    """`manage.py serve` on a free port; ``folder`` becomes its VAR_DIR.

    The database is SQLite in that folder, or what DATABASE_URL names.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self.url = f"http://localhost:{self.port}"
        self._prepared_at = self.url.encode()
        self._log = folder / "serve.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def environ(self) -> dict[str, str]:
        """The demonstration's settings; nothing of the unit tests' own."""
        mine = {
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "VAR_DIR": str(self.folder),
            "SITE_URL": self.url,
            "CLOCK_FILE": str(self.folder / "clock"),
        }
        return {k: v for k, v in os.environ.items() if k not in ("CACHE_URL", "EMAIL_URL")} | mine

    def manage(self, *words: str) -> str:
        """Run a management command; return what it said."""
        done = subprocess.run(
            [*MANAGE, *words], env=self.environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def prepare(self) -> None:
        """Tables, groups, letter texts, demonstration content; its address is noted at last."""
        self.manage("shell", "--no-imports", "--command", SETUP)
        (self.folder / PREPARED).write_text(self.url, encoding="ascii")

    def take_over(self, prepared: Path) -> None:
        """Go on from a copy of a prepared folder, at this site's own port."""
        shutil.copytree(prepared, self.folder, dirs_exist_ok=True)
        self.manage("shell", "--no-imports", "--command", OWN_PORT % self.port)
        self._prepared_at = (prepared / PREPARED).read_bytes()

    def move_to(self, instant: dt.datetime) -> None:
        """Let web server, workers and regular work go by a clock that shows ``instant`` now."""
        ahead = round((instant - dt.datetime.now(dt.UTC)).total_seconds())
        # Renamed into its place: nobody reads half of it.
        draft = self.folder / "clock.new"
        draft.write_text(str(ahead), encoding="ascii")
        draft.rename(self.folder / "clock")

    def start(self) -> None:
        """Serve, and wait until the first page is there."""
        command = [*MANAGE, "serve", "--port", str(self.port)]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command, env=self.environ, stdout=log, stderr=subprocess.STDOUT
            )
        _until(self._answers, "the server answers", self._log)

    def stop(self) -> None:
        """End it the way Ctrl+C does; its children go with it."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(30)
            self._process.kill()
            self._process.wait()
            self._process = None

    @property
    def staff_password(self) -> str:
        """The password of the demonstration's staff."""
        return (self.folder / "secrets" / "demo_password").read_text(encoding="ascii").strip()

    def letters(self, to: str) -> list[Letter]:
        """The letters sent so far to an address, or to anybody; the oldest first."""
        found: list[tuple[float, Letter]] = []
        for path in (self.folder / "mail").glob("*"):
            # Letters that waited in the prepared folder lead to the address it was made at.
            raw = path.read_bytes().replace(self._prepared_at, self.url.encode())
            parts = raw.split(BETWEEN_LETTERS)
            found += [(path.stat().st_mtime, _read(part)) for part in parts if part.strip()]
        found.sort(key=lambda pair: pair[0])
        return [letter for _, letter in found if to in ("", letter.to)]

    def letter(self, to: str, subject: str, text: str = "") -> Letter:
        """Wait for the worker to send a letter whose subject begins with ``subject``.

        With ``text`` the letter also has to contain it.
        """
        found: list[Letter] = []

        def has_come() -> bool:
            letters = [one for one in self.letters(to) if one.subject.startswith(subject)]
            found[:] = [one for one in letters if text in one.text]
            return bool(found)

        _until(has_come, f"a letter «{subject}…» to {to}", self._log)
        return found[-1]

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, self._log.read_text(encoding="utf-8")
        try:
            with urllib.request.urlopen(f"{self.url}/", timeout=30) as answer:
                return answer.status == 200
        except OSError:
            return False


def _read(raw: bytes) -> Letter:
    message = email.message_from_bytes(raw.lstrip(), policy=email.policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    return Letter(str(message["To"]), str(message["Subject"]).strip(), body.get_content())


def _until(happens, what: str, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happens():
        said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
        assert time.monotonic() < deadline, f"Waited in vain for: {what}\n{said[-3000:]}"
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
