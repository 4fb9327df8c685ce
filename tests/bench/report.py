"""The figures: measured in turns with their baselines, printed as one table."""

import gc
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connection
from django.test.utils import CaptureQueriesContext

Act = Callable[[], object]
# Seconds of measuring one figure, and the least and the most turns.
BUDGET = 6.0
FEWEST, MOST = 7, 300
MIB = 1024 * 1024


@dataclass(frozen=True)
class Figure:
    """One line: what was measured, against what, and what is aimed at.

    ``value`` and ``baseline`` are of the same ``unit``; ``aim`` is the greatest ratio between
    them. ``peak`` is in bytes.
    """

    name: str
    value: float
    baseline: float
    against: str
    aim: float
    unit: str = "ms"
    queries: int | None = None
    queries_aim: int | None = None
    peak: int | None = None

    @property
    def ratio(self) -> float:
        """How many times the baseline."""
        return self.value / self.baseline if self.baseline else float("inf")

    @property
    def is_met(self) -> bool:
        """Whether the aims are reached."""
        few = self.queries_aim is None or (self.queries or 0) <= self.queries_aim
        return few and self.ratio <= self.aim

    def cells(self) -> list[str]:
        """The line as texts, in the order of `HEADINGS`."""
        queries = "" if self.queries is None else str(self.queries)
        if self.queries_aim is not None:
            queries += f" (≤ {self.queries_aim})"
        return [
            self.name,
            f"{self.value:.2f} {self.unit}",
            f"{self.baseline:.2f} {self.unit}, {self.against}",
            f"{self.ratio:.2f}",
            f"≤ {self.aim:.2f}",
            queries,
            "" if self.peak is None else f"{self.peak / MIB:.1f} MiB",
            "met" if self.is_met else "MISSED",
        ]


HEADINGS = ["Figure", "Value", "Baseline", "Ratio", "Aim", "Queries", "Peak memory", ""]


@dataclass
class Report:
    """Collects the figures of one run; modules of this folder add theirs in ``run(report)``."""

    figures: list[Figure] = field(default_factory=list)

    def add(self, figure: Figure) -> Figure:
        """Keep a figure and say it at once."""
        self.figures.append(figure)
        sys.stderr.write("  ".join(figure.cells()) + "\n")
        return figure

    def time(
        self,
        name: str,
        act: Act,
        *,
        baseline: Act,
        against: str,
        aim: float,
        queries_aim: int | None = None,
        budget: float = BUDGET,
    ) -> Figure:
        """Measure ``act`` and ``baseline`` in turns; medians of wall time, in milliseconds.

        Queries and the peak of Python's memory are those of one further call.
        """
        for call in (act, baseline, act, baseline):
            call()
        queries, peak = _queries(act), _peak(act)
        mine, theirs = in_turns(act, baseline, budget=budget)
        return self.add(
            Figure(
                name,
                statistics.median(mine) * 1000,
                statistics.median(theirs) * 1000,
                against,
                aim,
                queries=queries,
                queries_aim=queries_aim,
                peak=peak,
            )
        )

    def table(self) -> str:
        """All figures as a Markdown table."""
        lines = [HEADINGS, *(figure.cells() for figure in self.figures)]
        widths = [max(len(line[n]) for line in lines) for n in range(len(HEADINGS))]
        shown = [
            "| " + " | ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)) + " |"
            for line in lines
        ]
        return "\n".join(
            [shown[0], "|" + "|".join("-" * (w + 2) for w in widths) + "|", *shown[1:]]
        )


def in_turns(act: Act, baseline: Act, *, budget: float = BUDGET) -> tuple[list[float], list[float]]:
    """Seconds of each call, the two taking turns, so that a busy machine slows down both."""
    mine: list[float] = []
    theirs: list[float] = []
    gc.collect()
    end = time.monotonic() + budget
    while len(mine) < FEWEST or (time.monotonic() < end and len(mine) < MOST):
        mine.append(_seconds(act))
        theirs.append(_seconds(baseline))
    return mine, theirs


def _seconds(act: Act) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _queries(act: Act) -> int:
    with CaptureQueriesContext(connection) as seen:
        act()
    return len(seen)


def _peak(act: Act) -> int:
    tracemalloc.start()
    try:
        act()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
