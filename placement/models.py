"""Every noun's models, so that Django sees them; other code imports from the nouns themselves."""

from placement.agreements.models import Addendum, Agreement, DraftTemplate
from placement.assistance.models import AssistanceRefusal, AssistanceRequest, Refusal
from placement.assistance.pages import GraduatesPage
from placement.cases.consilia import Consilium
from placement.cases.models import Case, Handover, Job, Step, StepKind
from placement.centre.pages import CentrePage
from placement.centre.terms.models import Terms
from placement.consultations.models import Consultation
from placement.employers.models import ContactRecord, Employer, EmployerContact
from placement.employers.pages import EmployersPage
from placement.graduates.models import Graduate, GraduateName
from placement.grants.models import Grant, GrantSignature, MailedCode, Representative
from placement.matching.models import NotReferred
from placement.mentors.models import Part, Recommendations, SheetTransfer
from placement.needs.models import JobWishes, WishedDistrict, WorkNeeds
from placement.own_page.models import NewAddress, PageGuard
from placement.photos.models import GraduatePhoto
from placement.professions.models import Profession
from placement.programmes.models import Programme
from placement.referrals.models import Referral
from placement.requests.models import VacancyRequest
from placement.resumes.models import Resume
from placement.statistics.models import Snapshot, SnapshotRow
from placement.statistics.pages import EducationPage
from placement.vacancies.models import Vacancy
from placement.vacancies.pages import VacanciesPage

__all__ = [
    "Addendum",
    "Agreement",
    "AssistanceRefusal",
    "AssistanceRequest",
    "Case",
    "CentrePage",
    "Consilium",
    "Consultation",
    "ContactRecord",
    "DraftTemplate",
    "EducationPage",
    "Employer",
    "EmployerContact",
    "EmployersPage",
    "Graduate",
    "GraduateName",
    "GraduatePhoto",
    "GraduatesPage",
    "Grant",
    "GrantSignature",
    "Handover",
    "Job",
    "JobWishes",
    "MailedCode",
    "NewAddress",
    "NotReferred",
    "PageGuard",
    "Part",
    "Profession",
    "Programme",
    "Recommendations",
    "Referral",
    "Refusal",
    "Representative",
    "Resume",
    "SheetTransfer",
    "Snapshot",
    "SnapshotRow",
    "Step",
    "StepKind",
    "Terms",
    "VacanciesPage",
    "Vacancy",
    "VacancyRequest",
    "WishedDistrict",
    "WorkNeeds",
]
