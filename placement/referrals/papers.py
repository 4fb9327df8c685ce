"""Printed papers of referrals: «Направление» with its return slip, and the journal (P-2.2b)."""

from collections.abc import Sequence

from core import clock, paper, phones
from core.journal_paper import Cells, JournalColumns, describe_journal
from core.models import JournalEntry
from placement.centre import operators
from placement.referrals.models import Referral
from placement.referrals.services import Answer
from placement.referrals.setting_up import CODE, TITLE

JOURNAL_TITLE = TITLE
operator_name = operators.operator_name


def render(referral: Referral, *, tz: clock.TimeZone) -> paper.Paper:
    """The paper that the person takes along; of the person it holds the name and the profession."""
    assert referral.sent_at is not None
    graduate, vacancy = referral.graduate, referral.vacancy
    operator = operators.operator()
    reach = (operator.address, operator.phone, operator.email) if operator else ()
    context = {
        "referral": referral,
        "name": referral.name,
        "profession": graduate.profession or (graduate.programme and graduate.programme.name) or "",
        "vacancy": vacancy,
        "employer": vacancy.employer,
        "phone": phones.phone_text(vacancy.employer.phone),
        "operator": operator,
        "reach": ", ".join(filter(None, reach)),
        "specialist": referral.case.specialist,
        "sent_on": clock.format_date(clock.in_zone(referral.sent_at, tz).date()),
        "answers": Answer.labels,
        "reasons": Referral.DeclineReason.labels,
    }
    return paper.render(
        "placement/referrals/papers/referral.html",
        context,
        title=referral.title,
        made_at=referral.sent_at,
    )


def _cells(entries: Sequence[JournalEntry]) -> Cells:
    rows = Referral.objects.filter(number__in=entries)
    rows = rows.select_related("case__graduate", "vacancy__employer")
    rows = rows.prefetch_related("case__graduate__names")
    return {
        row.number_id: (
            row.name.full_name or str(row.graduate),
            str(row.vacancy.employer),
            row.vacancy.title,
            row.get_way_display(),
            row.get_state_display(),
        )
        for row in rows
        if row.number_id is not None
    }


def describe() -> None:
    """Tell how the entries of the journal are described; called once at start."""
    headings = ("Выпускник", "Работодатель", "Вакансия", "Как передано", "Состояние")
    describe_journal(CODE, JournalColumns(headings, _cells, organisation=operator_name))
