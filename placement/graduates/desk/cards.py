"""Whose card a row stands on: a page shows the rows of all cards of the person (ADR 23)."""

from typing import Protocol

from placement.graduates.models import Graduate


class OfGraduate(Protocol):
    """A row that stands on a card."""

    @property
    def graduate_id(self) -> int | None:
        """The number of the card."""


def noted(graduate: Graduate, row: OfGraduate, *notes: str) -> str:
    """The notes of a row on the page of ``graduate``; a row of another card says so."""
    other = f"карточка № {row.graduate_id}" if row.graduate_id != graduate.pk else ""
    return ", ".join(filter(None, (*notes, other)))
