"""An employer is entered, changed, confirmed, and known by its ИНН."""

from django.db import IntegrityError, transaction

from core import clock
from core.errors import Refused
from core.history import log_change
from core.models import User
from core.records import refuse_overtaken
from placement.common.guards import require, signature
from placement.common.rules import identifiers
from placement.employers.models import Employer
from placement.employers.record import EMPLOYERS
from placement.employers.signals import renamed

from .data import checked
from .guards import WORK, current, locked


def find_by_inn(inn: str) -> Employer | None:
    """The employer with this ИНН as it stands today: for a merged one, the one that was kept."""
    number = identifiers.compact(inn)
    if not number:
        return None
    rows = Employer.objects.filter(inn=number)
    # The organisation stands before its branches.
    employer = rows.current().order_by("kpp", "pk").first() or rows.order_by("-pk").first()
    while employer is not None and employer.merged_into is not None:
        employer = employer.merged_into
    return employer


def find_by_ogrn(ogrn: str) -> Employer | None:
    """The employer with this ОГРН that is not merged into another."""
    number = identifiers.compact(ogrn)
    rows = Employer.objects.current().filter(ogrn=number).order_by("kpp", "pk")
    return rows.first() if number else None


def refuse_same_number(data: Employer) -> list[Employer]:
    """Refuse an organisation that the bank has by ИНН or ОГРН; return those it is a branch beside.

    A branch is told by a КПП that none of them has.
    """
    others = list(Employer.objects.same_number(data))
    for other in others:
        if data.is_branch_beside(other):
            continue
        name = "inn" if data.inn and other.inn == data.inn else "ogrn"
        raise Refused(_same_number_text(data, other), field=name)
    return others


@transaction.atomic
def register_employer(*, data: Employer, actor: User | None, is_demo: bool = False) -> Employer:
    """A new employer; Refused on wrong data or a known ИНН or ОГРН, unless it is a branch.

    Staff confirm the data by entering them; what comes through a form nobody has confirmed yet.
    """
    require(actor, WORK)
    employer = checked(data)
    branches = refuse_same_number(employer)
    employer.confirmed_on = clock.local_day(clock.now()) if actor else None
    employer.is_demo = is_demo
    _save(employer)
    employer.different_from.add(*branches)
    log_change(employer, action="create", **signature(actor))
    return employer


@transaction.atomic
def update_employer(
    *, employer: Employer, data: Employer, actor: User | None, revision: str = ""
) -> Employer:
    """Change the data; the history names the fields, not the values.

    With the ``revision`` of the data that a form showed, Refused when somebody changed them since.
    """
    require(actor, WORK)
    row = locked(employer)
    refuse_overtaken(revision, EMPLOYERS.revision(row))
    name_before = str(row)
    changed = EMPLOYERS.assign(row, checked(data))
    if not changed:
        return row
    branches = refuse_same_number(row) if _NUMBERS & set(changed) else []
    _save(row)
    row.different_from.add(*branches)
    if str(row) != name_before:
        renamed.send(sender=Employer, employer=row)
    details = {"fields": EMPLOYERS.labels(changed)}
    log_change(row, action="edit", details=details, **signature(actor))
    return row


@transaction.atomic
def confirm_employer(*, employer: Employer, actor: User | None) -> Employer:
    """Somebody has looked: the data are right today (clause 6.4)."""
    require(actor, WORK)
    row = current(employer)
    row.confirmed_on = clock.local_day(clock.now())
    row.save(update_fields=["confirmed_on"])
    log_change(row, action="confirm", **signature(actor))
    return row


_NUMBERS = frozenset({"inn", "ogrn", "kpp"})


def _same_number_text(data: Employer, other: Employer) -> str:
    """Which organisation has the number already, and the way on for a branch of it."""
    number = f"ИНН {other.inn}" if other.inn else f"карточка № {other.pk}"
    text = f"Такая организация уже есть: {other}, {number}. Работайте на её карточке."
    if data.is_person or other.is_person:
        return text
    if data.kpp:
        return f"{text} Если вносите её филиал, проверьте КПП: с этим КПП она и записана."
    return f"{text} Если вносите её филиал, укажите его КПП."


def _save(employer: Employer) -> None:
    """The constraint decides on the ИНН, so that two who press at once cannot both get in."""
    try:
        with transaction.atomic():
            employer.save()
    except IntegrityError:
        refuse_same_number(employer)
        raise
