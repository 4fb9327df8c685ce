"""Finding a submission by name, number, registration number, telephone or address."""

from collections.abc import Collection

from django.db.models import Exists, Q, QuerySet

from core.back_office import KeySearch
from core.models import JournalEntry
from core.text import whole_number
from forms_app import contacts, numbers
from forms_app.models import ContactDigest, Submission

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
        exact = numbered(query.strip())
        if exact is None:
            return rows.filter(words)
        wanted = exact | (words & ~Q(Exists(rows.filter(exact))))
        if reachable and (digest := contacts.phone_digest(query)):
            wanted |= _reached_by(digest, reachable)
        return rows.filter(wanted)


def numbered(query: str) -> Q | None:
    """Those with this reference or registration number; None where it can be neither.

    A subquery for each, so that a database takes the index of each and scans no table for them.
    """
    reference, has_digits = numbers.normalise(query), any(char.isdigit() for char in query)
    if not reference and not has_digits:
        return None
    exact = Q(pk__in=Submission.objects.filter(reference=reference or query).values("pk"))
    if has_digits:
        said = Q(label__in={query, query.upper(), query.lower()})
        number = whole_number(query)
        if number is not None and len(query) <= LONGEST_NUMBER:
            said |= Q(number=number)
        entries = JournalEntry.objects.filter(said, submission__isnull=False)
        exact |= Q(pk__in=entries.values("submission"))
    return exact


def _reached_by(digest: str, scopes: Collection[str]) -> Q:
    reached = ContactDigest.objects.filter(digest=digest, submission__scope__in=list(scopes))
    return Q(pk__in=reached.values("submission"))
