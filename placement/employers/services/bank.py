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
    # Of several with one ИНН at most one is not merged.
    rows = Employer.objects.filter(inn=number).order_by("-pk")
    employer = rows.current().first() or rows.first()
    while employer is not None and employer.merged_into is not None:
        employer = employer.merged_into
    return employer


@transaction.atomic
def register_employer(*, data: Employer, actor: User | None, is_demo: bool = False) -> Employer:
    """A new employer; Refused on wrong data or a known ИНН.

    Staff confirm the data by entering them; what comes through a form nobody has confirmed yet.
    """
    require(actor, WORK)
    employer = checked(data)
    if employer.inn and find_by_inn(employer.inn):
        raise Refused(_TAKEN, field="inn")
    employer.confirmed_on = clock.local_day(clock.now()) if actor else None
    employer.is_demo = is_demo
    _save(employer)
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
    if "inn" in changed and row.inn:
        owner = find_by_inn(row.inn)
        if owner is not None and owner.pk != row.pk:
            raise Refused(_TAKEN, field="inn")
    _save(row)
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


_TAKEN = "Работодатель с таким ИНН в банке данных уже есть. Откройте его карточку."


def _save(employer: Employer) -> None:
    """The constraint decides on the ИНН, so that two who press at once cannot both get in."""
    try:
        with transaction.atomic():
            employer.save()
    except IntegrityError:
        raise Refused(_TAKEN, field="inn") from None
