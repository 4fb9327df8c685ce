"""Regular work of certificates; it can run any number of times."""

import datetime as dt

from contest.certificates import services
from contest.certificates.models import CertificateIssue
from core.tick import Pieces, every

# A job that is still at it has ended by then; one that fails all day needs a person.
LEFT_ALONE = dt.timedelta(minutes=15)
GIVEN_UP = dt.timedelta(days=1)


@every(minutes=15, name="contest: certificates whose printing stopped")
def print_left(now: dt.datetime) -> int:
    """Make the files that a dead worker left behind."""
    asked = CertificateIssue.objects.filter(ready_at=None)
    left = asked.filter(asked_at__lte=now - LEFT_ALONE, asked_at__gt=now - GIVEN_UP)
    keys = list(left.values_list("pk", flat=True))
    for key in keys:
        services.print_certificates.enqueue(key)
    return len(keys)


@every(minutes=60, name="contest: files of certificates")
def remove_old_files(now: dt.datetime) -> int:
    """Remove the files for printing after a while; certificates stay."""
    pieces = Pieces()
    removed = pieces.count([now], services.remove_old)
    pieces.finish()
    return removed
