"""What was answered, in the shape that the centre's services take (P-F2)."""

from collections.abc import Iterable
from typing import Any

from forms_app.engine.context import JourneyContext
from placement.employers.models import Employer, EmployerContact
from placement.employers.record import CONTACTS, EMPLOYERS
from placement.employers.services import find_by_inn
from placement.requests.form import COMPANY_PAGE, VACANCY_PAGES
from placement.requests.journey.forms_vacancy import EXPLANATION, GROUND
from placement.vacancies.record import VACANCIES
from placement.vacancies.rules.grounds import LABELS

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


def vacancies_of(ctx: JourneyContext) -> list[dict[str, Any]]:
    """What is asked of each vacancy, in their order, by the names of the register."""
    rows: list[dict[str, Any]] = []
    while (number := len(rows) + 1) and f"requirements-{number}" in ctx.data:
        rows.append(_vacancy(ctx.data, number))
    return rows


def _vacancy(data: dict[str, dict[str, Any]], number: int) -> dict[str, Any]:
    pages = {page: data[f"{page}-{number}"] for page in VACANCY_PAGES}
    ground, explanation = _ground_of(pages.values())
    return {
        **VACANCIES.from_answers(pages),
        "wording_ground": ground,
        "wording_explanation": explanation,
    }


def _ground_of(pages: Iterable[dict[str, Any]]) -> tuple[str, str]:
    """On what ground the doubtful words stand; none unless every page with such words has one.

    Where pages name different grounds, each stands before its explanation.
    """
    doubtful = [page for page in pages if GROUND in page]
    chosen = [page[GROUND] for page in doubtful]
    is_one = len(set(chosen)) == 1
    lines = [
        page[EXPLANATION]
        if is_one or not page[GROUND]
        else f"{LABELS[page[GROUND]]}: {page[EXPLANATION]}"
        for page in doubtful
        if page[EXPLANATION]
    ]
    return (chosen[0] if chosen and all(chosen) else ""), "\n".join(lines)
