"""Files of tables for the tests: made well by a library, or badly by hand."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import xlsxwriter

WORKBOOK = (
    '<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="m" xmlns:r="r"><sheets>'
    '<sheet name="Лист" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="p">'
    '<Relationship Id="rId1" Type="t/worksheet" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="rId2" Type="t/styles" Target="styles.xml"/>'
    '<Relationship Id="rId3" Type="t/sharedStrings" Target="/xl/sharedStrings.xml"/>'
    "</Relationships>"
)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def xlsx(*sheets: Iterable[Sequence[Any]], edit: Callable[[Any, Any], None] | None = None) -> bytes:
    """A book of one or several sheets of values; ``edit`` gets the book and its first sheet."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_format": "dd.mm.yyyy"}) as book:
        made = [book.add_worksheet() for _ in sheets]
        for sheet, rows in zip(made, sheets, strict=True):
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, dt.date):
                        sheet.write_datetime(number, column, value)
                    elif value is not None:
                        sheet.write(number, column, value)
        if edit:
            edit(book, made[0])
    return file.getvalue()


def raw_xlsx(rows: str, *, after: str = "", **parts: str) -> bytes:
    """A book whose sheet holds this XML between «sheetData», and ``after`` behind it."""
    sheet = f"<worksheet><sheetData>{rows}</sheetData>{after}</worksheet>"
    return packed(
        {
            "xl/workbook.xml": WORKBOOK,
            "xl/_rels/workbook.xml.rels": RELATIONS,
            "xl/worksheets/sheet1.xml": sheet,
            **{f"xl/{name}.xml": text for name, text in parts.items()},
        }
    )


def ods(tables: str, *, styles: str = "", manifest: str = "<manifest/>") -> bytes:
    """A LibreOffice table whose body holds this XML."""
    return packed(
        {
            "mimetype": ODS_TYPE,
            "META-INF/manifest.xml": manifest,
            "content.xml": f"<office:document>{styles}<office:body>{tables}</office:body></office:document>",
        }
    )


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP of these entries."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def changed(
    book: bytes,
    add: dict[str, bytes] | None = None,
    **changes: Callable[[bytes], bytes | None],
) -> bytes:
    """The book with entries changed whose names contain the key, others dropped or added."""
    parts = dict(add or {})
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        for name in archive.namelist():
            content: bytes | None = archive.read(name)
            for key, change in changes.items():
                if key in name and content is not None:
                    content = change(content)
            if content is not None:
                parts[name] = content
    return packed(parts)
