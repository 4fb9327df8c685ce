"""The import of employers, declared once (P-2.2a, X-4)."""

from collections.abc import Sequence

from core import imports
from core.models import User
from core.tables import Row
from placement.employers import tables
from placement.employers.models import Employer
from placement.employers.services import table_import
from placement.employers.services.guards import IMPORT


def _enter(lines: Sequence[Row], subject: object, actor: User) -> list[imports.Entered]:
    employers = table_import.import_employers(
        employers=[tables.employer_of(line) for line in lines], actor=actor
    )
    return [imports.Entered(line.number, row) for line, row in zip(lines, employers, strict=True)]


def _remove(rows: Sequence[Employer], actor: User) -> None:
    table_import.remove_imported(employers=rows, actor=actor)


EMPLOYERS_IMPORT = imports.register(
    imports.Importing(
        code="employers",
        title="Работодатели",
        table=tables.TABLE,
        permission=IMPORT,
        check=tables.check,
        enter=_enter,
        remove=_remove,
    )
)
