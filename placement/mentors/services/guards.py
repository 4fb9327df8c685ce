"""A sheet as it may be changed: locked after its graduate, and while the consents stand."""

from typing import Any

from core.errors import Refused
from core.history import SYSTEM_LABEL, log_change
from core.models import User
from placement.common.guards import require, signature
from placement.consents import HEALTH
from placement.graduates.rights import WORK
from placement.graduates.services.guards import locked as locked_graduate
from placement.grants import gate
from placement.mentors import rights
from placement.mentors.models import Part, Recommendations

CLOSED = "Рекомендации закрыты: их больше не меняют."


def locked(sheet: Recommendations, *, needs_consent: bool = True) -> Recommendations:
    """The sheet as it is now, locked after its graduate; of a linked card, too."""
    if needs_consent:
        gate.require(locked_graduate(sheet.graduate, even_merged=True), HEALTH)
    rows = Recommendations.objects.select_related("graduate__key", "graduate__merged_into")
    row = rows.select_for_update(of=("self",)).filter(pk=sheet.pk).first()
    if row is None:
        raise Refused("Этих рекомендаций больше нет. Обновите страницу.")
    return row


def require_leading(sheet: Recommendations, actor: User | None) -> None:
    """Refuse a colleague: what the sheet says is for whoever leads the person, or the centre."""
    require(actor, WORK)
    if actor is not None and not rights.sees_all(actor, sheet):
        raise Refused("Этого человека ведёт другой специалист.")


def locked_part(part: Part) -> Part:
    """The part as it is now, of a locked sheet that is in use."""
    sheet = locked(part.sheet)
    if not sheet.is_open:
        raise Refused(CLOSED)
    row = Part.objects.select_related("signed_by", "filled_by").get(pk=part.pk)
    row.sheet = sheet
    return row


def log(sheet: Recommendations, actor: User | None, action: str, source: str, **more: Any) -> None:
    """One line of the sheet's history; no word of its parts."""
    who = signature(actor, more.pop("otherwise", SYSTEM_LABEL))
    log_change(sheet, action=action, from_state=source, to_state=sheet.state, **who, **more)
