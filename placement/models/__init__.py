"""Nouns of the placement centre."""

from placement.pages.centre import CentrePage
from placement.pages.employers import EmployersPage
from placement.pages.sveden import EducationPage
from placement.pages.vacancies import VacanciesPage

from .employers import ContactRecord, Employer, EmployerContact
from .programmes import Programme
from .statistics import Snapshot, SnapshotRow
from .vacancies import Profession, Vacancy, VacancyRequest

__all__ = [
    "CentrePage",
    "ContactRecord",
    "EducationPage",
    "Employer",
    "EmployerContact",
    "EmployersPage",
    "Profession",
    "Programme",
    "Snapshot",
    "SnapshotRow",
    "VacanciesPage",
    "Vacancy",
    "VacancyRequest",
]
