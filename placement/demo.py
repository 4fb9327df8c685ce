"""Demonstration content of the placement centre: run again, it adds what is missing."""

from typing import TextIO

from placement.agreements import demo as agreements
from placement.assistance.demo import page as graduates_page
from placement.assistance.demo import requests as assistance
from placement.cases import demo as cases
from placement.centre.demo import page as centre_page
from placement.centre.demo import regulations
from placement.consultations import demo as consultations
from placement.employers.demo import bank
from placement.employers.demo import page as employers_page
from placement.graduates import demo as graduates
from placement.grants import demo as grants
from placement.mentors import demo as mentors
from placement.needs import demo as needs
from placement.photos import demo as photos
from placement.referrals import demo as referrals
from placement.requests import demo as requests
from placement.resumes import demo as resumes
from placement.statistics import demo as statistics
from placement.vacancies.demo import page as vacancies_page
from placement.vacancies.demo import register


def load(stdout: TextIO) -> None:
    """The regulation of the centre, its pages, what it reports, employers, vacancies, agreements, requests, graduates."""
    regulations.load(stdout)
    load_pages(stdout)
    statistics.load(stdout)
    bank.load(stdout)
    register.load(stdout)
    agreements.load(stdout)
    requests.load(stdout)
    load_graduates(stdout)


def load_graduates(stdout: TextIO) -> None:
    """Invented people, what they allow, how they are led; each stands on those before it."""
    graduates.load(stdout)
    grants.load(stdout)
    needs.load(stdout)
    resumes.load(stdout)
    photos.load(stdout)
    cases.load(stdout)
    referrals.load(stdout)
    mentors.load(stdout)
    consultations.load(stdout)
    assistance.load(stdout)
    grants.load_withdrawal()


def load_pages(stdout: TextIO) -> None:
    """Vacancies, graduates, employers, the centre: all in the main menu."""
    vacancies_page.load(stdout)
    graduates_page.load(stdout)
    employers_page.load(stdout)
    centre_page.load(stdout)
