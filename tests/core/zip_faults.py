"""Archives with one fault each, as networks, disks and jokers make them."""

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

Entries = dict[str, bytes]
_CENTRAL, _LOCAL, _END = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"


def packed(entries: Entries, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def _patch(content: bytes, signature: bytes, at: int, value: bytes) -> bytes:
    """Every record of this kind, with other bytes at an offset within it."""
    broken = bytearray(content)
    start = content.find(signature)
    while start >= 0:
        broken[start + at : start + at + len(value)] = value
        start = content.find(signature, start + 4)
    return bytes(broken)


def encrypted(entries: Entries) -> bytes:
    both = _patch(packed(entries), _CENTRAL, 8, b"\x01\0")
    return _patch(both, _LOCAL, 6, b"\x01\0")


def unknown_method(entries: Entries) -> bytes:
    both = _patch(packed(entries), _CENTRAL, 10, b"\x63\0")
    return _patch(both, _LOCAL, 8, b"\x63\0")


def too_new_version(entries: Entries) -> bytes:
    return _patch(packed(entries), _CENTRAL, 6, b"\xff\0")


def hungry_method(entries: Entries) -> bytes:
    return packed(entries, zipfile.ZIP_LZMA)


def wrong_sum(entries: Entries) -> bytes:
    return _patch(packed(entries), _CENTRAL, 16, b"\1\2\3\4")


def broken_stream(entries: Entries) -> bytes:
    content = packed(entries)
    name_length, extra = struct.unpack_from("<HH", content, content.rfind(_LOCAL) + 26)
    start = content.rfind(_LOCAL) + 30 + name_length + extra
    return content[:start] + b"\xff\xff\xff" + content[start + 3 :]


def wrong_offset(entries: Entries) -> bytes:
    return _patch(packed(entries), _CENTRAL, 42, b"\xff\xff\xff\x7f")


def wrong_directory(entries: Entries) -> bytes:
    return _patch(packed(entries), _END, 16, b"\xff\xff\xff\x7f")


def sizes_that_lie(entries: Entries) -> bytes:
    return _patch(packed(entries), _CENTRAL, 24, b"\1\0\0\0")


FAULTS: dict[str, Callable[[Entries], bytes]] = {
    make.__name__: make
    for make in (
        encrypted,
        unknown_method,
        too_new_version,
        hungry_method,
        wrong_sum,
        broken_stream,
        wrong_offset,
        wrong_directory,
        sizes_that_lie,
    )
}
