"""Finding a submission by name, number or registration number."""

from django.db.models import Q, QuerySet

from core.back_office import KeySearch
from core.models import JournalEntry
from core.text import whole_number
from forms_app import numbers

LONGEST_NUMBER = 9


class SubmissionSearch(KeySearch):
    """Words of the search key, or the reference, or the registration number, in any letter case."""

    def __init__(self) -> None:
        super().__init__("search_key")

    def __call__(self, rows: QuerySet, query: str) -> QuerySet:
        """Numbers are looked up by their own indexes first: an OR with the text would read all."""
        known = self._by_number(query.strip())
        if known and rows.filter(known).exists():
            return rows.filter(known)
        return super().__call__(rows, query)

    def _by_number(self, query: str) -> Q:
        found = Q()
        if any(char.isdigit() for char in query):
            said = Q(label__in={query, query.upper(), query.lower()})
            number = whole_number(query)
            if number is not None and len(query) <= LONGEST_NUMBER:
                said |= Q(number=number)
            found |= Q(registration__in=JournalEntry.objects.filter(said))
        if reference := numbers.normalise(query):
            found |= Q(reference=reference)
        return found
