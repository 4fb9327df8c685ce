"""The smallest whole files of each kind, and files that only pretend."""

import struct
import zipfile
from io import BytesIO

import pillow_heif
from PIL import Image
from pypdf import PdfWriter

pillow_heif.register_heif_opener()
ODT = "application/vnd.oasis.opendocument.text"


def picture(kind: str, size: tuple[int, int] = (64, 48), **options: object) -> bytes:
    image = Image.effect_noise(size, 60).convert("RGB")
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def archive(**entries: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in entries.items():
            made.writestr(name, text)
    return out.getvalue()


def docx(**more: str) -> bytes:
    return archive(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>", **more})


def odt(mimetype: str = ODT) -> bytes:
    return archive(**{"mimetype": mimetype, "content.xml": "<o/>"})


def ole(stream: str = "WordDocument") -> bytes:
    """A compound file whose directory holds one stream of this name."""
    header = bytes.fromhex("d0cf11e0a1b11ae1").ljust(512, b"\0")
    root = "Root Entry".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HB", 22, 5)
    entry = stream.encode("utf-16-le").ljust(64, b"\0")
    entry += struct.pack("<HB", 2 * len(stream) + 2, 2)
    return header + root.ljust(128, b"\0") + entry.ljust(128, b"\0") + bytes(256)


GOOD = {
    "jpeg": picture("JPEG"),
    "png": picture("PNG"),
    "webp": picture("WEBP"),
    "tiff": picture("TIFF"),
    "heic": picture("HEIF"),
    "pdf": pdf(),
    "docx": docx(),
    "odt": odt(),
    "doc": ole(),
}
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'
EXE = b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff" + bytes(200)
BAD = {
    "html": HTML,
    "svg": SVG,
    "exe": EXE,
    "elf": b"\x7fELF\2\1\1" + bytes(100),
    "script": b"#!/bin/sh\nrm -rf /\n",
    "text": "Просто текст".encode(),
    "zip": archive(**{"a.txt": "a"}),
    "xlsx": archive(**{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>"}),
    "docm": docx(**{"word/vbaProject.bin": "macro"}),
    "ods": odt("application/vnd.oasis.opendocument.spreadsheet"),
    "epub": archive(**{"mimetype": "application/epub+zip", "content.xml": "<o/>"}),
    "xls": ole("Workbook"),
    "msi": ole("SummaryInformation"),
    "gif": picture("GIF"),
    "bmp": picture("BMP"),
    "html before pdf": HTML + GOOD["pdf"],
    "exe before pdf": EXE + GOOD["pdf"],
    "zip before pdf": archive(**{"a.txt": "a"}) + GOOD["pdf"],
    "png head before pdf": GOOD["png"][:64] + GOOD["pdf"],
    "pdf word deep inside": b"x" * 2000 + GOOD["pdf"],
    "jpeg head only": GOOD["jpeg"][:20],
    "jpeg cut short": picture("JPEG", (400, 400))[:9000],
    "png cut short": picture("PNG", (400, 400))[:9000],
    "png with a broken byte": GOOD["png"][:200] + b"\0\0\0" + GOOD["png"][203:],
    "tiff head only": GOOD["tiff"][:8],
    "webp head only": GOOD["webp"][:20],
    "heic head only": GOOD["heic"][:40],
    "docx cut short": GOOD["docx"][:-30],
    "exe before docx": EXE + GOOD["docx"],
    "mp4": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(200),
}
