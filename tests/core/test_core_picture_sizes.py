"""A small file cannot unpack into gigabytes; real scans and photos pass."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader

from core import file_types, files, picture_sizes, pictures
from core.errors import Refused
from core.pictures import Unreadable, as_jpeg


def made(kind: str, mode: str, *sizes: tuple[int, int], **options: object) -> bytes:
    """A picture of one colour; more sizes make more pages."""
    first, *rest = [Image.new(mode, size) for size in sizes]
    out = io.BytesIO()
    more = {"save_all": True, "append_images": rest} if rest else {}
    first.save(out, kind, **more, **options)
    return out.getvalue()


def scan(*sizes: tuple[int, int]) -> bytes:
    """A scanner's black and white TIFF: a page of one colour takes a few kilobytes."""
    return made("TIFF", "1", *sizes, compression="group4")


A4_600 = (4960, 7016)
BOMB = (13300, 13300)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content",
    [
        scan(BOMB),
        scan((10, 10), BOMB),
        made("TIFF", "RGBA", (8000, 8000), compression="tiff_lzw"),
        made("PNG", "1", (20000, 20000)),
    ],
    ids=["one page", "second page", "transparent", "more than Pillow opens"],
)
def test_a_picture_of_too_many_points_is_refused_with_a_reason(person_key, content):
    assert len(content) < 2_000_000
    with pytest.raises(Refused, match="больше 60 мегапикселей"):
        files.store_file(
            key=person_key, name="скан", source=content, allowed=None, max_size=20_000_000
        )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (scan(A4_600), "tiff"),
        (scan(*[A4_600] * 12), "tiff"),
        (made("JPEG", "L", (8160, 6120), quality=10), "jpeg"),
    ],
    ids=["A4 at 600 dpi", "twelve pages of it", "a phone's photo of 50 megapixels"],
)
def test_scans_and_photos_as_people_make_them_pass(content, code):
    assert file_types.sniff(io.BytesIO(content)) == file_types.TYPES[code]


@pytest.mark.parametrize("limit", ["MAX_PAGES", "MAX_POINTS_OF_ALL"])
def test_the_pages_of_one_file_are_bounded_together(monkeypatch, limit):
    monkeypatch.setattr(picture_sizes, limit, {"MAX_PAGES": 3, "MAX_POINTS_OF_ALL": 350}[limit])
    assert file_types.sniff(io.BytesIO(scan(*[(10, 10)] * 3)))
    with pytest.raises(Refused, match="слишком много страниц"):
        file_types.sniff(io.BytesIO(scan(*[(10, 10)] * 4)))


@pytest.mark.parametrize("make", [as_jpeg, lambda content: list(pictures.pages(content))])
def test_one_that_was_taken_before_the_limit_is_not_even_decoded(monkeypatch, make):
    content = scan((10, 10), BOMB)
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("decoded"))
    with pytest.raises(Unreadable):
        make(content)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("1", "TIFF"), ("L", "JPEG"), ("RGB", "TIFF"), ("RGBA", "PNG"), ("P", "PNG"), ("LA", "TIFF")],
)
def test_a_big_picture_is_reduced_before_its_colours_are_converted(monkeypatch, mode, kind):
    """Each conversion of the whole would need its memory once more."""
    monkeypatch.setattr(pictures, "LONGEST_SIDE", 100)
    seen = []
    composite, transpose = Image.alpha_composite, pictures.ImageOps.exif_transpose
    monkeypatch.setattr(
        Image, "alpha_composite", lambda a, b: seen.append(a.size) or composite(a, b)
    )
    monkeypatch.setattr(
        pictures.ImageOps, "exif_transpose", lambda p, **kw: seen.append(p.size) or transpose(p)
    )
    as_jpeg(made(kind, mode, (400, 200)))
    assert (100, 50) in seen
    assert seen[-1] == (100, 50)


def test_thin_lines_of_a_reduced_scan_stay_grey_instead_of_vanishing():
    page = Image.new("1", (4960, 200), 1)
    page.paste(0, (2001, 0, 2002, 200))
    out = io.BytesIO()
    page.save(out, "TIFF", compression="group4")
    with Image.open(io.BytesIO(as_jpeg(out.getvalue()))) as shown:
        assert shown.convert("L").getextrema()[0] < 200


def test_a_reduced_photo_still_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    for kind in ("JPEG", "TIFF", "WEBP", "PNG"):
        content = made(kind, "RGB", (3000, 1500), exif=exif)
        with Image.open(io.BytesIO(as_jpeg(content))) as shown:
            assert shown.size == (1200, 2400), kind
            assert not shown.getexif(), kind


def test_pages_are_joined_no_bigger_than_for_printing():
    (page,) = pictures.pages(scan(A4_600))
    assert max(page.size) == pictures.LONGEST_SIDE_OF_PAGE
    out = io.BytesIO()
    page.save(out, "PDF")
    assert len(PdfReader(out).pages) == 1
