"""The link that answers for a vacancy without login: purpose «vacancy-actual» (P-6.4).

It signs the vacancy and the serial of the question, never content: a later question makes the
link of an earlier letter old, an answer makes it used.
"""

import hmac
import re

from django.conf import settings
from django.http import Http404
from django.urls import reverse

from core import crypto
from placement.vacancies.models import Vacancy

PURPOSE = "vacancy-actual"
_SIGNATURE = 40
_TOKEN = re.compile(r"([1-9][0-9]{0,17})-([1-9][0-9]{0,8})-([0-9a-f]{40})", re.ASCII)


def token(vacancy: Vacancy) -> str:
    """The token of the vacancy's present question."""
    key, serial = str(vacancy.pk), str(vacancy.ask_serial)
    return f"{key}-{serial}-{_signature(key, serial)}"


def read(text: str) -> tuple[int, int]:
    """Key of the vacancy and serial of the question; Http404 for an altered or foreign token."""
    found = _TOKEN.fullmatch(text)
    if found is None:
        raise Http404
    key, serial, signature = found.groups()
    if not hmac.compare_digest(_signature(key, serial), signature):
        raise Http404
    return int(key), int(serial)


def answer_url(vacancy: Vacancy) -> str:
    """The absolute address at which the employer answers the present question."""
    return f"{settings.SITE_URL}{reverse('vacancy_answer', args=[token(vacancy)])}"


def _signature(key: str, serial: str) -> str:
    return crypto.keyed_digest(f"placement.link.{PURPOSE}", f"{key}\x1f{serial}")[:_SIGNATURE]
