"""Removal of files that nobody needs: left by a rolled-back upload or a half-done destruction."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.files.storage import Storage
from django.db import IntegrityError, transaction
from django.db.models import Exists, ForeignObjectRel, Model, OuterRef, QuerySet

from core import clock, files, keyring, long_files
from core.models import LongFile, LongFilePart, PersonKey, PrivateFile

logger = logging.getLogger(__name__)

# Long enough for any upload or transaction to end.
GRACE = timedelta(days=1)
# More ownerless files than this, and than owned ones, mean a wrong or restored database.
SUSPICIOUS = 100


@dataclass(frozen=True)
class Purged:
    """How many were removed: file records nobody refers to, ciphertexts, wrapped keys."""

    records: int
    contents: int
    keys: int


def purge_orphan_files(now: datetime | None = None) -> Purged:
    """Remove what has had no owner for a day; repeatable.

    A wrapped key is removed only when its record says that it is destroyed: without a record it
    opens nothing, and with another database in place it may be somebody's only key.
    """
    before = (now or clock.now()) - GRACE
    records = sum(map(_discard_unclaimed, list(_unclaimed(before, LongFile, parts=LongFilePart))))
    records += sum(map(_delete_unclaimed, list(_unclaimed(before))))
    contents = _sweep_contents(before)
    keys = _sweep_keys()
    return Purged(records=records, contents=contents, keys=keys)


def _unclaimed(
    before: datetime, model: type[Model] = PrivateFile, *, parts: type[Model] | None = None
) -> QuerySet[Any]:
    """Living files, older than ``before``, to which no row of any installed model refers.

    What a file itself consists of, its ``parts``, does not count.
    """
    rows = model._base_manager.filter(  # noqa: SLF001
        destroyed_at__isnull=True, created_at__lt=before
    )
    # Django documents _meta and _base_manager as public.
    for relation in model._meta.get_fields(include_hidden=True):  # noqa: SLF001
        if isinstance(relation, ForeignObjectRel) and relation.field.model is not parts:
            owners = relation.field.model._base_manager.filter(  # noqa: SLF001
                **{relation.field.name: OuterRef("pk")}
            )
            rows = rows.filter(~Exists(owners))
    return rows


def _discard_unclaimed(file: LongFile) -> bool:
    """Take a large file away, its parts and all, unless a table that is switched off refers to it."""
    try:
        with transaction.atomic():
            long_files.discard(file)
    except IntegrityError:
        return False
    return True


def _delete_unclaimed(pf: PrivateFile) -> bool:
    """Delete a record, and its content once that is committed; whether it was really unclaimed.

    The database has the last word: tables of a domain that is switched off may refer to it.
    """
    name = pf.storage_name
    try:
        with transaction.atomic():
            pf.delete()
            transaction.on_commit(lambda: files.storage().delete(name))
    except IntegrityError:
        return False
    return True


def _sweep_contents(before: datetime) -> int:
    """Remove ciphertexts without a living record, left over by rollbacks and crashes."""
    storage = files.storage()
    # List first, ask the database after: a record made in between counts.
    stored = list(_names(storage))
    living = set(
        PrivateFile.objects.filter(destroyed_at__isnull=True).values_list("storage_name", flat=True)
    )
    ownerless = [name for name in stored if name not in living]
    if len(ownerless) > max(SUSPICIOUS, len(stored) - len(ownerless)):
        logger.error("%s private files have no record: is this their database?", len(ownerless))
        return 0
    old = [name for name in ownerless if storage.get_modified_time(name) < before]
    for name in old:
        storage.delete(name)
    return len(old)


def _sweep_keys() -> int:
    """Remove wrapped keys whose destruction was committed but not carried out."""
    storage = keyring.storage()
    stored = set(_names(storage))
    destroyed = PersonKey.objects.filter(destroyed_at__isnull=False).iterator()
    left = [path for path in map(keyring.path_of, destroyed) if path in stored]
    for path in left:
        storage.delete(path)
    return len(left)


def _names(storage: Storage) -> Iterator[str]:
    """Names of the stored files, all of them one folder deep."""
    try:
        folders, _ = storage.listdir("")
    except FileNotFoundError:
        return
    for folder in folders:
        for name in storage.listdir(folder)[1]:
            yield f"{folder}/{name}"
