"""The employer's link to a referral, without login: it ends with its days, or with the consent.

It signs the referral and a serial, never content; what it shows is judged anew at each opening.
"""

from django.conf import settings
from django.urls import reverse

from placement.common import signed_links
from placement.referrals.models import Referral

PURPOSE = "referral"


def token(referral: Referral) -> str:
    """The token of the referral's present link."""
    return signed_links.token(PURPOSE, referral.pk, referral.link_serial)


def read(text: str) -> tuple[int, int]:
    """Key of the referral and serial of the link; Http404 for an altered or foreign token."""
    return signed_links.read(PURPOSE, text)


def employer_url(referral: Referral) -> str:
    """The absolute address at which the employer reads the resume and answers."""
    return f"{settings.SITE_URL}{reverse('referral_answer', args=[token(referral)])}"
