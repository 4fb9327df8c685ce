"""How big a picture may be: a small file can unpack into gigabytes."""

from itertools import count

from PIL import Image

from core.errors import Refused

# A4 at 600 dots an inch has 35 million points, a photo of a good phone 50.
MAX_POINTS = 60_000_000
# Pages of one TIFF: two hundred at 300 dots an inch.
MAX_PAGES = 200
MAX_POINTS_OF_ALL = 2_000_000_000

TOO_BIG = (
    "Изображение слишком большое: больше 60 мегапикселей. Уменьшите его или отсканируйте с меньшим "
    "разрешением (для документа хватает 300 точек на дюйм) и приложите ещё раз."
)
TOO_LONG = (
    "В файле TIFF слишком много страниц: принимается не больше 200, а при высоком разрешении – "
    "меньше. Сохраните документ как PDF или разделите его на части и приложите ещё раз."
)


def check(picture: Image.Image) -> None:
    """Raise Refused for an open picture, or the chosen frame of one, with too many points."""
    if picture.width * picture.height > MAX_POINTS:
        raise Refused(TOO_BIG)


def check_pages(picture: Image.Image) -> None:
    """Raise Refused when a picture or page of an open file, or all together, have too many points.

    Only the headers are read. The file is left at its first picture.
    """
    check(picture)
    if picture.format != "TIFF":
        return
    points = 0
    for number in count():
        try:
            picture.seek(number)
        except EOFError:
            break
        check(picture)
        points += picture.width * picture.height
        if number == MAX_PAGES or points > MAX_POINTS_OF_ALL:
            raise Refused(TOO_LONG)
    picture.seek(0)
