"""Demonstration content of the placement centre: run again, it adds what is missing."""

from typing import TextIO

from placement.agreements import demo as agreements
from placement.assistance.demo import page as graduates_page
from placement.centre.demo import page as centre_page
from placement.centre.demo import regulations
from placement.employers.demo import bank
from placement.employers.demo import page as employers_page
from placement.requests import demo as requests
from placement.statistics import demo as statistics
from placement.vacancies.demo import page as vacancies_page
from placement.vacancies.demo import register


def load(stdout: TextIO) -> None:
    """The regulation of the centre, its pages, what it reports, employers, vacancies, agreements, requests."""
    regulations.load(stdout)
    load_pages(stdout)
    statistics.load(stdout)
    bank.load(stdout)
    register.load(stdout)
    agreements.load(stdout)
    requests.load(stdout)


def load_pages(stdout: TextIO) -> None:
    """Vacancies, graduates, employers, the centre: all in the main menu."""
    vacancies_page.load(stdout)
    graduates_page.load(stdout)
    employers_page.load(stdout)
    centre_page.load(stdout)
