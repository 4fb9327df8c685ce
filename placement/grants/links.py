"""The representative's own link: purpose «representative-page» (P-F5, ADR 14).

Never the graduate's: each signs on their own device, by their own link.
"""

from django.conf import settings
from django.http import Http404
from django.urls import reverse

from core import clock
from placement.common import signed_links
from placement.common.signed_links import LinkOver
from placement.grants.models import Representative

PURPOSE = "representative-page"


def token(representative: Representative) -> str:
    """The token of the representative's present link."""
    return signed_links.token(PURPOSE, representative.pk, representative.link_serial)


def representative_url(representative: Representative) -> str:
    """The absolute address of the representative's page."""
    return f"{settings.SITE_URL}{reverse('representative_page', args=[token(representative)])}"


def read_representative(text: str) -> Representative:
    """The representative of a token.

    Raises Http404 for a false token, LinkOver for a withdrawn one and when the authority has ended.
    """
    key, serial = signed_links.read(PURPOSE, text)
    rows = Representative.objects.select_related(
        "graduate__key",
        "graduate__responsible",
        "graduate__merged_into__key",
        "graduate__merged_into__responsible",
    )
    representative = rows.filter(pk=key).first()
    if representative is None:
        raise Http404
    today = clock.local_day(clock.now())
    if representative.link_serial != serial or not representative.is_acting(today):
        raise LinkOver
    return representative
