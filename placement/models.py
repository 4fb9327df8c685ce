"""Every noun's models, so that Django sees them; other code imports from the nouns themselves."""

from placement.agreements.models import Addendum, Agreement, DraftTemplate
from placement.centre.pages import CentrePage
from placement.employers.models import ContactRecord, Employer, EmployerContact
from placement.employers.pages import EmployersPage
from placement.professions.models import Profession
from placement.programmes.models import Programme
from placement.requests.models import VacancyRequest
from placement.statistics.models import Snapshot, SnapshotRow
from placement.statistics.pages import EducationPage
from placement.vacancies.models import Vacancy
from placement.vacancies.pages import VacanciesPage

__all__ = [
    "Addendum",
    "Agreement",
    "CentrePage",
    "ContactRecord",
    "DraftTemplate",
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
