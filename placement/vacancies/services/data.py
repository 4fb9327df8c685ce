"""What is checked of a vacancy, wherever it comes from (P-F2)."""

from typing import Any

from core.errors import Refused
from placement.vacancies.models import Vacancy
from placement.vacancies.record import VACANCIES
from placement.vacancies.rules.grounds import EXPLAIN, is_explanation, names_a_law
from placement.vacancies.rules.wording import screen


def assign(vacancy: Vacancy, data: Vacancy) -> list[str]:
    """Write ``data`` on the row, with what the screen of wordings finds; return what changed.

    Raises Refused for what no vacancy may say.
    """
    _refuse_wrong(data)
    changed = VACANCIES.assign(vacancy, data)
    vacancy.wording_flags = flags_of(data)
    return changed


def flags_of(vacancy: Vacancy) -> list[dict[str, str]]:
    """What the screen of wordings finds, by field, as the register keeps it."""
    return [
        {"field": one.name, "text": finding.text, "reason": finding.reason}
        for one in VACANCIES.where(is_screened=True)
        for finding in screen(getattr(vacancy, one.name))
    ]


def _refuse_wrong(data: Vacancy) -> None:
    required: dict[str, tuple[Any, str]] = {
        "title": (data.title.strip(), "Укажите наименование должности."),
        "address": (data.address.strip(), "Укажите адрес места работы."),
        "district": (data.district, "Выберите район."),
        "schedule": (data.schedule, "Выберите график работы."),
    }
    for name, (value, refusal) in required.items():
        if not value:
            raise Refused(refusal, field=name)
    if data.places < 1:
        raise Refused("Мест должно быть хотя бы одно.", field="places")
    if (data.age_requirement or data.sex_requirement) and not names_a_law(data.legal_basis):
        raise Refused(
            "Возраст и пол указывают, только если этого требует закон: назовите основание – закон и статью.",
            field="legal_basis",
        )
    if data.wording_ground and not is_explanation(data.wording_explanation):
        raise Refused(EXPLAIN, field="wording_explanation")
