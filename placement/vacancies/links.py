"""The link that answers for a vacancy without login: purpose «vacancy-actual» (P-6.4).

It signs the vacancy and the serial of the question, never content: a later question makes the
link of an earlier letter old, an answer makes it used.
"""

from django.conf import settings
from django.urls import reverse

from placement.common import signed_links
from placement.vacancies.models import Vacancy

PURPOSE = "vacancy-actual"


def token(vacancy: Vacancy) -> str:
    """The token of the vacancy's present question."""
    return signed_links.token(PURPOSE, vacancy.pk, vacancy.ask_serial)


def read(text: str) -> tuple[int, int]:
    """Key of the vacancy and serial of the question; Http404 for an altered or foreign token."""
    return signed_links.read(PURPOSE, text)


def answer_url(vacancy: Vacancy) -> str:
    """The absolute address at which the employer answers the present question."""
    return f"{settings.SITE_URL}{reverse('vacancy_answer', args=[token(vacancy)])}"
