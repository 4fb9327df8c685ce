"""One parent that keeps the site's processes running: web server, worker, regular work.

Plain Python without Django: nothing of the site can break it, and it is tested on its own.
Each child leads a process group of its own: what a dead child leaves behind is ended before it is
started again, and the kernel ends the children when the parent is killed outright.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core import presence

PR_SET_PDEATHSIG = 1
STEADY_AFTER = 60.0  # seconds of life after which the pauses begin from the shortest again
LONGEST_PAUSE = 30.0
GRACE = 15.0
STEP = 0.2

Say = Callable[[str], object]


@dataclass
class Child:
    """A program to keep running and how it fares."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    start_at: float = 0.0
    pause: float = 1.0

    def start(self, environ: Mapping[str, str], now: float) -> None:
        """Start the program in a process group of its own; it is present while it lives."""
        folder = environ.get(presence.FOLDER)
        locks = [presence.announce(Path(folder), self.name)] if folder else []
        try:
            self.process = subprocess.Popen(  # noqa: S603 (our own commands)
                self.command,
                env=dict(environ),
                start_new_session=True,
                pass_fds=locks,
                preexec_fn=_die_with_parent(os.getpid()),  # noqa: PLW1509 (the parent has no threads)
            )
        finally:
            for lock in locks:
                os.close(lock)
        self.started_at = now

    def reap(self, now: float) -> int | None:
        """The exit code if the program has just ended; plans the next start."""
        if self.process is None or (code := self.process.poll()) is None:
            return None
        self.signal(signal.SIGKILL)
        self.process = None
        if now - self.started_at > STEADY_AFTER:
            self.pause = 1.0
        self.start_at = now + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)
        return code

    def signal(self, number: signal.Signals) -> None:
        """Signal the whole group; a group that is gone is no error."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)


class Supervisor:
    """Runs the children until told to stop, and restarts those that die."""

    def __init__(self, children: Sequence[Child], *, say: Say = print) -> None:
        self.children = list(children)
        self.say = say
        self.stopping = False

    def run(self, environ: Mapping[str, str]) -> None:
        """Keep the children running until SIGTERM or SIGINT, then end them all."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            while not self.stopping:
                self._look_after(environ, time.monotonic())
                time.sleep(STEP)
        finally:
            self._end_all()

    def _stop(self, number: int, frame: object) -> None:
        self.stopping = True

    def _look_after(self, environ: Mapping[str, str], now: float) -> None:
        for child in self.children:
            if (code := child.reap(now)) is not None:
                pause = child.start_at - now
                self.say(f"{child.name} ended with {code}; starting again in {pause:.0f} s")
            if child.process is None and now >= child.start_at:
                child.start(environ, now)

    def _end_all(self) -> None:
        # The leader passes the signal on in its own order: workers finish what they are at.
        running = [child for child in self.children if child.process is not None]
        for child in running:
            if child.process is not None:
                child.process.terminate()
        deadline = time.monotonic() + GRACE
        for child in running:
            if child.process is None:
                continue
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.1, deadline - time.monotonic()))
            child.signal(signal.SIGKILL)
            child.process.wait()


def _die_with_parent(parent: int) -> Callable[[], None] | None:
    """What a child calls before it starts, so that the kernel ends it with its parent (Linux)."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl

    def prepare() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # the parent died before the call
            os._exit(1)

    return prepare
