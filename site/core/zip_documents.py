"""Documents that are ZIP archives within (DOCX, ODT): read whole before they are believed."""

import zipfile
from typing import IO

from core.errors import Refused

# Text packs thirty times, pictures hardly: what people write stays far below, a trap does not.
MAX_UNPACKED = 300 * 1024 * 1024
MAX_ENTRIES = 10_000
# The only two that the formats allow; others also ask for memory as they like.
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED_ENTRY = 0x1
_BLOCK = 64 * 1024
_MANIFEST = "META-INF/manifest.xml"

LOCKED = "Документ закрыт паролем, прочитать его нельзя. Снимите пароль и приложите файл ещё раз."
DAMAGED = (
    "Документ повреждён и читается не до конца. Откройте его, сохраните заново – лучше всего "
    "как PDF – и приложите ещё раз."
)
TOO_BIG = (
    "Документ слишком велик: распакованным он занял бы больше "
    f"{MAX_UNPACKED // 1024 // 1024} МБ. Сохраните его как PDF и приложите ещё раз."
)


def entry_names(file: IO[bytes]) -> frozenset[str]:
    """The names of the archive's entries; none where the file is no archive."""
    try:
        with zipfile.ZipFile(file) as archive:
            return frozenset(archive.namelist())
    except Exception:  # noqa: BLE001 - what zipfile raises on a hostile file is anything
        return frozenset()


def read_entry(file: IO[bytes], name: str, size: int) -> bytes:
    """At most the first ``size`` bytes of an entry. Raises Refused where it cannot be read."""
    try:
        with zipfile.ZipFile(file) as archive, archive.open(name) as entry:
            return entry.read(size)
    except Exception as error:
        raise Refused(DAMAGED) from error


def check_whole(file: IO[bytes]) -> None:
    """Read every entry to its end and compare its sum; Refused for what is locked or damaged.

    Sizes are believed for refusing only: an entry that holds more than it says fails its sum.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            for entry in entries:
                with archive.open(entry) as content:
                    while content.read(_BLOCK):
                        pass
            if _MANIFEST in archive.namelist() and b":encryption-data" in archive.read(_MANIFEST):
                raise Refused(LOCKED)
    except Refused:
        raise
    except Exception as error:
        raise Refused(DAMAGED) from error


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Refused(TOO_BIG)
    if any(entry.flag_bits & _ENCRYPTED_ENTRY for entry in entries):
        raise Refused(LOCKED)
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise Refused(DAMAGED)
