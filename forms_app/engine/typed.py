"""What a person typed, as it travels and is stored: lists of texts under field names."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from django.utils.datastructures import MultiValueDict

Raw = dict[str, list[str]]

# Invisible marks that turn the direction of text or hide in a name; they come with pasted text.
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
MAX_LENGTH = 20_000


def clean_text(text: str) -> str:
    """Composed Unicode without invisible direction marks and control characters."""
    text = unicodedata.normalize("NFC", text)
    return _CONTROL.sub("", _INVISIBLE.sub("", text)).replace("\r\n", "\n")[:MAX_LENGTH]


def collect(data: MultiValueDict, names: Iterable[str], prefixes: Iterable[str]) -> Raw:
    """The entries of ``data`` that belong to a form: by exact name, or by prefix for rows."""
    exact, begins = set(names), tuple(prefixes)
    return {
        key: [clean_text(value) for value in values]
        for key, values in data.lists()
        if key in exact or (begins and key.startswith(begins))
    }


def as_data(raw: Raw) -> MultiValueDict:
    """Stored entries in the shape that a form is bound to."""
    return MultiValueDict(raw)


def fingerprint(*parts: str) -> str:
    """A short stable mark of a text, for acknowledgements."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
