"""The employer's link to a referral, without login: it ends with its days, or with the consent.

It signs the referral and a serial, never content; what it shows is judged anew at each opening.
"""

import hmac
import re

from django.conf import settings
from django.http import Http404
from django.urls import reverse

from core import crypto
from placement.referrals.models import Referral

_PURPOSE = "placement.link.referral"
_SIGNATURE = 40
_TOKEN = re.compile(r"([1-9][0-9]{0,17})-([1-9][0-9]{0,8})-([0-9a-f]{40})", re.ASCII)


def token(referral: Referral) -> str:
    """The token of the referral's present link."""
    key, serial = str(referral.pk), str(referral.link_serial)
    return f"{key}-{serial}-{_signature(key, serial)}"


def read(text: str) -> tuple[int, int]:
    """Key of the referral and serial of the link; Http404 for an altered or foreign token."""
    parts = _TOKEN.fullmatch(text)
    if parts is None:
        raise Http404
    key, serial, signature = parts.groups()
    if not hmac.compare_digest(_signature(key, serial), signature):
        raise Http404
    return int(key), int(serial)


def employer_url(referral: Referral) -> str:
    """The absolute address at which the employer reads the resume and answers."""
    return f"{settings.SITE_URL}{reverse('referral_answer', args=[token(referral)])}"


def _signature(key: str, serial: str) -> str:
    return crypto.keyed_digest(_PURPOSE, f"{key}\x1f{serial}")[:_SIGNATURE]
