"""What comes out of files of every kind, cell by cell; the child's side, run in this process."""

import datetime as dt
import io

import pytest

from core import table_files
from core.errors import Refused

from .books import changed, ods, packed, raw_xlsx, xlsx


def sheets(content: bytes, max_rows: int = 100):
    return table_files.read([io.BytesIO(content)], io.BytesIO(), max_rows=max_rows)


def rows(content: bytes, max_rows: int = 100):
    [sheet] = sheets(content, max_rows)
    return sheet["rows"]


def cells(content: bytes):
    return [cell for _, row in rows(content) for cell in row if cell is not None]


# --- XLSX ----------------------------------------------------------------------------------------


def test_texts_numbers_and_truth_come_out_as_they_are():
    book = xlsx([["ёж", 1, 1.5, 7707083893, True, False, " a\u00a0\nb "]])
    assert rows(book) == [[1, ["ёж", 1, 1.5, 7707083893, True, False, " a\u00a0\nb "]]]


def test_rows_and_columns_keep_their_places_and_empty_ones_are_left_out():
    assert rows(xlsx([[], [None, None, "x"], [], ["y", "  "]])) == [
        [2, [None, None, "x"]],
        [4, ["y"]],
    ]


FORMATS = [
    ("dd.mm.yy", "dd.mm.yy"),
    ("d mmm yyyy;@", "d mmm yyyy"),
    ("[$-419]d mmm;@", "d mmm"),
    ('dd"."mm"."yyyy" г."', "ddmmyyyy"),
    ("mmm.yy", "mmm.yy"),
]


@pytest.mark.parametrize(("code", "shown_as"), FORMATS)
def test_a_date_tells_how_it_is_shown(code, shown_as):
    def write(book, sheet):
        sheet.write_datetime(0, 0, dt.date(2025, 1, 8), book.add_format({"num_format": code}))

    assert cells(xlsx([[]], edit=write)) == [{"date": "2025-01-08", "format": shown_as}]


@pytest.mark.parametrize(
    "code", ["0.00", '# ##0\\ "дн."', "@", "0%", "General", "[Red]0", "0.00E+00"]
)
def test_numbers_in_other_formats_are_no_dates(code):
    def write(book, sheet):
        sheet.write_number(0, 0, 45665, book.add_format({"num_format": code}))

    assert cells(xlsx([[]], edit=write)) == [45665]


def test_moments_times_and_days_before_march_1900_and_since_1904():
    def write(book, sheet):
        moment = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        sheet.write_number(0, 0, 45665.4375, moment)
        sheet.write_number(0, 1, 1, book.add_format({"num_format": "dd.mm.yyyy"}))
        sheet.write_number(0, 2, 0.5, book.add_format({"num_format": "h:mm"}))
        sheet.write_number(0, 3, 1.25, book.add_format({"num_format": "[h]:mm:ss"}))

    book = xlsx([[]], edit=write)
    first, second, third, fourth = cells(book)
    assert (first["date"], second["date"]) == ("2025-01-08T10:30:00", "1900-01-01")
    assert (third, fourth) == ("12:00", "30:00")
    since_1904 = changed(
        book, workbook=lambda xml: xml.replace(b"<workbookPr", b'<workbookPr date1904="1"')
    )
    assert cells(since_1904)[1]["date"] == "1904-01-02"


@pytest.mark.parametrize("number", ["-1", "3000000"])
def test_a_date_outside_the_calendar_is_an_error_as_in_excel(number):
    styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    book = raw_xlsx(f'<row><c s="0"><v>{number}</v></c></row>', styles=styles)
    assert cells(book) == [{"error": "########"}]


FORMULAS = [
    ("<c><f>1+1</f></c>", {"formula": True}),
    ("<c><f>1+1</f><v/></c>", {"formula": True}),
    ("<c><f>1+1</f><v></v></c>", {"formula": True}),
    ('<c t="str"><f>A2</f></c>', {"formula": True}),
    ("<c><f>1+1</f><v>2</v></c>", 2),
    ('<c t="str"><f>A2</f><v>да</v></c>', "да"),
    ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', {"error": "#DIV/0!"}),
]


@pytest.mark.parametrize(("cell", "value"), FORMULAS)
def test_a_formula_is_its_stored_value_or_says_that_it_has_none(cell, value):
    assert cells(raw_xlsx(f"<row>{cell}</row>")) == [value]


def test_a_formula_that_gives_an_empty_text_is_an_empty_cell():
    assert cells(raw_xlsx('<row><c t="str"><f>IF(1,"")</f><v></v></c></row>')) == []


