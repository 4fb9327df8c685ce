"""Whether a graduate allows something now: asked before every use of the data, never remembered."""

from core import clock
from core.errors import Refused
from placement.consents import ASSISTANCE, PURPOSES
from placement.employers.models import Employer
from placement.graduates.models import Graduate
from placement.grants.models import Grant


def allows(
    graduate: Graduate, purpose: str, *, employer: Employer | None = None, place: str = ""
) -> bool:
    """Whether a consent for this purpose is in force today, and the one that all others rest on.

    Of purposes that name an employer or a place it is asked about that one. What was signed on a
    card that is linked to this one counts: the same person has signed (ADR 23).
    """
    today = clock.local_day(clock.now())
    cards = Graduate.objects.of_person(graduate)
    rows = Grant.objects.in_force(today).filter(graduate__in=cards, place=place, employer=employer)
    needed = {ASSISTANCE, purpose} if employer is None and not place else {purpose}
    granted = set(rows.filter(purpose__in=needed).values_list("purpose", flat=True))
    if needed - granted:
        return False
    return ASSISTANCE in needed or allows(graduate, ASSISTANCE)


def require(
    graduate: Graduate, purpose: str, *, employer: Employer | None = None, place: str = ""
) -> None:
    """Refuse what the person does not allow, in words that say which consent is missing.

    Locks the person's grants, so that a withdrawal is before this or after it.
    """
    cards = Graduate.objects.of_person(graduate)
    rows = Grant.objects.select_for_update().filter(graduate__in=cards).order_by("pk")
    list(rows.values_list("pk"))
    if not allows(graduate, purpose, employer=employer, place=place):
        whom = f" ({employer})" if employer else ""
        raise Refused(
            f"Нет действующего согласия: «{PURPOSES[purpose]}»{whom}. Посмотрите раздел «Согласия»"
            " в карточке."
        )
