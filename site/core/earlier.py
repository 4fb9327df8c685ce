"""A database that an earlier version of the site has made: recognised, and told what to do.

Before the first installation all migrations were made anew, some under the names of the earlier ones.
A database of the earlier version records them as applied and has other tables than they make.
"""

from collections.abc import Iterator

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.models import Field

MESSAGE = """\
База данных сделана более ранней версией сайта, нынешняя не может её прочитать. Ничего не изменено.
Если это демонстрация, переименуйте папку var/ (mv var var-old) и запустите make run ещё раз.
Если в базе есть нужные данные, вернитесь к прежней версии сайта и сохраните их оттуда.

The database was made by an earlier version of the site, this one cannot read it. Nothing was changed.
If it is a demonstration, rename the folder var/ (mv var var-old) and run make run again.
If it holds data that are needed, go back to the earlier version of the site and save them from there."""


def trouble(connection: BaseDatabaseWrapper) -> str:
    """What to do with a database of the earlier version; empty for any other."""
    return MESSAGE if next(missing_columns(connection), None) else ""


def missing_columns(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """«table.column» of our apps that the applied migrations make and the database has not."""
    ours = {"core", "forms_app", "home", *settings.DOMAINS}
    loader = MigrationLoader(connection, ignore_no_migrations=True)
    applied = [key for key in loader.applied_migrations if key in loader.graph.nodes]
    if not any(app in ours for app, _ in applied):
        return
    state = loader.project_state(applied)
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        for (app, name), model in sorted(state.models.items()):
            if app not in ours or model.options.get("proxy"):
                continue
            table = model.options.get("db_table") or f"{app}_{name}"
            columns = set()
            if table in present:
                description = connection.introspection.get_table_description(cursor, table)
                columns = {row.name for row in description}
            for field_name, field in model.fields.items():
                if not field.many_to_many and _column(field_name, field) not in columns:
                    yield f"{table}.{_column(field_name, field)}"


def _column(name: str, field: Field) -> str:
    return field.db_column or (f"{name}_id" if field.is_relation else name)
