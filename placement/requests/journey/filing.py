"""What was answered, in the shape that the centre's services take (P-F2)."""

from typing import Any

from forms_app.engine.context import JourneyContext
from placement.employers.services import find_by_inn
from placement.employers.services.data import EmployerData
from placement.requests.form import VACANCY_PAGES
from placement.requests.journey.forms_vacancy import EXPLANATION
from placement.requests.services import COMPANY, ContactPerson
from placement.vacancies.models import Vacancy
from placement.vacancies.record import VACANCIES

MAX_TITLE = 300


def company_of(ctx: JourneyContext) -> EmployerData:
    """What is said of the employer; empty where a known one confirms what the bank has."""
    cleaned = ctx.data["company"]
    said = {name: cleaned[name] for name in COMPANY if cleaned.get(name)}
    if year := said.get("founded_year"):
        said["founded_year"] = int(year)
    return EmployerData(**{"full_name": "", **said, "inn": ctx.data["employer"]["inn"]})


def company_name(ctx: JourneyContext) -> str:
    """The employer's name: the bank's, else as typed."""
    known = find_by_inn(ctx.data["employer"]["inn"])
    name = known.full_name if known is not None else ctx.data["company"]["full_name"]
    return str(name)[:MAX_TITLE]


def contact_of(ctx: JourneyContext) -> ContactPerson:
    """The contact person."""
    person = ctx.data["contact"]
    return ContactPerson(person["name"], person["post"], person["phone"], person["email"])


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
