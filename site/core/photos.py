"""Photographs of people: taken as telephones make them, kept anew as small upright JPEGs (X-5).

What the camera wrote into the file – place, time, the owner's name – is not kept.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.core.files.base import ContentFile, File
from django.http import Http404, HttpResponse
from PIL import Image, ImageDraw, ImageFont

from core import files, pictures
from core.errors import FileDestroyed, KeyDestroyed, Refused
from core.models import PersonKey, PrivateFile
from core.paper_fonts import FACES

PHOTO_BYTES = 20 * 1024 * 1024
# Enough for a sheet of paper and a large screen.
LONGEST_SIDE = 1200
JPEG = "image/jpeg"


class PhotoField(forms.FileField):
    """A photograph of a person."""

    def __init__(self, *, label: str = "Фотография", **kwargs: Any) -> None:
        super().__init__(
            label=label,
            help_text=f"{files.type_names(files.IMAGE_TYPES)}, не больше 20 МБ. Подойдёт снимок с"
            " телефона.",
            widget=forms.FileInput(attrs={"accept": files.accept_attribute(files.IMAGE_TYPES)}),
            error_messages={"required": "Выберите файл с фотографией."},
            **kwargs,
        )


@contextmanager
def kept_photo(upload: File, *, key: PersonKey, field: str = "photo") -> Iterator[PrivateFile]:
    """The photograph, made anew and sealed under ``key``.

    What is wrong with it is said beside ``field``; the file goes again if the body is refused.
    """
    try:
        file = _store(upload, key)
    except Refused as refusal:
        raise Refused(refusal.message, field=field) from refusal
    try:
        yield file
    except Refused:
        files.discard_file(file)
        raise


def copy_photo(photo: PrivateFile) -> PrivateFile:
    """The same photograph as a file of its own, under the same key."""
    return _seal(photo.key, files.read_file(photo))


def drawn_photo(words: str) -> ContentFile:
    """A drawing that stands in a demonstration where a photograph would: a figure, and what it is."""
    picture = Image.new("RGB", (600, 760), "#dfe7ee")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((200, 140, 400, 360), fill="#7a8fa3")
    pen.pieslice((90, 400, 510, 1000), 180, 360, fill="#7a8fa3")
    # The letters of Pillow's own font have no Cyrillic: the papers' serif has.
    _, _, file = FACES[0]
    pen.text((300, 60), words, fill="#1d2b38", font=ImageFont.truetype(str(file), 36), anchor="mm")
    out = io.BytesIO()
    picture.save(out, "JPEG")
    return ContentFile(out.getvalue(), name="drawing.jpg")


def read_photo(photo: PrivateFile | None) -> bytes:
    """The JPEG; empty where there is none, or none any more."""
    if photo is None:
        return b""
    try:
        return files.read_file(photo)
    except (FileDestroyed, KeyDestroyed):
        return b""


def photo_response(content: bytes) -> HttpResponse:
    """A JPEG for a browser that was already checked, kept by no cache. Raises Http404 of nothing."""
    if not content:
        raise Http404
    response = HttpResponse(content, content_type=JPEG)
    files.protect(response)
    return response


def _store(upload: File, key: PersonKey) -> PrivateFile:
    name = upload.name or ""
    files.judge(name=name, file=upload, allowed=files.IMAGE_TYPES, max_size=PHOTO_BYTES)
    try:
        jpeg = pictures.as_jpeg(upload.read(), longest=LONGEST_SIDE)
    except pictures.Unreadable:
        raise Refused("Файл не открывается. Выберите другую фотографию.") from None
    return _seal(key, jpeg)


def _seal(key: PersonKey, content: bytes) -> PrivateFile:
    return files.seal(
        key=key,
        parts=ContentFile(content).chunks(),
        max_size=PHOTO_BYTES,
        name="фото.jpg",
        content_type=JPEG,
    )
