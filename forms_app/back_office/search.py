"""Finding a submission by name, number, registration number, telephone or address."""

from collections.abc import Collection

from django.db.models import Exists, Q, QuerySet

from core.back_office import KeySearch
from core.models import JournalEntry
from core.text import whole_number
from forms_app import contacts, numbers
from forms_app.models import ContactDigest

LONGEST_NUMBER = 9


class SubmissionSearch(KeySearch):
    """Words of the search key, or the reference, or the registration number, in any letter case.

    ``reachable`` are the scopes whose contacts the person may see: there a whole telephone or
    address leads to its submissions too.
    """

    def __init__(self) -> None:
        super().__init__("search_key")

    def __call__(self, rows: QuerySet, query: str, *, reachable: Collection[str] = ()) -> QuerySet:
        """One query for all: numbers and contacts by their own indexes, words where no number is."""
        if reachable and (digest := contacts.email_digest(query)):
            return rows.filter(_reached_by(digest, reachable))
        words = self.all_match(query)
        if not any(char.isdigit() for char in query) and not numbers.normalise(query):
            return rows.filter(words)
        numbered = rows.filter(self._by_number(query.strip())).order_by().values("pk")
        wanted = Q(pk__in=numbered) | (words & ~Q(Exists(numbered)))
        if reachable and (digest := contacts.phone_digest(query)):
            wanted |= _reached_by(digest, reachable)
        return rows.filter(wanted)

    def _by_number(self, query: str) -> Q:
        found = Q(reference=numbers.normalise(query) or query)
        if any(char.isdigit() for char in query):
            said = Q(label__in={query, query.upper(), query.lower()})
            number = whole_number(query)
            if number is not None and len(query) <= LONGEST_NUMBER:
                said |= Q(number=number)
            found |= Q(registration__in=JournalEntry.objects.filter(said))
        return found


def _reached_by(digest: str, scopes: Collection[str]) -> Q:
    reached = ContactDigest.objects.filter(digest=digest, submission__scope__in=list(scopes))
    return Q(pk__in=reached.values("submission"))
