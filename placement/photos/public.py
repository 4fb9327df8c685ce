"""Photographs on the pages of the site: judged anew at each opening of page and picture (P-F4)."""

import datetime as dt

from django.db.models import Min, Q
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core import clock
from core.photos import photo_response, read_photo
from home import cache
from home.closed import is_closed
from placement.consents import ASSISTANCE, PHOTO, SITE
from placement.grants.models import Grant
from placement.photos.lifecycle import PhotoState
from placement.photos.models import GraduatePhoto


@cache.per_version
def pages_with_photos() -> frozenset[int]:
    """Pages on which somebody's photograph was published: the others cost no query."""
    rows = GraduatePhoto.objects.filter(state=PhotoState.PUBLISHED, page__isnull=False)
    return frozenset(rows.values_list("page", flat=True))


def photos_of(page: Page) -> str:
    """The photographs that stand at the end of a page; empty where none may be shown now."""
    if page.pk not in pages_with_photos():
        return ""
    rows = list(GraduatePhoto.objects.public().filter(page=page).order_by("published_at", "pk"))
    return render_to_string("placement/photos/on_page.html", {"photos": rows}) if rows else ""


@require_safe
def picture(request: HttpRequest, number: int) -> HttpResponse:
    """The photograph itself; 404 from the moment at which it may not be shown, and kept by no cache."""
    rows = GraduatePhoto.objects.public().select_related("picture__key", "page")
    row = rows.filter(pk=number).first()
    if row is None or row.page is None or is_closed(row.page):
        raise Http404
    response = photo_response(read_photo(row.picture))
    response["X-Robots-Tag"] = "noindex, noimageindex"
    return response


def next_lapse(now: dt.datetime) -> dt.datetime | None:
    """The next midnight at which a consent loses its force on which a photograph on the site rests."""
    rows = Grant.objects.open().filter(
        Q(purpose=PHOTO, place=SITE) | Q(purpose=ASSISTANCE),
        own_signature_from__gt=clock.local_day(now),
    )
    shown = GraduatePhoto.objects.filter(state=PhotoState.PUBLISHED, place=SITE)
    persons = shown.values_list(Coalesce("graduate__merged_into", "graduate"))
    rows = rows.alias(person=Coalesce("graduate__merged_into", "graduate"))
    rows = rows.filter(person__in=persons)
    day: dt.date | None = rows.aggregate(day=Min("own_signature_from"))["day"]
    return clock.day_begins(day) if day else None
