"""Files of an issue: each certificate as PDF for good, one file of all and an archive for a while."""

import datetime as dt
import io
import zipfile

from django.db import transaction
from django_tasks import task

from contest.certificates import papers
from contest.certificates.models import CertificateIssue
from core import clock, files, issued_papers, paper_pages, queues
from core.errors import Refused
from core.file_names import clean_name
from core.history import log_change
from core.models import IssuedPaper, PrivateFile, User

from .guards import require_issuer

# So long the files for printing all at once are kept; they can be made again at any time.
KEPT = dt.timedelta(days=7)
MOST_BYTES = 200 * 1024 * 1024
# The earliest date that an archive can hold: the same papers make the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


@transaction.atomic
def order_files(*, issue: CertificateIssue, actor: User) -> CertificateIssue:
    """Have the files made in the queue."""
    row = _locked(issue)
    require_issuer(actor, row.contest)
    if not row.can_be_ordered:
        raise Refused("Файлы уже готовы или готовятся.")
    row.asked_at, row.printed = clock.now(), 0
    row.save(update_fields=["asked_at", "printed"])
    log_change(row, actor=actor, action="order-files")
    print_certificates.enqueue(row.pk)
    return row


@task(queue_name=queues.HEAVY)
def print_certificates(issue_id: int) -> int:
    """Make the files of one issue."""
    rows = CertificateIssue.objects.select_related("contest", "key")
    return print_files(rows.get(pk=issue_id))


def print_files(issue: CertificateIssue) -> int:
    """Make what is asked for and not ready yet; returns how many certificates it holds.

    Can be run any number of times, also at once: what is kept first stays.
    """
    if not issue.is_being_printed:
        return 0
    rows = _papers(issue)
    contents = [issued_papers.facts_of(row) for row in rows]
    whole = papers.certificates(contents, made_at=issue.issued_at, is_demo=issue.contest.is_demo)
    singles = paper_pages.cut(whole.pdf, [papers.title_of(facts) for facts in contents])
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as packed:
        for done, (row, facts, pdf) in enumerate(
            zip(rows, contents, singles, strict=True), start=1
        ):
            name = clean_name(f"{facts['number'].replace('/', '-')} {facts['name']}.pdf")
            kept = issued_papers.keep_print(paper=row, pdf=pdf, name=name)
            assert kept.content is not None
            packed.writestr(zipfile.ZipInfo(name, _EPOCH), files.read_file(kept.content))
            CertificateIssue.objects.filter(pk=issue.pk).update(printed=done)
    _keep(issue, whole.pdf, archive.getvalue())
    return len(rows)


def remove_old(now: dt.datetime) -> int:
    """Remove the files for printing that were ready long ago."""
    keys = CertificateIssue.objects.filter(ready_at__lte=now - KEPT).values_list("pk", flat=True)
    return sum(_remove(key, now) for key in list(keys))


@transaction.atomic
def _remove(key: int, now: dt.datetime) -> int:
    row = CertificateIssue.objects.select_for_update().get(pk=key)
    if row.ready_at is None or row.ready_at > now - KEPT:
        return 0
    old = [row.whole, row.archive]
    row.whole = row.archive = row.ready_at = row.asked_at = None
    row.save(update_fields=["whole", "archive", "ready_at", "asked_at"])
    for file in old:
        assert file is not None
        files.discard_file(file)
    return 1


@transaction.atomic
def _keep(issue: CertificateIssue, whole: bytes, archive: bytes) -> None:
    row = _locked(issue)
    if not row.is_being_printed:
        return
    name = f"{row} – {row.contest}"
    row.whole = _stored(row, f"{name}.pdf", whole, files.PDF)
    row.archive = _stored(row, f"{name}.zip", archive, "application/zip")
    row.ready_at = clock.now()
    row.save(update_fields=["whole", "archive", "ready_at"])


def _stored(issue: CertificateIssue, name: str, content: bytes, kind: str) -> PrivateFile:
    return files.seal(
        key=issue.key,
        parts=iter([content]),
        max_size=MOST_BYTES,
        name=clean_name(name),
        content_type=kind,
    )


def _papers(issue: CertificateIssue) -> list[IssuedPaper]:
    rows = IssuedPaper.objects.filter(certificate__issue=issue)
    return list(rows.select_related("entry", "key").order_by("entry__number"))


def _locked(issue: CertificateIssue) -> CertificateIssue:
    rows = CertificateIssue.objects.select_related("contest", "key")
    return rows.select_for_update(of=("self",)).get(pk=issue.pk)
