"""What is typed about a vacancy, and what is checked of it wherever it comes from (P-F2)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from django.contrib.admin.utils import label_for_field

from core.errors import Refused
from placement.common.guards import revision_of
from placement.professions.models import Profession
from placement.vacancies.models import Vacancy
from placement.vacancies.rules.wording import screen

# Words that an employer writes freely: each is screened for what may not be asked of people.
FREE_TEXT = (
    "title",
    "profession_other",
    "department",
    "reports_to",
    "duties",
    "schedule_note",
    "probation",
    "computer_skills",
    "hearing_note",
    "vision_note",
    "motor_note",
)


@dataclass(frozen=True)
class VacancyData:
    """The fields of a vacancy by the names of the model; pay in whole rubles a month."""

    title: str
    address: str
    district: str
    schedule: str
    places: int = 1
    profession: Profession | None = None
    profession_other: str = ""
    department: str = ""
    reports_to: str = ""
    duties: str = ""
    schedule_note: str = ""
    start_on: dt.date | None = None
    probation: str = ""
    pay: int | None = None
    pay_probation: int | None = None
    education: str = Vacancy.Education.ANY
    computer_skills: str = ""
    accessible_entrance: bool = False
    accessible_toilet: bool = False
    remote_work: bool = False
    part_time: bool = False
    mentor: bool = False
    special_workplace: bool = False
    hearing_note: str = ""
    vision_note: str = ""
    motor_note: str = ""
    age_requirement: str = ""
    sex_requirement: str = ""
    legal_basis: str = ""
    wording_explanation: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """The values by name."""
        return {name: getattr(self, name) for name in FIELDS}

    @property
    def revision(self) -> str:
        """Changes whenever some value does: what a form saw when it was opened."""
        return revision_of(self.values)


FIELDS = tuple(field.name for field in fields(VacancyData))


def data_of(vacancy: Vacancy) -> VacancyData:
    """The data as they stand in the register."""
    return VacancyData(**{name: getattr(vacancy, name) for name in FIELDS})


def put(vacancy: Vacancy, data: VacancyData) -> list[str]:
    """Write ``data`` on the row, with what the screen of wordings finds; return what changed.

    Raises Refused for what no vacancy may say.
    """
    _refuse_wrong(data)
    changed = [name for name in FIELDS if getattr(vacancy, name) != getattr(data, name)]
    for name in changed:
        setattr(vacancy, name, getattr(data, name))
    vacancy.wording_flags = flags_of(data)
    return changed


def flags_of(data: VacancyData) -> list[dict[str, str]]:
    """What the screen of wordings finds, by field, as the register keeps it."""
    return [
        {"field": name, "text": finding.text, "reason": finding.reason}
        for name in FREE_TEXT
        for finding in screen(getattr(data, name))
    ]


def labels_of(names: Iterable[str]) -> list[str]:
    """The official names of fields; values stay out of the history."""
    return [str(label_for_field(name, Vacancy)) for name in names]


def _refuse_wrong(data: VacancyData) -> None:
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
    if (data.age_requirement or data.sex_requirement) and not data.legal_basis:
        raise Refused(
            "Возраст и пол указывают, только если этого требует закон: назовите основание.",
            field="legal_basis",
        )
