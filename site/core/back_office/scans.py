"""Scans of signed papers: the field that takes one, and the file that stays if the act succeeds."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms

from core import files
from core.errors import Refused
from core.models import PersonKey, PrivateFile

SCAN_TYPES = files.DOCUMENT_TYPES | files.IMAGE_TYPES
SCAN_BYTES = 20 * 1024 * 1024


class ScanField(forms.FileField):
    """A scan of a signed paper; ``note`` ends what is said of it."""

    def __init__(
        self,
        *,
        label: str,
        note: str = "Хранится зашифрованным.",
        allowed: frozenset[str] = SCAN_TYPES,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            label=label,
            help_text=f"{files.type_names(allowed)}, не больше 20 МБ. {note}",
            widget=forms.FileInput(attrs={"accept": files.accept_attribute(allowed)}),
            **kwargs,
        )


@contextmanager
def kept_file(
    upload: Any,
    *,
    key: PersonKey,
    field: str,
    allowed: frozenset[str] | None = SCAN_TYPES,
    max_size: int = SCAN_BYTES,
) -> Iterator[PrivateFile | None]:
    """The uploaded file under ``key``, None where nothing was uploaded.

    What is wrong with it is said beside ``field``; the file goes again if the body is refused.
    """
    if not upload:
        yield None
        return
    try:
        file = files.store_file(
            key=key, name=upload.name, source=upload, allowed=allowed, max_size=max_size
        )
    except Refused as refusal:
        raise Refused(refusal.message, field=field) from refusal
    try:
        yield file
    except Refused:
        files.discard_file(file)
        raise
