"""Pictures that browsers do not show, made into some that they do."""

import io
import warnings

from PIL import Image, ImageOps

# Enough to read a page of small print, little enough to send.
LONGEST_SIDE = 2400


class Unreadable(Exception):
    """The content is no picture that can be taken apart."""


def as_jpeg(content: bytes) -> bytes:
    """The first picture of ``content`` as JPEG, upright as its maker held the camera.

    Metadata stay behind. Raises Unreadable.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(content)) as picture:
                picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                upright = upright_rgb(picture)
        except Exception as error:  # what Pillow raises on a hostile file is anything
            raise Unreadable from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    upright.save(out, format="JPEG", quality=85)
    return out.getvalue()


def upright_rgb(picture: Image.Image) -> Image.Image:
    """A copy turned as its EXIF says, on white where it was transparent."""
    turned = ImageOps.exif_transpose(picture)
    if turned.has_transparency_data:
        rgba = turned.convert("RGBA")
        turned = Image.alpha_composite(Image.new("RGBA", rgba.size, "white"), rgba)
    return turned.convert("RGB")
