"""Demonstration content of the placement centre: run again, it adds what is missing."""

from typing import TextIO

from placement.demo import regulations, statistics


def load(stdout: TextIO) -> None:
    """The regulation of the centre and what it reports."""
    regulations.load(stdout)
    statistics.load(stdout)
