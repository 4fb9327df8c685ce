"""Pictures of phones and scanners as browsers can show them."""

import io

import pytest
from PIL import Image

from core.pictures import LONGEST_SIDE, Unreadable, as_jpeg
from tests.core.file_samples import GOOD


@pytest.mark.parametrize("code", ["heic", "tiff", "png"])
def test_any_kind_of_picture_becomes_a_jpeg(code):
    with Image.open(io.BytesIO(as_jpeg(GOOD[code]))) as made:
        assert made.format == "JPEG"


def test_a_photo_is_turned_as_the_camera_was_held_and_loses_its_metadata():
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    Image.new("RGB", (40, 20)).save(out, format="TIFF", exif=exif)
    with Image.open(io.BytesIO(as_jpeg(out.getvalue()))) as made:
        assert made.size == (20, 40)
        assert not made.getexif()


def test_a_big_picture_is_made_smaller():
    out = io.BytesIO()
    Image.new("L", (LONGEST_SIDE * 2, 10)).save(out, format="TIFF")
    with Image.open(io.BytesIO(as_jpeg(out.getvalue()))) as made:
        assert max(made.size) == LONGEST_SIDE


def test_what_is_no_picture_is_said():
    with pytest.raises(Unreadable):
        as_jpeg(b"II*\0 nothing")
