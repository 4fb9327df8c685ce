"""Processes are counted by the locks that they hold, however they end."""

import os
import signal
import subprocess
import sys

import pytest

from core import presence
from tests.core.test_platform_supervisor import SITE

HOLD = (
    "import sys,time;from pathlib import Path;from core import presence;"
    "presence.announce(Path(sys.argv[1]),'web');print('holds',flush=True);time.sleep(60)"
)


@pytest.fixture
def hold(tmp_path):
    """``hold()`` starts a process that is present as a web worker."""
    processes = []

    def start():
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(tmp_path)],
            env={**os.environ, "PYTHONPATH": str(SITE)},
            stdout=subprocess.PIPE,
        )
        processes.append(process)
        assert process.stdout.readline() == b"holds\n"
        return process

    yield start
    for process in processes:
        process.kill()
        process.wait()
        process.stdout.close()


def test_killed_processes_are_not_counted(hold, tmp_path):
    assert presence.count(tmp_path, "web") == 0
    first, _second = hold(), hold()
    assert presence.count(tmp_path, "web") == 2
    assert presence.count(tmp_path, "worker") == 0
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert presence.count(tmp_path, "web") == 1
    hold()
    assert presence.count(tmp_path, "web") == 2


@pytest.mark.usefixtures("site_pages")
def test_healthz_names_what_is_missing(client, hold, tmp_path, monkeypatch):
    monkeypatch.setenv(presence.FOLDER, str(tmp_path))
    monkeypatch.setenv(presence.WEB_WORKERS, "2")
    hold()
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.content.decode().splitlines() == [
        "web: 1 of 2 workers run",
        "worker: it does not run",
        "heavy_worker: it does not run",
        "regular_work: it does not run",
    ]
    hold()
    assert "web" not in client.get("/healthz").content.decode()
