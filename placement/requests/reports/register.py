"""The register of employers' requests for the admissions commission (P-3.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from core.imports import chunks
from forms_app.lifecycle import State
from placement.common import districts
from placement.requests.reports.asked import Asked
from placement.requests.rules.demand import Wish
from placement.vacancies.models import Vacancy

HEADER = (
    "№",
    "Поступила",
    "Работодатель",
    "Профессия",
    "Должность",
    "Мест",
    "Район",
    "Условия",
    "Состояние",
)
NOT_COUNTED = (
    "Отклонённые, отозванные и повторные заявки показаны со своим состоянием и в итог не входят. "
    "Повтор – тот же работодатель снова просит о той же профессии и должности в том же районе, "
    "пока прежняя вакансия открыта."
)
# What the rows under it are made of: age, sex and contact persons are not even read.
_READ = (
    "employer__full_name",
    "employer__short_name",
    "profession__name",
    "profession_other",
    "title",
    "places",
    "district",
    *Vacancy.CONDITIONS,
    *Vacancy.WORKPLACE,
    "state",
)
_REQUEST_STATES: dict[str, str] = {
    State.REJECTED: "Заявка отклонена",
    State.WITHDRAWN: "Заявка отозвана",
}


@dataclass(frozen=True)
class Total:
    """What a register comes to: rows, and how much of them is counted."""

    rows: int
    vacancies: int
    places: int

    @property
    def text(self) -> str:
        """«Вакансий – 5, мест – 12» with the rows that are not counted, if there are any."""
        left_out = self.rows - self.vacancies
        text = f"Вакансий – {self.vacancies}, мест – {self.places}"
        return f"{text}; не учтено строк – {left_out}" if left_out else text


def total(asked: Asked) -> Total:
    """The total under the register."""
    return Total(len(asked.wishes), len(asked.counted), asked.places)


def rows(asked: Asked, *, most: int | None = None) -> Iterator[tuple[object, ...]]:
    """Rows under HEADER, by day, the first ``most`` of them; the same on screen, in XLSX and in PDF."""
    names = dict(districts.CHOICES)
    numbered = enumerate(islice(asked.wishes, most), start=1)
    for part in chunks(list(numbered)):
        vacancies = (
            Vacancy.objects.select_related("employer", "profession")
            .only(*_READ)
            .in_bulk([wish.key for _, wish in part])
        )
        for number, wish in part:
            if (row := vacancies.get(wish.key)) is not None:
                yield (
                    number,
                    wish.day,
                    str(row.employer),
                    row.profession.name if row.profession else row.profession_other,
                    row.title,
                    row.places,
                    names.get(row.district, row.district),
                    ", ".join(row.condition_labels),
                    _state(asked, wish, row),
                )


def _state(asked: Asked, wish: Wish, row: Vacancy) -> str:
    """What has become of it, and why it is not counted."""
    if not wish.is_wanted and wish.request_state in _REQUEST_STATES:
        return _REQUEST_STATES[wish.request_state]
    if (first := asked.repeated.get(wish.key)) is not None:
        return f"Повтор вакансии № {first}: {row.get_state_display().lower()}"
    return row.get_state_display()
