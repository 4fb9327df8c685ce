"""A database that an earlier version of the site has made: recognised, and told what to do.

Before the first installation all migrations were made anew, under other names. What the earlier ones
have made cannot be carried over.
"""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

# The first migration of the earlier version: each of its databases has recorded it.
FIRST = ("core", "0001_initial")
MESSAGE = """\
База данных сделана более ранней версией сайта, нынешняя не может её прочитать. Ничего не изменено.
Если это демонстрация, переименуйте папку var/ (mv var var-old) и запустите make run ещё раз.
Если в базе есть нужные данные, вернитесь к прежней версии сайта и сохраните их оттуда.

The database was made by an earlier version of the site, this one cannot read it. Nothing was changed.
If it is a demonstration, rename the folder var/ (mv var var-old) and run make run again.
If it holds data that are needed, go back to the earlier version of the site and save them from there."""


def trouble(connection: BaseDatabaseWrapper) -> str:
    """What to do with a database of the earlier version; empty for any other."""
    recorded = MigrationRecorder(connection).applied_migrations()
    return MESSAGE if FIRST in recorded and FIRST not in _on_disk() else ""


def _on_disk() -> set[tuple[str, str]]:
    return set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations or ())
