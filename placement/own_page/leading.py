"""«Кто вам помогает»: the specialist with a photograph, or why nobody leads any more (P-2.2b)."""

from typing import Any, cast

from django.db.models import QuerySet
from django.db.models.fields.files import FieldFile
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from wagtail.users.models import UserProfile

from core.models import User
from core.photos import photo_response
from core.pictures import Unreadable, as_jpeg
from forms_app.lifecycle import State
from placement.assistance.models import AssistanceRequest
from placement.assistance.pages import JOURNEY
from placement.cases.models import Case
from placement.consents import ASSISTANCE
from placement.graduates.models import Graduate
from placement.grants.models import Grant

from .base import OwnPage
from .sections import Section

# Twice the side that it is shown with, in points.
SIDE = 320
WAITING = [State.RECEIVED, State.REGISTERED, State.RETURNED]


def section(page: OwnPage) -> Section:
    """Who leads the graduate; the centre itself while nobody is named; after the end the way back."""
    cards = Graduate.objects.of_person(page.graduate)
    leader = page.graduate.responsible
    context = {
        "specialist": leader,
        "photo_url": page.url("leader_photo") if _avatar(leader) else "",
        "is_withdrawn": _is_withdrawn(cards),
        "ended": _ended_case(cards),
        "form_url": reverse("forms_app:start", args=[JOURNEY]),
    }
    return Section("Кто вам помогает", "placement/own_page/leading.html", context)


def _is_withdrawn(cards: QuerySet[Graduate]) -> bool:
    """Whether the consent to accompaniment was given or asked once, and none is left."""
    grants = Grant.objects.filter(graduate__in=cards, purpose=ASSISTANCE)
    return grants.exists() and not grants.open().exists()


def _ended_case(cards: QuerySet[Graduate]) -> Case | None:
    """The last case, if it has ended and no new request waits for a decision."""
    last = Case.objects.filter(graduate__in=cards).first()
    if last is None or Case.objects.open().filter(graduate__in=cards).exists():
        return None
    requests = AssistanceRequest.objects.filter(graduate__in=cards, submission__state__in=WAITING)
    return None if requests.exists() else last


class LeaderPhotoPage(OwnPage):
    """The picture that the specialist has chosen in the settings of the account, made anew.

    Neither the file's own address nor what the camera wrote into it leaves the back office.
    """

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A small JPEG; 404 where there is none."""
        return photo_response(_picture(self.graduate.responsible))


def _avatar(leader: User | None) -> FieldFile | None:
    """The picture that the specialist has chosen, if its file is there."""
    profile = UserProfile.objects.filter(user=leader).exclude(avatar="").first() if leader else None
    if profile is None or not profile.avatar.storage.exists(profile.avatar.name):
        return None
    return cast(FieldFile, profile.avatar)


def _picture(leader: User | None) -> bytes:
    avatar = _avatar(leader)
    if avatar is None:
        return b""
    try:
        with avatar.open() as file:
            return as_jpeg(file.read(), longest=SIDE)
    except (FileNotFoundError, Unreadable):
        return b""
