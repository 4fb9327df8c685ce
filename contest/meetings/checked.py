"""Signed protocols, as anybody may check them by number and digest (C-K8)."""

from collections.abc import Collection, Iterator

from contest.meetings.lifecycle import MeetingState
from contest.meetings.models import Meeting
from core.issued_papers import Checked


def protocols(numbers: Collection[str]) -> Iterator[Checked]:
    """The signed protocols with one of these numbers."""
    rows = Meeting.objects.filter(state=MeetingState.SIGNED, number__label__in=numbers)
    for row in rows.select_related("contest"):
        assert row.signed_on is not None
        yield Checked(
            digest=row.digest,
            title="Протокол заседания комиссии конкурса",
            issuer=f"Комиссия: {row.contest}",
            issued_on=row.signed_on,
        )
