"""The link of a graduate's own page: purpose «graduate-page» (X-5, ADR 14).

It proves nothing: identity data show only after the birth date was told.
"""

from django.conf import settings
from django.http import Http404
from django.urls import reverse

from placement.common import signed_links
from placement.common.signed_links import LinkOver
from placement.graduates.models import Graduate

PURPOSE = "graduate-page"


def token(graduate: Graduate) -> str:
    """The token of the page's present link."""
    return signed_links.token(PURPOSE, graduate.pk, graduate.link_serial)


def page_url(graduate: Graduate) -> str:
    """The absolute address of the graduate's own page."""
    return f"{settings.SITE_URL}{reverse('graduate_page', args=[token(graduate)])}"


def read_page(text: str) -> Graduate:
    """The graduate of a token, in whatever state the card is.

    Raises Http404 for a false token, LinkOver for a withdrawn one.
    """
    key, serial = signed_links.read(PURPOSE, text)
    rows = Graduate.objects.select_related("key", "responsible", "merged_into")
    graduate = rows.filter(pk=key).first()
    if graduate is None:
        raise Http404
    if graduate.link_serial != serial:
        raise LinkOver
    return graduate
