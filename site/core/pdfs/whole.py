"""Whether a stranger's PDF can be read whole; runs in the boxed child: plain Python, no Django."""

import re
from typing import Any, BinaryIO

import pikepdf

from core.errors import Refused
from core.pdfs import warm_up  # noqa: F401 - importing it is what it is for

# Every version of a PDF ends with it; the number is where the table of its objects begins.
_END = re.compile(rb"startxref\s+\d+")
_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")

LOCKED = "PDF закрыт паролем, прочитать его нельзя. Снимите пароль и приложите файл ещё раз."
CUT_OFF = "PDF обрывается: файл сохранён или скачан не до конца. Сохраните его заново и приложите ещё раз."
DAMAGED = (
    "PDF повреждён и открывается не целиком. Сохраните его заново – например, через «Печать» и "
    "«Сохранить как PDF» – и приложите ещё раз."
)


def check(files: list[BinaryIO], output: BinaryIO) -> int:
    """How many pages a PDF has; Refused where one cannot read them all.

    One that anybody may open and only its owner may change is whole. So is one with faults that
    readers mend by themselves; what counts is that it has an end and that each page can be read.
    """
    (file,) = files
    _check_end(file.read())
    file.seek(0)
    try:
        with pikepdf.open(file) as pdf:
            for page in pdf.pages:
                for part in _contents(page.obj):
                    part.read_bytes()
            pages = len(pdf.pages)
    except pikepdf.PasswordError:
        raise Refused(LOCKED) from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refused(DAMAGED) from error
    if not pages:
        raise Refused(DAMAGED)
    return pages


def _check_end(content: bytes) -> None:
    """Refuse a file that stops before its end: objects without a table behind them.

    An earlier version that was complete, or the first part of a file made for the web, has such a
    table too; so it is the last one that counts.
    """
    ends = list(_END.finditer(content))
    if not ends or _OBJECT.search(content, ends[-1].end()):
        raise Refused(CUT_OFF)


def _contents(page: Any) -> list[Any]:
    """What is drawn on a page; an empty one needs nothing."""
    contents = page.get("/Contents")
    if contents is None:
        return []
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]
