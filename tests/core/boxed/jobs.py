"""What the tests run in the child: a good job, and every way of being a bad one."""

import json
import os
import signal
import socket
import stat
import sys
import time
from typing import IO, Any

from core.errors import Refused

Files = list[IO[bytes]]


def measure(files: Files, output: IO[bytes], *, word: str) -> Any:
    """Sizes of the files and an option; the first file is written out in capitals."""
    contents = [file.read() for file in files]
    if contents:
        output.write(contents[0].upper())
    return {"sizes": [len(content) for content in contents], "word": word}


def refuse(files: Files, output: IO[bytes]) -> Any:
    raise Refused("В файле нет страниц.", field="scan")


def fail(files: Files, output: IO[bytes]) -> Any:
    raise ValueError(files[0].read().decode())


def allocate(files: Files, output: IO[bytes]) -> Any:
    return len(bytearray(1024**3))


def loop(files: Files, output: IO[bytes]) -> Any:
    while True:
        pass


def sleep(files: Files, output: IO[bytes]) -> Any:
    time.sleep(600)


def sleep_without_signals(files: Files, output: IO[bytes]) -> Any:
    for number in (signal.SIGTERM, signal.SIGALRM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    time.sleep(600)


def die(files: Files, output: IO[bytes], *, number: int) -> Any:
    os.kill(os.getpid(), number)


def leave(files: Files, output: IO[bytes]) -> Any:
    os._exit(0)


def print_much(files: Files, output: IO[bytes]) -> Any:
    line = "x" * (1024 * 1024)
    for _ in range(1024):
        print(line)  # noqa: T201 - what a chatty library does
    return "printed"


def complain_much(files: Files, output: IO[bytes]) -> Any:
    line = "x" * (1024 * 1024)
    for _ in range(1024):
        sys.stderr.write(line)


def answer_much(files: Files, output: IO[bytes]) -> Any:
    return ["x" * 1024] * 20_000


def write_much(files: Files, output: IO[bytes]) -> Any:
    for _ in range(50):
        output.write(b"x" * 1024 * 1024)


def write_a_little_much(files: Files, output: IO[bytes]) -> Any:
    output.write(b"x" * 1000)


def no_json(files: Files, output: IO[bytes]) -> Any:
    return {1, 2}


def half_a_letter(files: Files, output: IO[bytes]) -> Any:
    return "\ud800"


def no_number(files: Files, output: IO[bytes]) -> Any:
    return float("nan")


def attempts(files: Files, output: IO[bytes], *, path: str) -> dict[str, str]:
    """What became of each attempt to reach something outside."""
    return {
        "open": _tried(lambda: open(path, "rb")),
        "create": _tried(lambda: open(f"{path}.new", "wb")),
        "socket": _tried(socket.socket),
        "pipe": _tried(os.pipe),
        "copy": _tried(lambda: os.dup(0)),
        "import": _tried(lambda: __import__("wave")),
        "start": _tried(lambda: __import__("subprocess").run(["/bin/true"])),
        "environment": json.dumps(sorted(os.environ)),
        "django": str("django" in sys.modules),
    }


def leave_a_child(files: Files, output: IO[bytes]) -> Any:
    """Fork, where the system lets us; the copy holds the pipe of the answer open."""
    pid = os.fork()
    if pid == 0:
        time.sleep(600)
    return pid


def _tried(attempt: Any) -> str:
    try:
        attempt()
    except OSError as error:
        return type(error).__name__ + str(error.errno)
    except Exception as error:  # noqa: BLE001 - whatever is in the way
        return type(error).__name__
    return "done"


def answer_a_lie(files: Files, output: IO[bytes]) -> Any:
    """Write something else into the pipe of the answer."""
    _say(b'{"verdict": "__class__"}')


def answer_too_deep(files: Files, output: IO[bytes]) -> Any:
    _say(b"[" * 500_000)


def abort_for_memory(files: Files, output: IO[bytes]) -> Any:
    """As libraries in Rust end."""
    sys.stderr.write("memory allocation of 17179869184 bytes failed\n")
    sys.stderr.flush()
    os.abort()


def _say(answer: bytes) -> None:
    for number in range(3, 64):
        try:
            if stat.S_ISFIFO(os.fstat(number).st_mode):
                os.write(number, answer)
        except OSError:
            continue
    os._exit(0)


def read_all(files: Files, output: IO[bytes]) -> Any:
    """How many bytes a file has, read piece by piece."""
    size = 0
    while piece := files[0].read(1024 * 1024):
        size += len(piece)
    return size