ODD_CELLS = [
    ('<c t="inlineStr"><is><r><t>Ива</t></r><r><t>нов</t></r></is></c>', "Иванов"),
    ('<c t="d"><v>2024-05-27</v></c>', {"date": "2024-05-27", "format": ""}),
    ('<c t="b"><v>1</v></c>', True),
    ('<c t="b"><v>maybe</v></c>', {"damaged": True}),
    ("<c><v>abc</v></c>", {"damaged": True}),
    ("<c><v>1e999</v></c>", {"damaged": True}),
    ("<c><v>nan</v></c>", {"damaged": True}),
    ('<c t="s"><v>7</v></c>', {"damaged": True}),
    ('<c t="s"><v>-1</v></c>', {"damaged": True}),
    ('<c s="5"><v>45665</v></c>', {"damaged": True}),
    ('<c t="str"><v>a_x000D_b_xD800_</v></c>', "a\rb"),
    (f'<c t="str"><v>{"я" * 32_768}</v></c>', {"damaged": True}),
    ("<c><v>40702810900000012345</v></c>", 4.0702810900000012e19),
]


@pytest.mark.parametrize(("cell", "value"), ODD_CELLS)
def test_odd_cells_are_read_or_called_damaged_never_guessed(cell, value):
    assert cells(raw_xlsx(f"<row>{cell}</row>")) == [value]


def test_shared_texts_are_read_whole_and_without_how_they_are_said():
    strings = (
        "<sst><si><t>ООО</t></si>"
        "<si><r><t>東</t></r><r><t>京</t></r><rPh><t>とう</t></rPh></si></sst>"
    )
    book = raw_xlsx('<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>', sharedStrings=strings)
    assert cells(book) == ["ООО", "東京"]


def test_cells_merged_downwards_hold_the_value_in_each_row():
    def merge(book, sheet):
        sheet.merge_range(1, 0, 3, 0, "ООО «Ель»")

    book = xlsx([["Кто", "Кого"], [None, "а"], [None, "б"], [None, "в"], [None, "г"]], edit=merge)
    assert [row for _, row in rows(book)][1:] == [
        ["ООО «Ель»", "а"],
        ["ООО «Ель»", "б"],
        ["ООО «Ель»", "в"],
        [None, "г"],
    ]


def test_hidden_sheets_are_not_read_and_hidden_rows_are_counted():
    def hide(book, sheet):
        book.add_worksheet("Скрытый").hide()
        book.worksheets()[1].write(0, 0, "секрет")
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_row(9, None, None, {"hidden": True})

    shown, hidden = sheets(xlsx([["a"], ["b"]], edit=hide))
    assert (shown["hidden_rows"], hidden["is_hidden"], hidden["rows"]) == (1, True, [])


def test_more_rows_and_columns_than_are_read_are_told():
    [sheet] = sheets(xlsx([[n] for n in range(12)]), max_rows=10)
    assert (len(sheet["rows"]), sheet["is_cut"]) == (10, True)

    def far(book, sheet):
        sheet.write(0, 300, "x")

    [sheet] = sheets(xlsx([["a"]], edit=far))
    assert (sheet["rows"], sheet["is_wide"]) == ([[1, ["a"]]], True)


def _without_references(xml: bytes) -> bytes:
    for place in (b' r="A1"', b' r="B1"', b' r="A2"', b' r="B2"', b' r="1"', b' r="2"'):
        xml = xml.replace(place, b"")
    return xml


