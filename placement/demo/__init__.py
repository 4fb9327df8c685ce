"""Demonstration content of the placement centre: run again, it adds what is missing."""

from typing import TextIO

from placement.demo import employers, pages, regulations, requests, statistics, vacancies


def load(stdout: TextIO) -> None:
    """The regulation of the centre, its pages, what it reports, employers, vacancies, requests."""
    regulations.load(stdout)
    pages.load(stdout)
    statistics.load(stdout)
    employers.load(stdout)
    vacancies.load(stdout)
    requests.load(stdout)
