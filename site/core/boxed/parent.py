"""The parent's side: starts the child, waits no longer than it may, and says what became of it."""

import contextlib
import json
import logging
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from core.errors import Refused

from . import child
from .errors import Busy, Crashed, OutOfMemory, OutOfTime, TooMuchOutput, Verdict
from .jobs import MB, Job, is_registered
from .served import Served

logger = logging.getLogger(__name__)

# So many children at a time in one process of the site; others wait for a place.
PLACES = 2
WAIT_FOR_PLACE = 20
_CHUNK = 64 * 1024
# Room for the last words of the child, which tell running out of memory from other deaths.
_LAST_WORDS = MB
_NO_MEMORY = (b"memory allocation of", b"MemoryError", b"out of memory", b"std::bad_alloc")
_VERDICTS: dict[str, type[Verdict]] = {"memory": OutOfMemory, "output": TooMuchOutput}
_DEATHS: dict[int, type[Verdict]] = {-signal.SIGXCPU: OutOfTime, -signal.SIGALRM: OutOfTime}
_places = threading.BoundedSemaphore(PLACES)


@dataclass(frozen=True)
class Answer:
    """What the function returned, and what it wrote, from its beginning."""

    value: Any
    output: IO[bytes]


def run(job: Job, files: Sequence[bytes | IO[bytes] | Served], **options: Any) -> Answer:
    """Run a registered function on strangers' files in a child process.

    A file too large for memory is ``Served``. ``options`` are JSON values. Raises Refused with the function's own words, or a Verdict.
    """
    if not is_registered(job):
        raise LookupError(f"{job.path} is not registered")
    if not _places.acquire(timeout=WAIT_FOR_PLACE):
        raise Busy
    try:
        return _run(job, files, options)
    except Verdict as verdict:
        logger.warning("boxed %s: %s", job.path, type(verdict).__name__)
        raise
    finally:
        _places.release()


def _run(job: Job, files: Sequence[bytes | IO[bytes] | Served], options: dict[str, Any]) -> Answer:
    with contextlib.ExitStack() as stack:
        output = stack.enter_context(_in_memory())
        last_words = stack.enter_context(_in_memory())
        opened = [stack.enter_context(_readable(file)) for file in files]
        reading, writing = os.pipe()
        stack.callback(os.close, reading)
        order = {
            "path": job.path,
            "files": [file.fileno() for file in opened],
            "served": [file.size if isinstance(file, Served) else None for file in files],
            "output": output.fileno(),
            "pipe": writing,
            "options": options,
            "limits": {
                "memory": job.memory,
                "seconds": job.seconds,
                "wall": job.wall,
                "output": max(job.output, _LAST_WORDS),
            },
        }
        try:
            process = _start(order, last_words)
        finally:
            os.close(writing)
            # The end of a line that is the child's alone: here it would keep the line open.
            for end in opened:
                if isinstance(end, socket.socket):
                    end.close()
        raw, verdict = _listen(process, reading, job)
        if verdict is None:
            value = _value(raw, process.returncode, last_words)
            if os.fstat(output.fileno()).st_size <= job.output:
                return Answer(value, _kept(output))
            verdict = TooMuchOutput()
        raise verdict


def _start(order: dict[str, Any], last_words: IO[bytes]) -> subprocess.Popen[bytes]:
    with _in_memory() as stdin:
        stdin.write(json.dumps(order).encode())
        stdin.seek(0)
        # A new interpreter, not a fork: the site has threads.
        return subprocess.Popen(  # noqa: S603 (our interpreter, our script)
            [sys.executable, "-I", "-X", "utf8", str(Path(child.__file__))],
            stdin=stdin,
            stdout=subprocess.DEVNULL,
            stderr=last_words,
            pass_fds=[*order["files"], order["output"], order["pipe"]],
            env={},
            cwd="/",
            # A group of its own, so that whatever it starts ends with it.
            start_new_session=True,
        )


def _listen(process: subprocess.Popen[bytes], pipe: int, job: Job) -> tuple[bytes, Verdict | None]:
    """What the child wrote until it was ready, or why it was not waited for; ends the child."""
    try:
        return b"".join(_parts(pipe, job)), None
    except Verdict as verdict:
        return b"", verdict
    finally:
        # It has answered, died or is late: in each case it is not needed any more.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _parts(pipe: int, job: Job) -> Iterator[bytes]:
    deadline = time.monotonic() + job.wall
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    size = 0
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not poll.poll(left * 1000):
            raise OutOfTime
        part = os.read(pipe, _CHUNK)
        size += len(part)
        if size > job.answer:
            raise TooMuchOutput
        if not part:
            return
        yield part


def _value(raw: bytes, code: int, last_words: IO[bytes]) -> Any:
    """The returned value; Refused when there is none."""
    try:
        answer = json.loads(raw)
        kind = next(iter(answer)) if isinstance(answer, dict) and answer else ""
    except (ValueError, RecursionError):
        answer, kind = {}, ""
    match kind:
        case "value":
            return answer["value"]
        case "refused":
            raise Refused(str(answer["refused"]), field=answer.get("field"))
        case "verdict" if answer["verdict"] in _VERDICTS:
            raise _VERDICTS[answer["verdict"]]
        case "error":
            logger.warning("boxed child: %s", str(answer["error"])[:300])
    raise _death(code, last_words)


def _death(code: int, last_words: IO[bytes]) -> Verdict:
    last_words.seek(max(0, last_words.seek(0, os.SEEK_END) - _CHUNK))
    tail = last_words.read()
    if any(sign in tail for sign in _NO_MEMORY):
        return OutOfMemory()
    logger.warning("boxed child ended with %s", code)
    return _DEATHS.get(code, Crashed)()


def _in_memory() -> IO[bytes]:
    """A file that never touches a disk: what strangers send is kept there only encrypted."""
    return os.fdopen(os.memfd_create("boxed"), "w+b")


def _kept(file: IO[bytes]) -> IO[bytes]:
    """The same file at its start; it stays open when ``file`` is closed."""
    copy = os.fdopen(os.dup(file.fileno()), "rb")
    copy.seek(0)
    return copy


def _readable(file: bytes | IO[bytes] | Served) -> Any:
    """The content as what the child can be handed: a file at its start, or a line to ask by."""
    if isinstance(file, Served):
        return file.serve()
    if hasattr(file, "temporary_file_path"):
        # A big upload lies on the disk already.
        return open(file.temporary_file_path(), "rb")
    copy = _in_memory()
    if isinstance(file, bytes):
        copy.write(file)
    else:
        file.seek(0)
        while part := file.read(_CHUNK):
            copy.write(part)
        file.seek(0)
    copy.seek(0)
    return copy
