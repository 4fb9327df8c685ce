"""What was answered, in the shape that the centre's services take (P-F2)."""

from typing import Any

from forms_app.engine.context import JourneyContext
from placement.employers.models import Employer, EmployerContact
from placement.employers.record import CONTACTS, EMPLOYERS
from placement.employers.services import find_by_inn
from placement.requests.form import COMPANY_PAGE, VACANCY_PAGES
from placement.requests.journey.forms_vacancy import EXPLANATION
from placement.vacancies.models import Vacancy
from placement.vacancies.record import VACANCIES

MAX_TITLE = 300


def company_of(ctx: JourneyContext) -> Employer:
    """What is said of the employer; empty where a known one confirms what the bank has."""
    pages = {page: ctx.data[page] for page in ("employer", COMPANY_PAGE)}
    return Employer(**EMPLOYERS.from_answers(pages))


def company_name(ctx: JourneyContext) -> str:
    """The employer's name: the bank's, else as typed."""
    employer = find_by_inn(ctx.data["employer"]["inn"]) or company_of(ctx)
    return employer.full_name[:MAX_TITLE]


def contact_of(ctx: JourneyContext) -> EmployerContact:
    """The contact person."""
    return EmployerContact(**CONTACTS.from_answers({"contact": ctx.data["contact"]}))


def vacancies_of(ctx: JourneyContext) -> list[Vacancy]:
    """The vacancies in their order, not saved."""
    rows: list[Vacancy] = []
    while (number := len(rows) + 1) and f"requirements-{number}" in ctx.data:
        rows.append(_vacancy(ctx.data, number))
    return rows


def _vacancy(data: dict[str, dict[str, Any]], number: int) -> Vacancy:
    pages = {page: data[f"{page}-{number}"] for page in VACANCY_PAGES}
    explanations = (page.get(EXPLANATION) for page in pages.values())
    return Vacancy(
        **VACANCIES.from_answers(pages),
        wording_explanation="\n".join(text for text in explanations if text),
    )
