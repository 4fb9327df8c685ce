"""What was answered, in the shape that the centre's services take (P-F2)."""

from decimal import Decimal
from typing import Any

from forms_app.engine.context import JourneyContext
from placement.employers.services import find_by_inn
from placement.employers.services.data import EmployerData
from placement.requests.journey.forms_vacancy import EXPLANATION
from placement.requests.services import COMPANY, ContactPerson
from placement.vacancies.models import Vacancy
from placement.vacancies.services.data import VacancyData

MAX_TITLE = 300
_PLAIN = ("title", "profession", "profession_other", "department", "reports_to", "duties")
_CONDITIONS = (
    "start_on",
    "address",
    "district",
    "schedule",
    "schedule_note",
    "probation",
    "hearing_note",
    "vision_note",
    "motor_note",
)


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


def vacancies_of(ctx: JourneyContext) -> list[VacancyData]:
    """The vacancies in their order."""
    found: list[VacancyData] = []
    while (number := len(found) + 1) and f"requirements-{number}" in ctx.data:
        found.append(_vacancy(ctx.data, number))
    return found


def _vacancy(data: dict[str, dict[str, Any]], number: int) -> VacancyData:
    job, terms, asked = (
        data[f"{page}-{number}"] for page in ("vacancy", "conditions", "requirements")
    )
    has_basis = bool(asked["has_basis"])
    said: dict[str, Any] = {
        **{name: job[name] for name in _PLAIN},
        **{name: terms[name] for name in _CONDITIONS},
        **{name: name in terms["access"] for name in Vacancy.CONDITIONS},
    }
    return VacancyData(
        **said,
        places=int(job["places"]),
        pay=_whole(terms["pay"]),
        pay_probation=_whole(terms["pay_probation"]),
        education=asked["education"],
        computer_skills=asked["computer_skills"],
        age_requirement=asked["age"] if has_basis else "",
        sex_requirement=asked["sex"] if has_basis else "",
        legal_basis=asked["legal_basis"] if has_basis else "",
        wording_explanation="\n".join(
            page[EXPLANATION] for page in (job, terms, asked) if page.get(EXPLANATION)
        ),
    )


def _whole(amount: Decimal | None) -> int | None:
    return None if amount is None else int(amount)
