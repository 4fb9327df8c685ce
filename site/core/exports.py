"""Downloads; tables are streamed row by row and safe to open in a spreadsheet (X-4)."""

import csv
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from numbers import Number
from typing import Any, NamedTuple

import xlsxwriter
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.file_names import download_name
from core.text import storable

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Excel's own limits: a longer text or table is silently cut by the writer.
CELL_CHARACTERS = 32_767
SHEET_ROWS = 1_048_576
# A cell that begins so is taken for a formula; the full-width signs too, in East Asian editions.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Row = Sequence[Any]


class _Styles(NamedTuple):
    quoted: Format
    instant: Format
    text: Format
    quoted_text: Format


class _Echo:
    """A file for csv.writer that returns what was written."""

    def write(self, line: str) -> str:
        return line


def csv_response(*, name: str, header: Row, rows: Iterable[Row]) -> StreamingHttpResponse:
    """UTF-8 CSV with «;» as Russian Excel opens it; ``rows`` are taken as they are sent."""
    response = StreamingHttpResponse(
        _csv_lines(header, rows), content_type="text/csv; charset=utf-8"
    )
    return as_download(response, name, ".csv")


def xlsx_response(
    *, name: str, header: Row, rows: Iterable[Row], text_columns: Collection[int] = ()
) -> FileResponse:
    """An XLSX table with a bold fixed header and filters, written through a temporary file.

    ``text_columns``, counted from 0, keep what is typed into them as it is: Excel makes no dates
    and numbers of codes there. Raises ValueError when there are more rows than a sheet holds.
    """
    # The response closes the file, and closing removes it.
    file = tempfile.TemporaryFile()  # noqa: SIM115
    try:
        _write_xlsx(file, header, rows, text_columns)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return as_download(FileResponse(file, content_type=XLSX_TYPE), name, ".xlsx")


def pdf_response(*, name: str, pdf: bytes) -> HttpResponse:
    """A printed document to download."""
    return as_download(HttpResponse(pdf, content_type="application/pdf"), name, ".pdf")


def as_download(response: Any, name: str, suffix: str) -> Any:
    """The response, to be saved under ``name`` and kept by no cache."""
    response["Content-Disposition"] = content_disposition_header(True, download_name(name, suffix))
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _csv_lines(header: Row, rows: Iterable[Row]) -> Iterator[str]:
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    # The mark tells Excel that the file is UTF-8.
    yield "\ufeff" + writer.writerow([_csv_cell(value) for value in header])  # type: ignore[operator]
    for row in rows:
        yield writer.writerow([_csv_cell(value) for value in row])  # type: ignore[misc]


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, datetime):
        return f"{_local(value):%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Number):
        # A fraction as «1/3» would be read as a date.
        exact = value if isinstance(value, Decimal) else float(value)  # type: ignore[arg-type]
        return str(exact).replace(".", ",")
    text = storable(str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text


def _local(value: datetime) -> datetime:
    """Without a zone, on the clock of the installation; what is naive stays."""
    if timezone.is_naive(value):
        return value
    # Not the reader's own zone: Wagtail sets it, and a streamed table is written after its reset.
    return timezone.make_naive(value, timezone.get_default_timezone())


def _write_xlsx(file: Any, header: Row, rows: Iterable[Row], text_columns: Collection[int]) -> None:
    options = {"constant_memory": True, "default_date_format": "dd.mm.yyyy"}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        styles = _Styles(
            # Excel keeps such a cell a text even after it was edited.
            quoted=book.add_format({"quote_prefix": True}),
            instant=book.add_format({"num_format": "dd.mm.yyyy hh:mm"}),
            text=book.add_format({"num_format": "@"}),
            quoted_text=book.add_format({"num_format": "@", "quote_prefix": True}),
        )
        sheet.set_column(0, max(len(header) - 1, 0), 22)
        for column in text_columns:
            sheet.set_column(column, column, 22, styles.text)
        sheet.freeze_panes(1, 0)
        for column, value in enumerate(header):
            sheet.write_string(0, column, _cut(value), bold)
        last = 0
        for last, row in enumerate(rows, start=1):
            if last >= SHEET_ROWS:
                raise ValueError("The table has more rows than a sheet holds.")
            for column, value in enumerate(row):
                if column in text_columns:
                    _write_text(sheet, (last, column), value, styles)
                else:
                    _write_cell(sheet, (last, column), value, styles)
        if header:
            sheet.autofilter(0, 0, last, len(header) - 1)


def _write_cell(sheet: Worksheet, place: tuple[int, int], value: Any, styles: _Styles) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_string(*place, "да" if value else "нет")
    elif isinstance(value, datetime):
        sheet.write_datetime(*place, _local(value), styles.instant)
    elif isinstance(value, date):
        sheet.write_datetime(*place, value)
    elif isinstance(value, Number):
        sheet.write_number(*place, value)
    else:
        text = _cut(value)
        sheet.write_string(*place, text, styles.quoted if text.startswith(_FORMULA) else None)


def _write_text(sheet: Worksheet, place: tuple[int, int], value: Any, styles: _Styles) -> None:
    text = "" if value is None else _cut(value)
    if text:
        is_formula = text.startswith(_FORMULA)
        sheet.write_string(*place, text, styles.quoted_text if is_formula else styles.text)


def _cut(value: Any) -> str:
    text = storable(str(value))
    return text if len(text) <= CELL_CHARACTERS else text[: CELL_CHARACTERS - 1] + "…"
