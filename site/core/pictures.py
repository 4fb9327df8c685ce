"""Pictures that browsers do not show, made into some that they do."""

import contextlib
import io
import warnings
from collections.abc import Iterator

from PIL import ExifTags, Image, ImageOps

from core import picture_sizes

# Enough to read a page of small print, little enough to send.
LONGEST_SIDE = 2400
# A4 at 300 dots an inch, as for printing.
LONGEST_SIDE_OF_PAGE = 3600


class Unreadable(Exception):
    """The content is no picture that can be taken apart, or one too big to be."""


def as_jpeg(content: bytes, *, longest: int | None = None) -> bytes:
    """The first picture of ``content`` as JPEG, upright as its maker held the camera.

    No side is longer than ``longest``, by default LONGEST_SIDE; metadata stay behind. Raises Unreadable.
    """
    out = io.BytesIO()
    upright = next(_uprights(content, longest or LONGEST_SIDE))
    # Pillow would hand a comment of the file on.
    upright.info = {}
    upright.save(out, format="JPEG", quality=85)
    return out.getvalue()


def pages(content: bytes) -> Iterator[Image.Image]:
    """The pages of a scanner's TIFF, or the one picture of another file; upright, fit to be read.

    What else a file may hold – an animation, a map of depths – is no page. Raises Unreadable.
    """
    return _uprights(content, LONGEST_SIDE_OF_PAGE)


def _uprights(content: bytes, longest: int) -> Iterator[Image.Image]:
    try:
        with _no_warnings():
            picture = Image.open(io.BytesIO(content))
            # Files that were taken before there was a limit are judged here.
            picture_sizes.check_pages(picture)
            frames = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
        with picture:
            for number in range(frames):
                with _no_warnings():
                    picture.seek(number)
                    upright = _upright(picture, longest)
                yield upright
    except Exception as error:  # what Pillow raises on a hostile file is anything
        raise Unreadable from error


@contextlib.contextmanager
def _no_warnings() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _upright(picture: Image.Image, longest: int) -> Image.Image:
    """A copy turned as its EXIF says, on white where it was transparent, no side too long."""
    turned = ImageOps.exif_transpose(_reduced(picture, longest))
    if turned.has_transparency_data:
        rgba = turned.convert("RGBA")
        turned = Image.alpha_composite(Image.new("RGBA", rgba.size, "white"), rgba)
    return turned.convert("RGB")


def _reduced(picture: Image.Image, longest: int) -> Image.Image:
    """The picture, or a smaller copy: every later step needs memory for each of its points."""
    picture.draft("RGB", (longest, longest))
    picture.load()
    factor = longest / max(picture.size)
    if factor >= 1:
        return picture
    turn = picture.getexif().get(ExifTags.Base.Orientation, 1)
    if picture.mode == "1":
        # Black and white points alone cannot be averaged: thin lines would be lost.
        picture = picture.convert("L")
    elif picture.mode in ("P", "PA"):
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    width, height = (max(round(side * factor), 1) for side in picture.size)
    small = picture.resize((width, height), reducing_gap=2.0)
    small.getexif()[ExifTags.Base.Orientation] = turn
    return small
