"""Which processes of this installation live, told by locks.

Each process holds the lock of a file in a folder that ``manage.py serve`` makes; the kernel lets go of
it however the process ends. Plain Python without Django.
"""

import fcntl
import itertools
import os
from pathlib import Path

# Names the folder in the environment of the processes, and how many web workers there should be.
FOLDER = "SITE_PROCESSES"
WEB_WORKERS = "SITE_WEB_WORKERS"
# The roles.
WEB, WORKER, HEAVY_WORKER, REGULAR_WORK = "web", "worker", "heavy worker", "regular work"


def announce(folder: Path, role: str) -> int:
    """Take a free lock of the role: whoever holds the returned descriptor open counts as alive."""
    for number in itertools.count(1):
        lock = os.open(folder / f"{role}.{number}", os.O_RDWR | os.O_CREAT, 0o600)
        if _take(lock, fcntl.LOCK_EX):
            return lock
        os.close(lock)
    raise AssertionError


def count(folder: Path, role: str) -> int:
    """How many processes of the role are alive."""
    alive = 0
    for path in folder.glob(f"{role}.*"):
        lock = os.open(path, os.O_RDWR)
        alive += not _take(lock, fcntl.LOCK_SH)
        os.close(lock)
    return alive


def _take(lock: int, kind: int) -> bool:
    try:
        fcntl.flock(lock, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
