"""Names in the dative: proposed, confirmed by a person, remembered word by word for the next time."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from contest.certificates.models import NameCase, RecipientName, name_of
from contest.certificates.rules import names
from contest.finalists.models import Finalist
from contest.setup.models import Contest
from core import clock
from core.errors import Refused
from core.history import log_change
from core.models import User

from .guards import locked_contest, require_issuer


@dataclass(frozen=True)
class Proposal:
    """A finalist with the name as it will be printed, confirmed or only proposed."""

    finalist: Finalist
    dative: str
    is_confirmed: bool


def recipients_of(contest: Contest) -> QuerySet[Finalist]:
    """The finalists in the contest of whom nothing says that they did not appear."""
    rows = Finalist.objects.expected().filter(contest=contest).exclude(attended=False)
    related = rows.select_related("entry__submission__key", "recipient_name")
    return related.order_by("entry__submission__sort_key", "pk")


def proposals(contest: Contest) -> list[Proposal]:
    """Every recipient with the name in the dative; a changed name has to be confirmed anew."""
    corrected = {(row.sex, row.nominative): row.dative for row in NameCase.objects.all()}
    rows = []
    for finalist in recipients_of(contest):
        confirmed = confirmed_name(finalist)
        dative = confirmed or names.dative(name_of(finalist.entry), corrected)
        rows.append(Proposal(finalist, dative, bool(confirmed)))
    return rows


def confirmed_name(finalist: Finalist) -> str:
    """The confirmed dative; empty where nobody confirmed it for the name as it is now."""
    row: RecipientName | None = getattr(finalist, "recipient_name", None)
    if row is None:
        return ""
    # Joined rows know one another: reading the name then asks the database for nothing more.
    row.finalist = finalist
    return str(row.dative) if row.is_valid else ""


def names_revision(rows: list[Proposal]) -> str:
    """Changes with every confirmation: two people at the table do not undo each other."""
    text = "\n".join(f"{row.finalist.pk} {row.dative if row.is_confirmed else ''}" for row in rows)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@transaction.atomic
def confirm_names(
    *, contest: Contest, confirmed: Mapping[int, str], revision: str, actor: User
) -> int:
    """Confirm the datives of these finalists, by their keys; returns how many were.

    Refused when somebody else has confirmed a name since the table was shown.
    """
    row = locked_contest(contest)
    require_issuer(actor, row)
    present = proposals(row)
    if names_revision(present) != revision:
        raise Refused("Пока вы смотрели, имена подтвердил кто-то ещё. Обновите страницу.")
    by_key = {one.finalist.pk: one.finalist for one in present}
    for key, dative in confirmed.items():
        if key not in by_key:
            raise Refused("Этот участник выбыл. Обновите страницу.")
        _confirm(by_key[key], dative, actor)
    if confirmed:
        log_change(row, actor=actor, action="confirm-names", details={"count": len(confirmed)})
    return len(confirmed)


def _confirm(finalist: Finalist, dative: str, actor: User) -> None:
    dative = " ".join(dative.split())
    if fault := names.fault_of(dative):
        raise Refused(fault, field=f"name-{finalist.pk}")
    name = name_of(finalist.entry)
    row = RecipientName.objects.filter(finalist=finalist).first() or RecipientName()
    row.finalist, row.nominative, row.dative = finalist, name.full, dative
    row.confirmed_at, row.confirmed_by = clock.now(), actor
    row.save()
    sex = names.sex_of(name)
    for nominative, right in names.corrections(name, dative).items():
        NameCase.objects.update_or_create(
            sex=sex, nominative=nominative, defaults={"dative": right}
        )
