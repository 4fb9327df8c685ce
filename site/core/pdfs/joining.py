"""Strangers' PDFs and pictures made one PDF; runs in the boxed child: plain Python, no Django."""

import contextlib
import io
from typing import Any, BinaryIO

import pikepdf
import pillow_heif
from PIL import Image

from core import pictures
from core.pdfs import whole

pillow_heif.register_heif_opener()
# Pillow looks for its readers and writers of files when they are needed, which is too late here.
Image.init()

PDF = "pdf"
# Dots an inch that a picture's page is made with.
_RESOLUTION = 150.0


class _NoRoom(Exception):
    """The pages made of a picture take more than the joined file may."""


def join(
    files: list[BinaryIO], output: BinaryIO, *, kinds: list[str], room: int
) -> list[dict[str, Any]]:
    """Write one PDF of the files' pages; for each file ``pages``, or ``why`` it is not in it.

    ``kinds`` says what each file is; ``room`` bounds the bytes that all of them take.
    """
    outcomes: list[dict[str, Any]] = []
    with pikepdf.new() as joined, contextlib.ExitStack() as opened:
        for file, kind in zip(files, kinds, strict=True):
            before = len(joined.pages)
            try:
                content = _whole(file) if kind == PDF else _of_picture(file, room)
                size = content.seek(0, io.SEEK_END)
                if size > room:
                    raise _NoRoom
                # Its pages are read when the joined file is written: it stays open until then.
                joined.pages.extend(opened.enter_context(pikepdf.open(content)).pages)
                outcomes.append({"pages": len(joined.pages) - before})
                room -= size
            except MemoryError:
                raise
            except _NoRoom:
                outcomes.append({"why": "room"})
            except Exception as error:  # noqa: BLE001 - what a hostile file raises is anything
                del joined.pages[before:]
                outcomes.append({"why": "locked" if str(error) == whole.LOCKED else "damaged"})
        joined.save(output)
    return outcomes


def put_before(files: list[BinaryIO], output: BinaryIO) -> None:
    """Write the first PDF, structure and all, with the pages of the second behind it."""
    first, second = files
    with pikepdf.open(first) as pdf, pikepdf.open(second) as more:
        pdf.pages.extend(more.pages)
        pdf.save(output, fix_metadata_version=False)


def _whole(file: BinaryIO) -> BinaryIO:
    """The file, if it can be read to its end: half a document must not pass for one."""
    whole.check([file], io.BytesIO())
    return file


def _of_picture(file: BinaryIO, room: int) -> BinaryIO:
    """A PDF page of each page in the file (a scanner's TIFF holds many), upright."""
    with pikepdf.new() as made, contextlib.ExitStack() as opened:
        for picture in pictures.pages(file.read()):
            page = io.BytesIO()
            picture.save(page, format="PDF", resolution=_RESOLUTION)
            room -= page.tell()
            if room < 0:
                raise _NoRoom
            made.pages.extend(opened.enter_context(pikepdf.open(page)).pages)
        out = io.BytesIO()
        made.save(out)
    return out
