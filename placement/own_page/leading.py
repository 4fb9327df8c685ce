"""«Кто вам помогает»: the specialist who is responsible, with a photograph, and the centre's telephone."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from wagtail.users.models import UserProfile

from core.models import User
from core.photos import photo_response
from core.pictures import Unreadable, as_jpeg

from .base import OwnPage
from .sections import Section

# Twice the side that it is shown with, in points.
SIDE = 320


def section(page: OwnPage) -> Section:
    """Who leads the graduate; the centre itself while nobody is named."""
    leader = page.graduate.responsible
    has_photo = leader is not None and bool(_picture(leader))
    return Section(
        "Кто вам помогает",
        "placement/own_page/leading.html",
        {"specialist": leader, "photo_url": page.url("leader_photo") if has_photo else ""},
    )


class LeaderPhotoPage(OwnPage):
    """The picture that the specialist has chosen in the settings of the account, made anew.

    Neither the file's own address nor what the camera wrote into it leaves the back office.
    """

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A small JPEG; 404 where there is none."""
        leader = self.graduate.responsible
        return photo_response(_picture(leader) if leader is not None else b"")


def _picture(leader: User) -> bytes:
    profile = UserProfile.objects.filter(user=leader).exclude(avatar="").first()
    if profile is None:
        return b""
    try:
        with profile.avatar.open() as file:
            return as_jpeg(file.read(), longest=SIDE)
    except (FileNotFoundError, Unreadable):
        return b""
