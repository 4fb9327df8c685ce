"""What the page of a vacancy says, section by section."""

from collections.abc import Sequence

from placement.vacancies.models import Vacancy
from placement.vacancies.rules.pay import grouped
from placement.vacancies.services.data import labels_of

from .forms import GROUPS

_HIDDEN_GROUPS = ("Не публикуется", "Проверка формулировок")
_UNPUBLISHED = ("age_requirement", "sex_requirement", "legal_basis")

Fact = tuple[str, str]


def sections(vacancy: Vacancy) -> list[tuple[str, list[Fact]]]:
    """What may be published, under the headings of the form; what is not said is left out."""
    found = []
    for title, names in GROUPS:
        if title in _HIDDEN_GROUPS:
            continue
        facts = [fact for fact in _facts(vacancy, names) if fact[1]]
        if facts:
            found.append((title, facts))
    return found


def unpublished(vacancy: Vacancy) -> list[Fact]:
    """Age, sex and the basis in law, for staff alone; an empty list when none is given."""
    return [fact for fact in _facts(vacancy, _UNPUBLISHED) if fact[1]]


def findings(vacancy: Vacancy) -> list[dict[str, str]]:
    """What the screen of wordings found, with the names of the fields."""
    return [
        {
            "label": labels_of([flag["field"]])[0],
            "text": flag["text"],
            "reason": flag.get("reason", ""),
        }
        for flag in vacancy.wording_flags
    ]


def _facts(vacancy: Vacancy, names: Sequence[str]) -> list[Fact]:
    pairs = zip(names, labels_of(names), strict=True)
    return [(label, _said(vacancy, name)) for name, label in pairs]


def _said(vacancy: Vacancy, name: str) -> str:
    value = getattr(vacancy, name)
    if isinstance(value, bool):
        return "да" if value else ""
    if display := getattr(vacancy, f"get_{name}_display", None):
        return str(display())
    if name in ("pay", "pay_probation"):
        return "" if value is None else grouped(value)
    if hasattr(value, "strftime"):
        return f"{value:%d.%m.%Y}"
    return "" if value is None else str(value)