GOOD = xlsx([["Код", "Имя"], [dt.date(2025, 1, 8), "ёж"]])
STILL_READ = {
    "empty fill": changed(GOOD, styles=lambda xml: xml.replace(b"<fills", b"<fills><fill/></fills><fills")),
    "extLst": changed(GOOD, sheet1=lambda xml: xml.replace(b"</worksheet>", b"<extLst><ext><x14:a/></ext></extLst></worksheet>")),
    "merged columns": changed(GOOD, sheet1=lambda xml: xml.replace(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A:B"/></mergeCells>')),
    "wrong borderId": changed(GOOD, styles=lambda xml: xml.replace(b'borderId="0"', b'borderId="99"')),
    "broken types": changed(GOOD, Content_Types=lambda xml: b"<broken"),
    "no types": changed(GOOD, Content_Types=lambda xml: None),
    "broken properties": changed(GOOD, docProps=lambda xml: b"\0"),
    "wrong dimension": changed(GOOD, sheet1=lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')),
    "no numbers of rows and cells": changed(GOOD, sheet1=_without_references),
}  # fmt: skip


@pytest.mark.req("X-4")
@pytest.mark.parametrize("content", STILL_READ.values(), ids=STILL_READ)
def test_damage_that_is_no_matter_is_no_matter(content):
    assert content != GOOD
    date = {"date": "2025-01-08", "format": "dd.mm.yyyy"}
    assert rows(content) == [[1, ["Код", "Имя"]], [2, [date, "ёж"]]]


# --- ODS -----------------------------------------------------------------------------------------

ODS_CELLS = [
    ('<c office:value-type="string"><text:p>a<text:s/>b</text:p><text:p>c</text:p></c>', "a b\nc"),
    ('<c office:value-type="float" office:value="3"><text:p>3 чел</text:p></c>', 3),
    ('<c office:value-type="percentage" office:value="0.5"/>', 0.5),
    ('<c office:value-type="boolean" office:boolean-value="true"/>', True),
    ('<c office:value-type="date" office:date-value="2025-01-08"><text:p>08.01.25</text:p></c>', {"date": "2025-01-08", "format": ""}),
    ('<c office:value-type="time" office:time-value="PT12H"><text:p>12:00</text:p></c>', "12:00"),
    ('<c table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"><text:p>#DIV/0!</text:p></c>', {"error": "#DIV/0!"}),
    ('<c table:formula="of:=1+1"/>', {"formula": True}),
    ('<c table:formula="of:=1+1" office:value-type="float"/>', {"formula": True}),
    ('<c office:value-type="float" office:value="x"/>', {"damaged": True}),
    ('<c office:value-type="string"><office:annotation><text:p>замечание</text:p></office:annotation><text:p>да</text:p></c>', "да"),
]  # fmt: skip


def _ods_rows(xml: str) -> bytes:
    short = {"<c ": "<table:table-cell ", "</c>": "</table:table-cell>", "<r": "<table:table-row"}
    for name, full in short.items():
        xml = xml.replace(name, full)
    return ods(
        f'<table:table table:name="Л">{xml.replace("</r>", "</table:table-row>")}</table:table>'
    )


@pytest.mark.parametrize(("cell", "value"), ODS_CELLS)
def test_a_table_of_libreoffice_is_read_like_one_of_excel(cell, value):
    assert cells(_ods_rows(f"<r>{cell}</r>")) == [value]


def test_repeated_rows_and_cells_of_libreoffice_stand_where_they_are():
    text = 'office:value-type="string"><text:p>x</text:p></c>'
    empty = '<r table:number-rows-repeated="1000000"><c table:number-columns-repeated="16384"/></r>'
    book = _ods_rows(
        f'<r table:number-rows-repeated="2"><c table:number-columns-repeated="2" {text}</r>'
        f'<r><c table:number-columns-repeated="3"/><c {text}</r>{empty}'
    )
    assert rows(book) == [[1, ["x", "x"]], [2, ["x", "x"]], [3, [None, None, None, "x"]]]


def test_merged_cells_and_hidden_sheets_of_libreoffice():
    text = 'office:value-type="string"><text:p>x</text:p></c>'
    merged = _ods_rows(
        f'<r><c table:number-rows-spanned="2" {text}<c {text}</r><r><c /><c {text}</r>'
    )
    assert rows(merged) == [[1, ["x", "x"]], [2, ["x", "x"]]]
    style = (
        '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    )
    row = "<table:table-row><table:table-cell office:value-type='string'><text:p>x</text:p></table:table-cell></table:table-row>"
    book = ods(
        f'<table:table table:name="Л" table:style-name="h">{row}</table:table>', styles=style
    )
    assert [(sheet["is_hidden"], sheet["rows"]) for sheet in sheets(book)] == [(True, [])]


# --- CSV -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("separator", ";,\t")
def test_csv_of_any_russian_program_is_read(encoding, separator):
    lines = [["Код", "Имя"], ["08.01.25", f'"Ель{separator} ""Сосна"""'], ["", ""], ["0012", "ё"]]
    text = "\r\n".join(separator.join(line) for line in lines)
    assert rows(text.encode(encoding)) == [
        [1, ["Код", "Имя"]],
        [2, ["08.01.25", f'Ель{separator} "Сосна"']],
        [4, ["0012", "ё"]],
    ]


def test_the_mark_of_our_own_csv_before_a_formula_is_taken_off_and_a_named_separator_used():
    assert rows("sep=|\nТелефон|Имя\n'+7 921|'quoted\n".encode()) == [
        [1, ["sep="]],
        [2, ["Телефон", "Имя"]],
        [3, ["+7 921", "'quoted"]],
    ]


# --- what is no table ------------------------------------------------------------------------------

_ENCRYPTED = bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le")


def _flagged(content: bytes, at: int, value: int) -> bytes:
    """The archive with a byte of every header changed: of the entries and of the list of them."""
    changed_bytes = bytearray(content)
    for signature, shift in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
        place = content.find(signature)
        while place >= 0:
            changed_bytes[place + at + shift] = value
            place = content.find(signature, place + 4)
    return bytes(changed_bytes)


def _twice() -> bytes:
    """A good book with two entries of one name."""
    return changed(GOOD, add={"docProps/cora.xml": b"<a/>"}).replace(
        b"docProps/cora", b"docProps/core"
    )


REFUSED = {
    "nothing": (b"", "Файл пуст"),
    "text": (b"not a table", "не таблица"),
    "pdf": (b"%PDF-1.7 a, b; c", "не таблица"),
    "page": (b"\xef\xbb\xbf <!DOCTYPE html><table><tr><td>a;b", "веб-страница"),
    "old excel": (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "старого формата"),
    "password": (_ENCRYPTED, "защищена паролем"),
    "broken archive": (b"PK\x03\x04 broken", "не таблица"),
    "empty archive": (packed({}), "не таблица"),
    "document": (packed({"word/document.xml": "<a/>"}), "не таблица"),
    "binary": (b"a;b\0c;d", "не таблица"),
    "encrypted flag": (_flagged(GOOD, 6, 1), "зашифрована"),
    "unknown method": (_flagged(GOOD, 8, 99), "повреждена"),
    "same name twice": (_twice(), "повреждена"),
    "wrong sum": (_flagged(GOOD, 14, 0x55), "повреждена"),
    "broken styles": (changed(GOOD, styles=lambda xml: b"<broken"), "повреждена"),
    "broken workbook": (changed(GOOD, **{"workbook.xml": lambda xml: b"<broken"}), "повреждена"),
    "no relations": (changed(GOOD, **{"workbook.xml.rels": lambda xml: None}), "повреждена"),
    "broken sheet": (changed(GOOD, sheet1=lambda xml: xml[:-100]), "повреждена"),
    "no sheets": (changed(GOOD, **{"xl/workbook.xml": lambda xml: b"<workbook/>"}), "повреждена"),
    "entities": (changed(GOOD, sheet1=lambda xml: b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "повреждена"),
    "cell nowhere": (raw_xlsx('<row><c r="A0"><v>1</v></c></row>'), "повреждена"),
    "cell too far": (raw_xlsx('<row><c r="XFE1"><v>1</v></c></row>'), "повреждена"),
    "row too far": (raw_xlsx('<row r="1048577"/>'), "повреждена"),
    "cell twice": (raw_xlsx('<row><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'), "повреждена"),
    "locked libreoffice": (ods("", manifest="<m><encryption-data/></m>"), "зашифрована"),
    "libreoffice without sheets": (ods(""), "повреждена"),
}  # fmt: skip


@pytest.mark.req("X-4")
@pytest.mark.parametrize(("content", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_gets_words(content, words):
    with pytest.raises(Refused, match=words) as refusal:
        sheets(content)
    assert refusal.value.field == "file"


def _many(cell: str, count: int) -> bytes:
    row = f"<row>{cell * 1000}</row>"
    return raw_xlsx(row * (count // 1000))


BOMBS = {
    "three million cells": lambda: _many("<c><v>1</v></c>", 3_000_000),
    "many entries": lambda: packed({f"xl/{n}": "" for n in range(2100)}),
    "many sheets": lambda: changed(GOOD, **{"xl/workbook.xml": lambda xml: xml.replace(b"</sheets>", b'<sheet name="a" r:id="rId1"/>' * 60 + b"</sheets>")}),
    "repeated row": lambda: _ods_rows('<r table:number-rows-repeated="1048576"><c table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></r>'),
}  # fmt: skip


@pytest.mark.req("X-4")
@pytest.mark.parametrize("name", BOMBS)
def test_what_unpacks_into_too_much_is_refused_early(name):
    content = BOMBS[name]()
    assert len(content) < 1024 * 1024
    with pytest.raises(Refused, match=r"слишком|больше 60 листов"):
        sheets(content, max_rows=6000)


LIMITS = [
    ("sheets.MAX_CELLS", _many('<c s="1"/>', 10_000)),
    ("archive.MAX_ELEMENTS", raw_xlsx("<x/>" * 10_000)),
    ("archive.MAX_UNPACKED", raw_xlsx(" " * 10_000)),
]


@pytest.mark.req("X-4")
@pytest.mark.parametrize(("limit", "content"), LIMITS)
def test_empty_cells_other_elements_and_blanks_have_their_limits_too(limit, content, monkeypatch):
    sheets(content)
    monkeypatch.setattr(f"core.table_files.{limit}", 9000)
    with pytest.raises(Refused, match="слишком"):
        sheets(content)


def test_a_text_that_many_cells_share_counts_with_each_of_them():
    strings = f"<sst><si><t>{'x' * 30_000}</t></si></sst>"
    cell = '<c t="s"><v>0</v></c>'
    book = raw_xlsx(f"<row>{cell * 250}</row>" * 10, sharedStrings=strings)
    with pytest.raises(Refused, match="слишком"):
        sheets(book)


def test_cells_at_both_ends_of_a_sheet_cost_nothing():
    book = raw_xlsx('<row><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>2</v></c></row>')
    [sheet] = sheets(book)
    assert (sheet["rows"], sheet["is_wide"]) == ([[1, [1]]], True)
