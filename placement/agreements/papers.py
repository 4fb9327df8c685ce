"""Printed papers of agreements: the approval sheet, and what the journals say (P-3.6)."""

from collections.abc import Sequence

from core import paper
from core.journal_paper import Cells, JournalColumns, describe_journal
from core.models import JournalEntry
from placement.agreements.models import Agreement
from placement.agreements.setting_up import JOURNALS, journal_code
from placement.centre import operators

# Rows for whoever else looks through a draft, by hand.
BLANK_ROWS = 4


def operator_name() -> str:
    """Whose centre registers agreements."""
    operator = operators.operator()
    return operator.full_name if operator else ""


def file_name(agreement: Agreement) -> str:
    """«Договор № 5 – ООО «Пример»», for the file of a paper."""
    return f"{agreement} – {agreement.employer}"


def approval_sheet(agreement: Agreement) -> paper.Paper:
    """«Лист согласования» of a draft."""
    operator = operators.operator()
    director = (operator.head_post, operator.head_name) if operator else ("", "")
    context = {
        "agreement": agreement,
        "organisation": operator_name(),
        "rows": [
            ("Специалист центра, подготовивший проект", agreement.responsible.short_name),
            (operators.deputy_post(), ""),
            *[("", "")] * BLANK_ROWS,
            (director[0] or "Руководитель учреждения", director[1]),
        ],
    }
    return paper.render(
        "placement/agreements/papers/approval_sheet.html",
        context,
        title="Лист согласования",
        made_at=agreement.created_at,
    )


def _cells(entries: Sequence[JournalEntry]) -> Cells:
    rows = Agreement.objects.filter(number__in=entries).select_related("employer")
    operator = operators.operator()
    institution = operator.short_name if operator else ""
    return {
        row.number_id: (
            ", ".join(filter(None, (institution, str(row.employer)))),
            row.subject,
            row.term_text,
            row.concerns_text,
            row.get_state_display(),
        )
        for row in rows
        if row.number_id is not None
    }


def describe_journals() -> None:
    """Tell how the entries of the journals are described; called once at start."""
    headings = ("Стороны", "Предмет", "Срок действия", "Кого касается", "Состояние")
    for kind in JOURNALS:
        columns = JournalColumns(headings, _cells, organisation=operator_name)
        describe_journal(journal_code(kind), columns)
