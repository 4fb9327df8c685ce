"""The way to a card, and whose card a row stands on: a page shows those of all cards (ADR 23)."""

from typing import Protocol

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from placement.graduates.models import Graduate


class OfGraduate(Protocol):
    """A row that stands on a card."""

    @property
    def graduate_id(self) -> int | None:
        """The number of the card."""


def card_link(card: int, words: object) -> SafeString:
    """A link to the page of the card with this number."""
    url = reverse("placement_graduates_modeladmin_inspect", args=[card])
    return format_html('<a href="{}">{}</a>', url, words)


def noted(graduate: Graduate, row: OfGraduate, *notes: str) -> str:
    """The notes of a row on the page of ``graduate``; a row of another card says so."""
    other = f"карточка № {row.graduate_id}" if row.graduate_id != graduate.pk else ""
    return ", ".join(filter(None, (*notes, other)))
