r"""One reader of tables for all imports: XLSX, ODS and CSV, whoever made them and however (X-4).

    PROGRAMMES = Table(columns=(
        Code("code", "Код", ("Код профессии",), pattern=r"[0-9]{5}|[0-9]{2}(\.[0-9]{2}){2}"),
        Text("name", "Наименование", required=True, max_length=255),
        Choice("kind", "Вид", choices=Programme.Kind.choices, required=True),
        Whole("first_year", "Первый год выпуска", least=1900, most=2200, required=True),
    ))
    reading = tables.read(upload, PROGRAMMES)       # Refused(field="file") for what is no such table
    for row in reading.rows:                        # row.values, row.errors, row.notes, row.raw

The heading is looked for wherever it stands, on every visible sheet, in any order of columns, in
one row or two. Cells are understood by the kind of their column and never guessed: what has two
readings is an error in words. Not taken: old XLS, XLSB, files with a password, HTML under another
name; each gets words that say what to do.
"""

from .columns import (
    Choice,
    Code,
    Column,
    Date,
    Money,
    Paragraphs,
    Text,
    Understood,
    Whole,
    YesNo,
)
from .declare import Table
from .emails import Email
from .files import bad_rows_response, blank_response, reason
from .phones import Phone
from .reading import Reading, read
from .rows import Row

__all__ = [
    "Choice",
    "Code",
    "Column",
    "Date",
    "Email",
    "Money",
    "Paragraphs",
    "Phone",
    "Reading",
    "Row",
    "Table",
    "Text",
    "Understood",
    "Whole",
    "YesNo",
    "bad_rows_response",
    "blank_response",
    "read",
    "reason",
]
