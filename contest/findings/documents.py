"""What of an application members of the commission read and judge (C-K5, ADR 10)."""

from django.db.models import QuerySet, Subquery

from contest.applications.models import Entry
from contest.applications.papers.slots import CLOSED_TO_READERS
from contest.setup.models import Contest
from forms_app.lifecycle import State
from forms_app.models import SubmissionFile, SubmissionVersion

# Before its registration an application may still change from the ground up.
READ = frozenset({State.REGISTERED, State.ACCEPTED})


def entries_read(contest: Contest) -> QuerySet[Entry]:
    """The contest's registered and admitted applications."""
    return Entry.objects.filter(contest=contest, submission__state__in=READ)


def is_open(file: SubmissionFile, entry: Entry) -> bool:
    """Whether a member reads this document: the consent shows passport and address."""
    own_key = file.file.key_id == entry.submission.key_id
    return own_key and file.slot not in CLOSED_TO_READERS


def documents_of(entry: Entry) -> list[SubmissionFile]:
    """The documents of the version in force that a member reads."""
    versions = SubmissionVersion.objects.filter(submission=entry.submission_id)
    newest = versions.order_by("-number").values("pk")[:1]
    files = SubmissionFile.objects.filter(version=Subquery(newest)).select_related("file")
    return [file for file in files if is_open(file, entry)]
