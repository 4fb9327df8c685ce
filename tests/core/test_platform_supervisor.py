"""The supervisor: restarts what dies, leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SITE = Path(__file__).resolve().parents[2] / "site"
# A child that notes its process id at each start and then sleeps; so does a grandchild.
CHILD = (
    "import os,subprocess,sys,time;"
    "open(sys.argv[1],'a').write(str(os.getpid())+'\\n');"
    "g=subprocess.Popen(['sleep','60']);"
    "open(sys.argv[1]+'.grand','a').write(str(g.pid)+'\\n');"
    "time.sleep(60)"
)
PARENT = (
    "import os,sys;from core.supervisor import Child,Supervisor;"
    "Supervisor([Child('child',[sys.executable,'-c',sys.argv[1],sys.argv[2]],pause=0.1)])"
    ".run(os.environ)"
)


def wait_for(condition, seconds=20.0):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if value := condition():
            return value
        time.sleep(0.05)
    pytest.fail("it did not happen in time")


def alive(pid):
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


@pytest.fixture
def notes(tmp_path):
    return tmp_path / "pids"


@pytest.fixture
def supervisor(notes):
    process = subprocess.Popen(
        [sys.executable, "-c", PARENT, CHILD, str(notes)],
        env={**os.environ, "PYTHONPATH": str(SITE)},
        stdout=subprocess.DEVNULL,
    )
    yield process
    for pid in pids(notes) + pids(Path(f"{notes}.grand")):
        if alive(pid):
            os.kill(pid, signal.SIGKILL)
    process.kill()
    process.wait()


def pids(path):
    return [int(line) for line in path.read_text().split()] if path.exists() else []


@pytest.mark.req("X-6")
def test_a_killed_child_is_started_again_and_leaves_nothing_behind(supervisor, notes):
    grand = Path(f"{notes}.grand")
    wait_for(lambda: pids(grand))
    first, first_grand = pids(notes)[0], pids(grand)[0]
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: len(pids(notes)) == 2)
    assert not alive(first)
    wait_for(lambda: not alive(first_grand))


def test_stopping_the_supervisor_stops_everything(supervisor, notes):
    grand = Path(f"{notes}.grand")
    wait_for(lambda: pids(grand))
    supervisor.send_signal(signal.SIGTERM)
    assert supervisor.wait(20) == 0
    assert not alive(pids(notes)[0])
    wait_for(lambda: not alive(pids(grand)[0]))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel's help is Linux's")
def test_no_child_outlives_a_supervisor_killed_outright(supervisor, notes):
    wait_for(lambda: pids(notes))
    supervisor.kill()
    supervisor.wait()
    wait_for(lambda: not alive(pids(notes)[0]))
