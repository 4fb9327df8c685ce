"""Word documents that staff edit before signing: a blank page in the house's style, the same bytes."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from typing import IO

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT = "Times New Roman"
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def blank(title: str) -> DocumentObject:
    """An empty document: A4, margins of an official paper, Russian."""
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = document.core_properties.comments = ""
    document.core_properties.language = "ru-RU"
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(12)
    fonts = style.element.rPr.rFonts
    for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(script), _FONT)
    style.paragraph_format.space_after = Pt(4)
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin = Cm(3), Cm(1)
    page.top_margin = page.bottom_margin = Cm(2)
    return document


def centre(document: DocumentObject, text: str, *, bold: bool = False) -> None:
    """A line in the middle, kept with what follows it."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(text).bold = bold


def indented(document: DocumentObject, text: str) -> None:
    """A paragraph of the text."""
    paragraph = document.add_paragraph(text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(1.25)


def to_bytes(
    document: DocumentObject, *, at: dt.datetime, save: Callable[[IO[bytes]], None] | None = None
) -> bytes:
    """The file, dated ``at`` and without the hour at which it was packed: same text, same bytes."""
    properties = document.core_properties
    moment = at.astimezone(dt.UTC).replace(microsecond=0, tzinfo=None)
    properties.created = properties.modified = moment
    properties.last_modified_by, properties.revision = "", 1
    raw = io.BytesIO()
    (save or document.save)(raw)
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(raw) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            dated = zipfile.ZipInfo(entry.filename, _ZIP_DAY)
            target.writestr(dated, source.read(entry), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
