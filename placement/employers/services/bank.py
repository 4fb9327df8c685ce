"""An employer is entered, changed, confirmed, and known by its ИНН."""

from django.db import IntegrityError, transaction

from core import clock
from core.errors import Refused
from core.history import log_change
from core.models import User
from placement.common.guards import refuse_overtaken, require, signature
from placement.common.rules import identifiers
from placement.employers.models import Employer
from placement.employers.signals import renamed

from .data import EmployerData, changed, checked, data_of, labels
from .guards import WORK, current, locked


def find_by_inn(inn: str) -> Employer | None:
    """The employer with this ИНН as it stands today: for a merged one, the one that was kept."""
    number = identifiers.compact(inn)
    if not number:
        return None
    # Of several with one ИНН at most one is not merged.
    rows = Employer.objects.filter(inn=number).order_by("-pk")
    found = rows.current().first() or rows.first()
    while found is not None and found.merged_into is not None:
        found = found.merged_into
    return found


@transaction.atomic
def register_employer(*, data: EmployerData, actor: User | None, is_demo: bool = False) -> Employer:
    """A new employer; Refused on wrong data or a known ИНН.

    Staff confirm the data by entering them; what comes through a form nobody has confirmed yet.
    """
    require(actor, WORK)
    clean = checked(data)
    if clean.inn and find_by_inn(clean.inn):
        raise Refused(_KNOWN, field="inn")
    confirmed_on = clock.local_day(clock.now()) if actor else None
    try:
        # The constraint decides, so that two who press at once cannot both get in.
        with transaction.atomic():
            made = Employer.objects.create(
                **clean.values, confirmed_on=confirmed_on, is_demo=is_demo
            )
    except IntegrityError:
        raise Refused(_KNOWN, field="inn") from None
    log_change(made, action="create", **signature(actor))
    return made


@transaction.atomic
def update_employer(
    *, employer: Employer, data: EmployerData, actor: User | None, revision: str = ""
) -> Employer:
    """Change the data; the history names the fields, not the values.

    With the ``revision`` of the data that a form showed, Refused when somebody changed them since.
    """
    require(actor, WORK)
    row = locked(employer)
    before = data_of(row)
    refuse_overtaken(revision, before.revision)
    after = checked(data)
    names = changed(before, after)
    if not names:
        return row
    if "inn" in names and after.inn:
        known = find_by_inn(after.inn)
        if known is not None and known.pk != row.pk:
            raise Refused(_KNOWN, field="inn")
    called = str(row)
    for name in names:
        setattr(row, name, getattr(after, name))
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refused(_KNOWN, field="inn") from None
    if str(row) != called:
        renamed.send(sender=Employer, employer=row)
    log_change(row, action="edit", details={"fields": labels(names)}, **signature(actor))
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


_KNOWN = "Работодатель с таким ИНН в банке данных уже есть. Откройте его карточку."
