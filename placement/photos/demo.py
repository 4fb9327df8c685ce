"""Photographs of an invented graduate: a drawing on the centre's page (P-F4)."""

from typing import TextIO

from core import roles
from core.demo_accounts import account_of
from core.photos import drawn_photo, kept_photo
from home.closed import section
from placement.centre.pages import CentrePage
from placement.consents import PHOTO, SITE
from placement.graduates.demo import SEARCHING, card_of
from placement.grants import gate
from placement.photos import services


def load(stdout: TextIO) -> None:
    """The photograph of one graduate who allows it on the site and has none yet."""
    specialist = account_of(roles.PLACEMENT_SPECIALIST)
    graduate, page = card_of(SEARCHING), section(CentrePage)
    if specialist is None or graduate is None or page is None or graduate.photos.exists():
        return
    if not gate.allows(graduate, PHOTO, place=SITE):
        return
    drawing = drawn_photo("Рисунок вместо фото (вымышл.)")
    with kept_photo(drawing, key=graduate.key) as photo:
        services.publish(
            graduate=graduate,
            place=SITE,
            photo=photo,
            caption=f"{graduate.first_name} {graduate.last_name}, {graduate.profession} (вымышл.)",
            description="Рисунок: условная фигура человека вместо фотографии.",
            page=page,
            actor=specialist,
        )
    stdout.write("photos: an invented one\n")
