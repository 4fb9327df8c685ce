"""The child: started as a script by ``parent.run``, it knows neither Django nor the environment.

Order matters: limits of memory and time, the import of the job's module (the warm-up), the end of
all new descriptors, and only then the first look at the stranger's bytes.
"""

import errno
import importlib
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import IO, Any

SITE = Path(__file__).resolve().parents[2]


def main() -> None:
    """Read the order from standard input, do it, write the answer to the parent's pipe."""
    order = json.load(sys.stdin.buffer)
    _limit(order["limits"])
    # Imports of the site: this script runs isolated, without PYTHONPATH.
    sys.path[:0] = [str(SITE), str(SITE.parent)]
    answer = _answer(order)
    with os.fdopen(order["pipe"], "wb") as pipe:
        pipe.write(answer)
    # Nothing of the job outlives its answer: no threads, no clean-up of what it left.
    os._exit(0)


def _limit(limits: dict[str, int]) -> None:
    # The thread that started us may have blocked signals.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    # Should the parent die, the default action of this signal still ends us.
    signal.alarm(limits["wall"] + 5)
    # A page that somebody waits for goes first.
    os.nice(5)
    for kind, value in (
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_FSIZE, limits["output"]),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(kind, (value, value))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"] + 2))


def _answer(order: dict[str, Any]) -> bytes:
    """The answer as JSON; an error is told by its kind and place, never with the file's content."""
    try:
        function = _function(order["path"])
        files = _opened(order["files"], order["served"])
        output = os.fdopen(order["output"], "wb")
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
        value = function(files, output, **order["options"])
        output.flush()
        return _encoded({"value": value})
    except MemoryError:
        return _encoded({"verdict": "memory"})
    except BaseException as error:  # noqa: BLE001 - a panic of a library in Rust is no Exception
        return _encoded(_failure(error))


def _opened(numbers: list[int], served: list[int | None]) -> list[IO[bytes]]:
    """The files: at hand, or – where a size is named – asked for piece by piece."""
    from core.boxed.served import opened

    return [opened(number, size) for number, size in zip(numbers, served, strict=True)]


def _function(path: str) -> Any:
    module, _, name = path.rpartition(".")
    return getattr(importlib.import_module(module), name)


def _failure(error: BaseException) -> dict[str, Any]:
    if type(error).__name__ == "Refused":
        return {"refused": str(error), "field": getattr(error, "field", None)}
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        return {"verdict": "output"}
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else ""
    return {"error": f"{type(error).__name__} at {where}"}


def _encoded(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer, ensure_ascii=False, allow_nan=False).encode()


if __name__ == "__main__":
    main()
