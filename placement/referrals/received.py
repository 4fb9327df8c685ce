"""What employers have received with referrals (P-F4): told in the consents' box and on the own page."""

from collections.abc import Iterator

from placement.consents import TO_EMPLOYERS
from placement.graduates.models import Graduate
from placement.grants.received import Received
from placement.referrals.models import Referral

_WHAT = {
    Referral.Way.LINK: "Резюме по ссылке",
    Referral.Way.PAPER: "Направление на бумаге",
}


def received(graduate: Graduate) -> Iterator[Received]:
    """Each referral that has gone out, whatever came of it."""
    rows = Referral.objects.of(graduate).gone_out().select_related("vacancy__employer")
    for row in rows:
        assert row.sent_at is not None
        yield Received(
            at=row.sent_at,
            whom=str(row.employer),
            what=_WHAT[Referral.Way(row.way)],
            purpose=TO_EMPLOYERS,
        )
