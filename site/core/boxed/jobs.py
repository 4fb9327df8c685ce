"""The functions that may run in the child: an allow-list with the limits of each."""

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True)
class Job:
    """A function by its dotted path, and what it may use: bytes and seconds."""

    path: str
    # Address space of the whole child: the interpreter and its libraries need about 60 MB of it.
    memory: int
    # Processor time, and time by the clock.
    seconds: int
    wall: int
    # Bytes of the returned value as JSON, and of what is written to ``output``.
    answer: int
    output: int


_registered: dict[str, Job] = {}


def register(
    path: str,
    *,
    memory: int = 512 * MB,
    seconds: int = 20,
    wall: int = 40,
    answer: int = 8 * MB,
    output: int = 0,
) -> Job:
    """Allow the function at ``path`` to run in the child, within these limits."""
    job = Job(path, memory, seconds, wall, answer, output)
    if _registered.setdefault(path, job) != job:
        raise ValueError(f"{path} is registered twice, with different limits")
    return job


def is_registered(job: Job) -> bool:
    """Whether the function is on the allow-list."""
    return _registered.get(job.path) == job
