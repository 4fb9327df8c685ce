"""Why a finding may no longer change: what stands above it carries it, and says so here (C-K5)."""

from collections.abc import Callable

from contest.findings.models import Finding

Source = Callable[[Finding], str]

_sources: list[Source] = []


def hold_by(source: Source) -> None:
    """Ask ``source`` before a finding changes: Russian words where it may not; called at start."""
    if source not in _sources:
        _sources.append(source)


def held_because(finding: Finding) -> str:
    """Why the finding stays as it is; empty while its author may change it."""
    return next(filter(None, (source(finding) for source in _sources)), "")
