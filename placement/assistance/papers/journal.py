"""What the journals of requests for assistance and of refusals say of each entry (P-3.6)."""

from collections.abc import Sequence

from core.journal_paper import Cells, JournalColumns, describe_journal
from core.models import JournalEntry
from placement.assistance.journey.request import AssistanceJourney
from placement.assistance.models import AssistanceRefusal, AssistanceRequest
from placement.assistance.setting_up import JOURNAL, REFUSALS
from placement.centre import operators

HEADINGS = ("Поступило", "Кто", "Состояние")


def _cells(entries: Sequence[JournalEntry]) -> Cells:
    rows = AssistanceRequest.objects.filter(submission__registration__in=entries)
    labels = AssistanceJourney.state_labels()
    cells: dict[int, Sequence[str]] = {}
    for row in rows.select_related("graduate", "submission"):
        entry = row.submission.registration_id
        assert entry is not None
        state = labels[row.submission.state]
        cells[entry] = (f"{row.composed_on:%d.%m.%Y}", str(row.graduate), state)
    return cells


def _refusal_cells(entries: Sequence[JournalEntry]) -> Cells:
    rows = AssistanceRefusal.objects.filter(number__in=entries)
    return {
        row.number_id: (
            f"{row.refused_on:%d.%m.%Y}",
            str(row.graduate),
            row.recorded_by.short_name,
        )
        for row in rows.select_related("graduate", "recorded_by")
    }


def describe() -> None:
    """Tell how the entries of the journals are described; called once at start."""
    columns = JournalColumns(HEADINGS, _cells, organisation=operators.operator_name)
    describe_journal(JOURNAL, columns)
    refusals = JournalColumns(
        ("День отказа", "Кто", "Записал"), _refusal_cells, organisation=operators.operator_name
    )
    describe_journal(REFUSALS, refusals)
