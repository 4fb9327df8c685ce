"""A vacancy as it may be changed, what keeps it off the site, and its history."""

from typing import Any

from core.errors import Refused
from core.history import log_change
from core.models import User
from placement.common.guards import EMPLOYER, signature
from placement.vacancies.models import Vacancy

WORK = "placement.work_vacancies"


def locked(vacancy: Vacancy) -> Vacancy:
    """The row as it is now, kept from others until the transaction ends."""
    rows = Vacancy.objects.select_related("employer", "profession", "request")
    row = rows.select_for_update(of=("self",)).filter(pk=vacancy.pk).first()
    if row is None:
        raise Refused("Этой вакансии больше нет. Обновите страницу.")
    return row


def refuse_unpublishable(row: Vacancy) -> None:
    """Refuse a vacancy that may not stand on the site; age and sex play no part in it."""
    if row.profession is None or not row.profession.is_taught:
        raise Refused(
            "Выберите профессию из перечня учреждения: без неё вакансию не публикуют.",
            field="profession",
        )
    if row.has_unexplained_wording:
        words = ", ".join(f"«{flag['text']}»" for flag in row.wording_flags)
        raise Refused(
            f"Исправьте формулировки или укажите основание в законе с пояснением: {words}.",
            field="wording_ground",
        )


def why_unpublishable(row: Vacancy) -> str:
    """What keeps it off the site, in words; empty where nothing does."""
    try:
        refuse_unpublishable(row)
    except Refused as refusal:
        return refusal.message
    return ""


def log(
    row: Vacancy,
    actor: User | None,
    action: str,
    source: str,
    *,
    why: str = "",
    details: dict[str, Any] | None = None,
    label: str = EMPLOYER,
) -> None:
    """One line of the vacancy's history."""
    log_change(
        row,
        action=action,
        from_state=source,
        to_state=row.state,
        why=why,
        details=details,
        **signature(actor, label),
    )
