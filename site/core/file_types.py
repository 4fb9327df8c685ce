"""What a file is, by its content; its name and the browser's word are never believed."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

import pillow_heif
import puremagic
from PIL import Image

from core import pdfs, picture_sizes, zip_documents
from core.errors import Refused

pillow_heif.register_heif_opener()

_HEAD = 1024
_BLOCK = 64 * 1024
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OLE_ENTRY = 128
_SURE = 0.8
_ZIP = b"PK\x03\x04"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_OPEN_XML = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class FileType:
    """A kind of file: its code, media type, the name people know, endings, browser shows it."""

    code: str
    media_type: str
    title: str
    suffixes: tuple[str, ...]
    inline: bool = False


TYPES = {
    kind.code: kind
    for kind in (
        FileType("pdf", "application/pdf", "PDF", (".pdf",), inline=True),
        FileType("docx", f"{_OPEN_XML}wordprocessingml.document", "DOCX", (".docx",)),
        FileType("doc", "application/msword", "DOC", (".doc",)),
        FileType("odt", f"{_OPEN_DOCUMENT}text", "ODT", (".odt",)),
        FileType("xlsx", f"{_OPEN_XML}spreadsheetml.sheet", "XLSX", (".xlsx",)),
        FileType("ods", f"{_OPEN_DOCUMENT}spreadsheet", "ODS", (".ods",)),
        FileType("pptx", f"{_OPEN_XML}presentationml.presentation", "PPTX", (".pptx",)),
        FileType("jpeg", "image/jpeg", "JPEG", (".jpg", ".jpeg", ".jpe", ".jfif"), inline=True),
        FileType("png", "image/png", "PNG", (".png",), inline=True),
        FileType("heic", "image/heic", "HEIC", (".heic", ".heif", ".hif")),
        FileType("webp", "image/webp", "WEBP", (".webp",), inline=True),
        FileType("tiff", "image/tiff", "TIFF", (".tif", ".tiff")),
    )
}
IMAGE_TYPES = frozenset({"jpeg", "png", "heic", "webp", "tiff"})
# What applicants enclose.
DOCUMENT_TYPES = IMAGE_TYPES | {"pdf", "docx", "doc", "odt"}
# What editors publish.
PUBLISHED_TYPES = DOCUMENT_TYPES | {"xlsx", "ods", "pptx"}


def sniff(file: IO[bytes]) -> FileType | None:
    """The type of a whole, readable file; None for anything else. Leaves the file at its start.

    Raises Refused for a picture or document that would unpack into too much, and for a document
    that is locked, cut off or damaged.
    """
    try:
        file.seek(0)
        head = file.read(_HEAD)
        for code, check in _CHECKS.items():
            file.seek(0)
            if check(file, head):
                return TYPES[code]
        return None
    finally:
        file.seek(0)


def _is_pdf(file: IO[bytes], head: bytes) -> bool:
    """Readers accept up to a kilobyte before the header, and some scanners write one."""
    at = head.find(b"%PDF-")
    if at < 0 or (at > 0 and _looks_like_something(head[:at])):
        return False
    pdfs.check(file)
    return True


def _looks_like_something(junk: bytes) -> bool:
    """Whether what stands before a PDF is a page, a program or an archive of its own."""
    text = junk.lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if text[:1] in (b"<", b"#") or text[:2] in (b"MZ", b"PK"):
        return True
    try:
        return bool(text) and puremagic.magic_string(text)[0].confidence >= _SURE
    except (puremagic.PureError, IndexError):
        return False


def _open_xml(main_part: str) -> Callable[[IO[bytes], bytes], bool]:
    """A document of Word, Excel or PowerPoint, known by its main part."""

    def check(file: IO[bytes], head: bytes) -> bool:
        names = zip_documents.entry_names(file) if head.startswith(_ZIP) else frozenset()
        if not {"[Content_Types].xml", main_part} <= names:
            return False
        # A document with macros is a program.
        if any(name.endswith("vbaProject.bin") for name in names):
            return False
        zip_documents.check_whole(file)
        return True

    return check


def _open_document(code: str) -> Callable[[IO[bytes], bytes], bool]:
    """A document of LibreOffice, known by the media type that it names."""

    def check(file: IO[bytes], head: bytes) -> bool:
        names = zip_documents.entry_names(file) if head.startswith(_ZIP) else frozenset()
        if not {"mimetype", "content.xml"} <= names:
            return False
        zip_documents.check_whole(file)
        media_type = TYPES[code].media_type.encode()
        return zip_documents.read_entry(file, "mimetype", len(media_type) + 2).strip() == media_type

    return check


def _is_doc(file: IO[bytes], head: bytes) -> bool:
    """An OLE container with a stream «WordDocument», so not a spreadsheet nor an installer."""
    if not head.startswith(_OLE):
        return False
    if _has_stream(file, "EncryptedPackage"):
        # So Word keeps a DOCX with a password.
        raise Refused(zip_documents.LOCKED)
    file.seek(0)
    return _has_stream(file, "WordDocument")


def _has_stream(file: IO[bytes], stream: str) -> bool:
    name = f"{stream}\0".encode("utf-16-le")
    for block in iter(lambda: file.read(_BLOCK), b""):
        for at in range(0, len(block), _OLE_ENTRY):
            # Byte 66 of a directory entry says that it is a stream.
            if block.startswith(name, at) and block[at + 66 : at + 67] == b"\x02":
                return True
    return False


def _image(pillow_format: str, *heads: bytes, at: int = 0) -> Callable[[IO[bytes], bytes], bool]:
    def check(file: IO[bytes], head: bytes) -> bool:
        return head.startswith(heads, at) and _opens(file, pillow_format)

    return check


def _opens(file: IO[bytes], pillow_format: str) -> bool:
    """Whether the picture is whole, found with little memory; Refused for one of too many points.

    Pillow itself warns from 89 megapixels and refuses from 179.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(file, formats=[pillow_format]) as image:
                picture_sizes.check_pages(image)
                _go_through(image)
        except Refused:
            raise
        except Image.DecompressionBombError:
            raise Refused(picture_sizes.TOO_BIG) from None
        except Exception:  # noqa: BLE001 - what Pillow raises on a hostile file is anything
            return False
    return True


def _go_through(image: Image.Image) -> None:
    if image.format == "JPEG":
        # Decoded at an eighth of its size: reads every byte, needs 1/64 of the memory.
        image.draft("RGB", (max(image.width // 8, 1), max(image.height // 8, 1)))
        image.load()
    else:
        image.verify()


_CHECKS: dict[str, Callable[[IO[bytes], bytes], bool]] = {
    "jpeg": _image("JPEG", b"\xff\xd8\xff"),
    "png": _image("PNG", b"\x89PNG\r\n\x1a\n"),
    "webp": _image("WEBP", b"WEBP", at=8),
    "heic": _image("HEIF", b"ftyp", at=4),
    "tiff": _image("TIFF", b"II*\0", b"MM\0*"),
    "docx": _open_xml("word/document.xml"),
    "xlsx": _open_xml("xl/workbook.xml"),
    "pptx": _open_xml("ppt/presentation.xml"),
    "odt": _open_document("odt"),
    "ods": _open_document("ods"),
    "doc": _is_doc,
    "pdf": _is_pdf,
}
