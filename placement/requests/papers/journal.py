"""What the journal of employers' requests says of each entry (P-F2)."""

from collections.abc import Sequence

from core.journal_paper import Cells, JournalColumns, describe_journal
from core.models import JournalEntry
from placement.centre import operators
from placement.requests.journey.request import VacancyRequestJourney
from placement.requests.models import VacancyRequest
from placement.requests.setting_up import JOURNAL

HEADINGS = ("Поступила", "Работодатель", "Вакансий", "Мест", "Состояние")


def _cells(entries: Sequence[JournalEntry]) -> Cells:
    rows = VacancyRequest.objects.filter(submission__registration__in=entries)
    rows = rows.select_related("employer", "submission").prefetch_related("vacancies")
    labels = VacancyRequestJourney.state_labels()
    cells: dict[int, Sequence[str]] = {}
    for row in rows:
        entry = row.submission.registration_id
        assert entry is not None
        places = [vacancy.places for vacancy in row.vacancies.all()]
        cells[entry] = (
            f"{row.composed_on:%d.%m.%Y}",
            str(row.employer),
            str(len(places)),
            str(sum(places)),
            labels[row.submission.state],
        )
    return cells


def describe() -> None:
    """Tell how the entries of the journal are described; called once at start."""
    columns = JournalColumns(HEADINGS, _cells, organisation=operators.operator_name)
    describe_journal(JOURNAL, columns)
