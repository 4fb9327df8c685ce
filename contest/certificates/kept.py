"""The confirmed name goes with the application's data; certificates that were given out stay."""

import datetime as dt

from contest.applications.kept import Kept
from contest.applications.models import Entry
from contest.certificates.models import RecipientName


def _words(entry: Entry) -> str:
    rows = RecipientName.objects.filter(finalist__entry=entry)
    return "имя для сертификата в дательном падеже" if rows.exists() else ""


def _destroy(entry: Entry, at: dt.datetime) -> None:
    RecipientName.objects.filter(finalist__entry=entry).delete()


RECIPIENT_NAMES = Kept(words=_words, destroy=_destroy)
