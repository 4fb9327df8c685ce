"""Lists of employers out of a table: looked through first, then taken as a whole (P-2.2a)."""

from collections.abc import Hashable, Sequence
from typing import IO, Any

from django.db import IntegrityError, transaction

from core.errors import Refused
from core.history import log_change, log_changes
from core.models import HistoryRecord, User
from placement.common.guards import require
from placement.employers import tables
from placement.employers.likeness import facts_of
from placement.employers.models import Employer
from placement.employers.record import EMPLOYERS
from placement.employers.rules import duplicates
from placement.employers.tables import EmployerRead

from .data import problems
from .guards import IMPORT

RUN = "import-employers"
ONCE = "Эта таблица уже внесена: второй раз ничего не добавлено."


def preview(source: IO[bytes]) -> list[EmployerRead]:
    """Every row with its errors, and with what the bank or the file already has; changes nothing.

    A row whose ИНН the bank knows is left out (``known``); one that is like another is noted.
    """
    rows = tables.read(source)
    _find_repeated(rows)
    _find_known(rows)
    _find_like(rows)
    for row in rows:
        row.is_new = row.data is not None and row.known is None
        row.values = EMPLOYERS.values(row.data) if row.data is not None and row.is_new else None
    return rows


@transaction.atomic
def run(*, lines: Sequence[dict[str, Any]], token: str, actor: User) -> int:
    """Enter all lines that were looked through, or, when one cannot be entered, none.

    ``token`` names the look: a second press with the same one is Refused.
    """
    require(actor, IMPORT)
    # Both presses come from one person: the second waits here until the first is done.
    person = User.objects.select_for_update().get(pk=actor.pk)
    runs = HistoryRecord.objects.about(person).filter(action=RUN)
    if runs.filter(details__token=token).exists():
        raise Refused(ONCE)
    made = [_made(line) for line in lines]
    if not made:
        raise Refused("В таблице нет новых работодателей: вносить нечего.")
    inns = [row.inn for row in made if row.inn]
    if known := Employer.objects.filter(inn__in=inns).first():
        raise Refused(f"Работодатель с ИНН {known.inn} только что появился. {_AGAIN}")
    try:
        with transaction.atomic():
            Employer.objects.bulk_create(made, batch_size=500)
    except IntegrityError:
        raise Refused(f"Кто-то вносит те же ИНН одновременно с вами. {_AGAIN}") from None
    log_changes(made, actor=actor, action="import")
    log_change(person, actor=actor, action=RUN, details={"token": token, "rows": len(made)})
    return len(made)


_AGAIN = "Ничего не внесено: загрузите таблицу ещё раз."


def _made(line: dict[str, Any]) -> Employer:
    row = Employer(**line)
    if wrong := problems(row):
        raise Refused(f"«{row.full_name}»: {next(iter(wrong.values()))}")
    row.set_keys()
    return row


def _find_repeated(rows: list[EmployerRead]) -> None:
    """A number that stands twice in the file cannot be right twice."""
    for name in ("inn", "ogrn"):
        taken: dict[str, int] = {}
        for row in rows:
            number = getattr(row.data, name) if row.data else ""
            if number in taken:
                heading = tables.COLUMNS[name]
                row.errors.append(f"«{heading}»: этот номер уже стоит в строке {taken[number]}.")
            elif number:
                taken[number] = row.number
    for row in rows:
        row.data = None if row.errors else row.data


def _find_known(rows: list[EmployerRead]) -> None:
    inns = [row.data.inn for row in rows if row.data and row.data.inn]
    # A merged one stands for the one that was kept.
    found = Employer.objects.filter(inn__in=inns).values_list("inn", "pk", "merged_into")
    bank = {inn: into or pk for inn, pk, into in found}
    for row in rows:
        row.known = bank.get(row.data.inn) if row.data and row.data.inn else None


def _find_like(rows: list[EmployerRead]) -> None:
    """Note for each new row the first of the bank or of the file that it is like."""
    new = {row.number: row for row in rows if row.data and row.known is None}
    everything: dict[Hashable, duplicates.Facts] = {
        ("bank", pk): facts for pk, facts in Employer.objects.current().facts().items()
    }
    everything |= {("row", number): facts_of(row.data) for number, row in new.items() if row.data}
    found = duplicates.partners(everything)
    likes = {number: found.get(("row", number)) for number in new}
    keys = [partner.key[1] for partner in likes.values() if partner and partner.key[0] == "bank"]  # type: ignore[index]
    names = {row.pk: str(row) for row in Employer.objects.filter(pk__in=keys)}
    for number, partner in likes.items():
        if partner is None:
            continue
        where, key = partner.key  # type: ignore[misc]
        if where == "bank":
            new[number].like = key
            new[number].notes.append(f"Похож на «{names.get(key, '')}» в банке: {partner.reason}.")
        else:
            new[number].notes.append(f"Похож на строку {key} этой таблицы: {partner.reason}.")
