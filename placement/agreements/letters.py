"""The letter that reminds a specialist of the end of an agreement (P-5.4)."""

import datetime as dt

from django.conf import settings
from django.urls import reverse

from core.letters import LetterText
from core.text import plural
from placement.agreements.models import Agreement

ENDING = "agreement-ending"
LETTERS = [
    LetterText(
        ENDING,
        "Ответственному за договор: срок подходит к концу",
        "{agreement} заканчивается {when}: {employer}",
        "Здравствуйте!\n\n{agreement} с {employer} действует по {ends_on}, срок заканчивается"
        " {when}.\n\nРешите, продлить его дополнительным соглашением или заключить новый. Если"
        " ничего не делать, после этого дня договор будет отмечен как истёкший.\n\n{url}",
        ("agreement", "employer", "ends_on", "when", "url"),
    ),
]


def context(agreement: Agreement, today: dt.date) -> dict[str, object]:
    """What fills the places of the letter; of people it says nothing."""
    assert agreement.ends_on is not None
    left = (agreement.ends_on - today).days
    page = reverse("placement_agreements_modeladmin_inspect", args=[agreement.pk])
    return {
        "agreement": str(agreement),
        "employer": str(agreement.employer),
        "ends_on": f"{agreement.ends_on:%d.%m.%Y}",
        "when": f"через {plural(left, 'день', 'дня', 'дней')}" if left else "сегодня",
        "url": f"{settings.SITE_URL}{page}",
    }
