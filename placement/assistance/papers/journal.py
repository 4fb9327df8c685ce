"""What the journals of requests for assistance and of refusals say of each entry (P-3.6)."""

import datetime as dt
from collections.abc import Sequence

from core.journal_paper import Cells, JournalColumns, describe_journal
from core.models import JournalEntry
from placement.assistance.journey.request import AssistanceJourney
from placement.assistance.models import AssistanceRefusal, AssistanceRequest
from placement.assistance.setting_up import JOURNAL, REFUSALS
from placement.centre import operators
from placement.graduates.models import Graduate

HEADINGS = ("Поступило", "Кто", "Состояние")


def _cells(entries: Sequence[JournalEntry]) -> Cells:
    rows = AssistanceRequest.objects.filter(submission__registration__in=entries)
    labels = AssistanceJourney.state_labels()
    cells: dict[int, Sequence[str]] = {}
    for row in rows.select_related("graduate", "submission").prefetch_related("graduate__names"):
        entry = row.submission.registration_id
        assert entry is not None
        state = labels[row.submission.state]
        cells[entry] = (f"{row.composed_on:%d.%m.%Y}", _name(row.graduate, row.composed_on), state)
    return cells


def _refusal_cells(entries: Sequence[JournalEntry]) -> Cells:
    rows = AssistanceRefusal.objects.filter(number__in=entries)
    return {
        row.number_id: (
            f"{row.refused_on:%d.%m.%Y}",
            _name(row.graduate, row.refused_on),
            row.recorded_by.short_name,
        )
        for row in rows.select_related("graduate", "recorded_by").prefetch_related(
            "graduate__names"
        )
    }


def _name(graduate: Graduate, on: dt.date) -> str:
    """The name that the entry was made under; of destroyed data that they are gone."""
    return graduate.name_on(on).full_name or str(graduate)


def describe() -> None:
    """Tell how the entries of the journals are described; called once at start."""
    columns = JournalColumns(HEADINGS, _cells, organisation=operators.operator_name)
    describe_journal(JOURNAL, columns)
    refusals = JournalColumns(
        ("День отказа", "Кто", "Записал"), _refusal_cells, organisation=operators.operator_name
    )
    describe_journal(REFUSALS, refusals)
