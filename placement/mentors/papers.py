"""The approved form «Рекомендации наставникам на рабочем месте/работодателям» on paper (P-F7)."""

import datetime as dt
from typing import Any

from core import clock, paper
from placement.centre import operators
from placement.mentors.models import Part, Recommendations
from placement.mentors.rules.parts import ROWS

TITLE = "Рекомендации наставникам на рабочем месте/работодателям"
SIGNERS = {
    Part.Kind.PSYCHOLOGIST: "Психолог",
    Part.Kind.PEDAGOGUE: "Педагог",
    Part.Kind.SOCIAL: "Социальный педагог",
}
# The lead words of each section, as the form has them.
LEADS = {
    Part.Kind.PSYCHOLOGIST: "Личностные и поведенческие особенности (рекомендации психолога).",
    Part.Kind.SOCIAL: "Особенности социального развития (рекомендации социального педагога,"
    " воспитателя).",
    Part.Kind.PEDAGOGUE: "Особенности учебной деятельности (рекомендации педагога).",
}


def render(sheet: Recommendations, *, only_conclusions: bool = False) -> paper.Paper:
    """The sheet row by row; or name, conclusions and signatures alone, without the birth date."""
    parts = {Part.Kind(part.kind): part for part in sheet.parts.select_related("signed_by")}
    for part in parts.values():
        part.sheet = sheet
    operator = operators.operator()
    conclusions = parts[Part.Kind.CONCLUSIONS].values
    context: dict[str, Any] = {
        "sheet": sheet,
        "name": sheet.graduate.name_on(_signed_on(parts[Part.Kind.CONCLUSIONS])).full_name,
        "only_conclusions": only_conclusions,
        "founder": operator.founder if operator else "",
        "institution": operator.full_name if operator else "",
        "institution_short": operator.short_name if operator else "",
        "general": _rows(parts[Part.Kind.GENERAL]),
        "sections": [(lead, parts[kind].values.get("text", "")) for kind, lead in LEADS.items()],
        "conclusions": [conclusions.get(row.code, "") for row in ROWS[Part.Kind.CONCLUSIONS]],
        "signatures": [(post, *_signature(parts[kind])) for kind, post in _signers().items()],
    }
    return paper.render(
        "placement/mentors/papers/recommendations.html",
        context,
        title=TITLE,
        made_at=sheet.created_at,
    )


def _signers() -> dict[Part.Kind, str]:
    """Who signs, as the form names them; the deputy by the post that the institution has, shortened."""
    deputy = operators.deputy_post().replace("Заместитель", "Зам.", 1)
    return SIGNERS | {Part.Kind.CONCLUSIONS: deputy}


def _signed_on(part: Part) -> dt.date | None:
    return clock.local_day(part.signed_at) if part.signed_at else None


def _rows(part: Part) -> list[tuple[str, str]]:
    return [(row.label, part.values.get(row.code, "")) for row in ROWS[part.kind]]


def _signature(part: Part) -> tuple[str, str]:
    """Who and when, of a signature given in the system."""
    if part.signed_by is None or part.signed_at is None:
        return "", ""
    day = _signed_on(part)
    return part.signed_by.full_name, f"подписано в системе {day:%d.%m.%Y}"
