"""The import of lists of students and graduates, declared once (P-2.1, X-4)."""

import hashlib
from collections.abc import Sequence
from functools import partial

from core import imports
from core.models import User
from core.tables import Row
from placement.graduates import tables
from placement.graduates.models import Graduate
from placement.graduates.rights import WORK
from placement.graduates.services import table_import


def _enter(lines: Sequence[Row], subject: object, actor: User) -> list[imports.Entered]:
    people = [(tables.person_of(line), line.extra.get("earlier", "")) for line in lines]
    tables.refuse_overtaken([person for person, _ in people])
    rows = table_import.import_graduates(people=people, actor=actor)
    return [imports.Entered(line.number, row) for line, row in zip(lines, rows, strict=True)]


def _remove(rows: Sequence[Graduate], actor: User) -> None:
    table_import.remove_imported(graduates=rows, actor=actor)


def _revision(row: Graduate) -> str:
    """A digest of the row as it lies: what is sealed is compared without being opened."""
    digest = hashlib.sha256()
    for one in row._meta.concrete_fields:  # noqa: SLF001 - Django documents it as open
        value = row.__dict__[one.attname]
        plain = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
        digest.update(one.attname.encode() + b"=" + plain + b"\0")
    return digest.hexdigest()


GRADUATES_IMPORT = imports.register(
    imports.Importing(
        code="graduates",
        title="Выпускники и обучающиеся",
        table=tables.TABLE,
        permission=WORK,
        check=tables.check,
        enter=_enter,
        revision=_revision,
        # Earlier names go with their card.
        hindrances=partial(imports.references, ignored=("placement.graduatename",)),
        remove=_remove,
    )
)
