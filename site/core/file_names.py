"""Names of files: those that people sent, made safe to keep and to show, and those that the site gives."""

import re
import unicodedata
from pathlib import PurePosixPath

from core.file_types import TYPES, FileType

MAX_LENGTH = 255
_RESERVED = re.compile(r'[<>:"|?*]')
_KNOWN = {suffix for kind in TYPES.values() for suffix in kind.suffixes}


def clean_name(name: str, kind: FileType | None = None) -> str:
    """The last part of a path without control, RTL and reserved characters, ≤ 255 characters.

    The ending survives cutting, and is made the one of ``kind`` when it says something else: a
    checked PDF must not be saved to disk as «scan.exe».
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    # Categories C*: control, format (direction marks), surrogates; Zl and Zp break lines.
    visible = "".join(
        char for char in last if unicodedata.category(char)[0] != "C" and char not in "\u2028\u2029"
    )
    visible = " ".join(_RESERVED.sub("_", visible).split()).strip(". ")
    suffix = PurePosixPath(visible).suffix
    stem = visible[: len(visible) - len(suffix)] if suffix else visible
    if kind and suffix.lower() not in kind.suffixes:
        stem = stem if suffix.lower() in _KNOWN else stem + suffix
        suffix = kind.suffixes[0]
    # What follows a dot far away is a part of the name, not an ending.
    suffix = suffix[:20]
    return (stem[: MAX_LENGTH - len(suffix)].rstrip(". ") or "файл") + suffix


def download_name(title: str, suffix: str) -> str:
    """The name under which ``title`` is saved: «Резюме – Иванова М. С.pdf», «Договор № 5-2026.docx».

    The full stop after initials and the dot of ``suffix`` are one; a number's stroke parts no folders.
    """
    return clean_name(re.sub(r"[/\\]", "-", title.removesuffix(suffix)) + suffix)
