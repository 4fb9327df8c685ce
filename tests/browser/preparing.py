"""The folder with demonstration content that the live sites of a run are copies of."""

import fcntl
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.live_site import PREPARED, ROOT, LiveSite


def folder(factory: pytest.TempPathFactory) -> Path:
    """The same folder in all processes of the run."""
    base = factory.getbasetemp()
    shared = (base.parent if base.name.startswith("popen-") else base) / "prepared-site"
    shared.mkdir(exist_ok=True)
    return shared


def begin(folder: Path) -> subprocess.Popen[bytes] | None:
    """Start to fill the folder in a process of its own, which holds its lock; the first call does."""
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        if (folder / PREPARED).exists():
            return None
        command = [sys.executable, "-m", __name__, str(folder)]
        return subprocess.Popen(command, cwd=ROOT, pass_fds=[lock.fileno()])


def finish(folder: Path) -> None:
    """Wait until the folder is filled; fill it here if nobody else has."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / PREPARED).exists():
            LiveSite(folder).prepare()


if __name__ == "__main__":
    LiveSite(Path(sys.argv[1])).prepare()
