"""Use cases of an import: look through, enter, take back."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import Model, Q

from core import clock, crypto, tables
from core.errors import Refused
from core.file_names import clean_name
from core.history import log_change
from core.models import ImportedRow, ImportRun, User

from .chunks import SIZE
from .declare import Entered, Importing, importing_of
from .imported import rows_of
from .payload import Payload, opened, payload_of, sealed

State = ImportRun.State
# How long what was looked through waits for being entered, and bad rows for being fetched.
LIFETIME = dt.timedelta(days=1)
STALE = "Просмотр таблицы устарел. Загрузите файл ещё раз."
ONCE = "Эта таблица уже внесена: второй раз ничего не добавлено."
OVERTAKEN = (
    "Ничего не внесено: пока вы смотрели таблицу, в реестре появилась такая же запись, или в самой "
    "таблице она стоит дважды. Загрузите таблицу ещё раз."
)
NOTHING_NEW = "В таблице нет строк, которые можно внести."
ALL_OR_NOTHING = "Эта таблица вносится только целиком: сначала исправьте все строки."


class HinderedUndo(Refused):
    """The import stays as it is: ``hindrances`` names the rows, and why each must stay."""

    def __init__(self, hindrances: Sequence[tuple[int, str, str]]) -> None:
        super().__init__(
            "Загрузка не отменена: отменяется она только целиком, а эти строки удалить нельзя."
        )
        self.hindrances = list(hindrances)


def look_through(
    *, importing: Importing, source: IO[bytes], file_name: str, subject: Model | None, actor: User
) -> ImportRun:
    """Read a file and keep what was understood; nothing is entered. Refused for what is no table."""
    _require(actor, importing)
    reading = tables.read(source, importing.table)
    importing.check(reading, subject)
    run = ImportRun(
        code=importing.code,
        file_name=clean_name(file_name),
        subject=subject,
        actor=actor,
        looked_at=clock.now(),
        good=sum(row.is_good for row in reading.rows),
        skipped=sum(bool(row.skip) and not row.errors for row in reading.rows),
        bad=sum(bool(row.errors) for row in reading.rows),
        key=crypto.new_key(),
    )
    run.payload = sealed(run, payload_of(reading), importing.table)
    run.save()
    return run


@transaction.atomic
def enter(*, run: ImportRun, actor: User) -> int:
    """Enter the good rows of a table that was looked through; return how many.

    Raises Refused when it was entered already, when its day is over, and as the noun does.
    """
    importing = importing_of(run.code)
    _require(actor, importing)
    # Tables of one kind come in one after the other: each sees what the one before has brought.
    waiting = ImportRun.objects.filter(Q(pk=run.pk) | Q(code=run.code, state=State.LOOKED))
    list(waiting.select_for_update().order_by("pk").values_list("pk"))
    run = ImportRun.objects.get(pk=run.pk)
    if run.state != State.LOOKED:
        raise Refused(ONCE)
    payload = opened(run, importing.table)
    is_orphaned = run.subject_type_id is not None and run.subject is None
    if payload is None or is_orphaned or run.actor_id != actor.pk:
        raise Refused(STALE)
    if importing.is_all_or_nothing and run.bad:
        raise Refused(ALL_OR_NOTHING)
    lines = [row for row in payload.rows if row.is_good]
    if not lines:
        raise Refused(NOTHING_NEW)
    entered = _entered(importing, lines, run, actor)
    _remember(run, importing, entered)
    run.state, run.entered_at = State.ENTERED, clock.now()
    # Entered rows stand in the register; only the bad ones are still wanted.
    rest = Payload([row for row in payload.rows if row.errors], payload.columns, payload.notes)
    run.payload = sealed(run, rest, importing.table)
    run.save()
    log_change(
        run,
        actor=actor,
        action="enter",
        from_state=State.LOOKED,
        to_state=State.ENTERED,
        details={"rows": len(entered)},
    )
    return len(entered)


@transaction.atomic
def undo(*, run: ImportRun, reason: str, actor: User) -> int:
    """Take back everything that a run has entered, or nothing; return how many rows.

    Raises HinderedUndo when a row was changed, deleted or is referred to since.
    """
    importing = importing_of(run.code)
    _require(actor, importing)
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state != State.ENTERED:
        raise Refused("Эта загрузка уже отменена или ещё не внесена.")
    imported = list(run.rows.select_related("content_type"))
    pairs = [(one, row) for one, row in zip(imported, rows_of(imported, lock=True), strict=True)]
    if hindrances := _hindrances(importing, pairs):
        raise HinderedUndo(hindrances)
    for model_rows in _by_model(row for one, row in pairs if one.before is None):
        importing.remove(model_rows, actor)
    for one, row in pairs:
        if one.before is not None and importing.restore is not None:
            importing.restore(row, one.before, actor)
    run.state, run.undone_at, run.undone_by = State.UNDONE, clock.now(), actor
    run.save()
    log_change(
        run,
        actor=actor,
        action="undo",
        from_state=State.ENTERED,
        to_state=State.UNDONE,
        why=reason,
        details={"rows": len(pairs)},
    )
    return len(pairs)


def bad_rows(run: ImportRun) -> list[tables.Row]:
    """The rows that were not entered, while they are kept."""
    payload = opened(run, importing_of(run.code).table)
    return [row for row in payload.rows if row.errors] if payload else []


def purge(now: dt.datetime) -> int:
    """Forget what was looked through more than a day ago, and its key; return how many files."""
    old = ImportRun.objects.filter(looked_at__lte=now - LIFETIME, key__isnull=False)
    count = 0
    for run in old.select_related("key"):
        with transaction.atomic():
            locked = ImportRun.objects.select_for_update().get(pk=run.pk)
            locked.payload, locked.key = None, None
            if locked.state == State.LOOKED:
                locked.delete()
            else:
                locked.save()
            assert run.key is not None
            crypto.destroy_key(run.key, at=now)
        count += 1
    return count


def _require(actor: User, importing: Importing) -> None:
    if not actor.has_perm(importing.permission):
        raise Refused("У вас нет права вносить эту таблицу.")


def _entered(
    importing: Importing, lines: Sequence[tables.Row], run: ImportRun, actor: User
) -> Sequence[Entered]:
    try:
        with transaction.atomic():
            return importing.enter(lines, run.subject, actor)
    except IntegrityError:
        raise Refused(OVERTAKEN) from None


def _remember(run: ImportRun, importing: Importing, entered: Sequence[Entered]) -> None:
    """Keep which rows came of the run, as the database now holds them."""
    imported = [
        ImportedRow(
            run=run,
            number=one.number,
            content_type=ContentType.objects.get_for_model(one.row),
            object_id=str(one.row.pk),
            before=one.before,
        )
        for one in entered
    ]
    for one, row in zip(imported, rows_of(imported), strict=True):
        one.revision = importing.revision(row)
    ImportedRow.objects.bulk_create(imported, batch_size=SIZE)


def _hindrances(
    importing: Importing, pairs: Sequence[tuple[ImportedRow, Any]]
) -> list[tuple[int, str, str]]:
    """Number in the file, name and reason of every row that keeps the import from being undone."""
    reasons: dict[type[Model], Mapping[Any, str]] = {}
    for rows in _by_model(row for one, row in pairs if row is not None and one.before is None):
        reasons[type(rows[0])] = importing.hindrances(rows)
    hindrances = []
    for one, row in pairs:
        if row is None:
            why = "уже удалена"
        elif importing.revision(row) != one.revision:
            why = "изменена после загрузки"
        elif one.before is not None:
            why = (
                "" if importing.restore else "была в реестре и до загрузки, а загрузка её изменила"
            )
        else:
            why = reasons[type(row)].get(row.pk, "")
        if why:
            hindrances.append((one.number, str(row or ""), why))
    return hindrances


def _by_model(rows: Iterable[Any]) -> list[list[Any]]:
    """The rows in lists of one model each."""
    lists: dict[type[Model], list[Any]] = defaultdict(list)
    for row in rows:
        lists[type(row)].append(row)
    return list(lists.values())
