"""Marks from a member's table: each row by itself, so that one refusal keeps no other from being taken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.setup.models import Criterion
from core.errors import Refused
from core.models import User

from .marking import Given, comment_revision, save_sheet


@dataclass(frozen=True)
class Filled:
    """What a row changes; a comment of None stays as it is."""

    entry: Entry
    marks: Mapping[Criterion, Given]
    comment: str | None = None
    seen_comment: str = ""


def take_rows(
    *, member: CommissionMember, part: str, rows: Iterable[Filled], actor: User
) -> list[tuple[Entry, str]]:
    """Give the marks of all rows as the member's own; returns the entries refused, each with why."""
    refused = []
    for row in rows:
        try:
            save_sheet(
                member=member,
                entry=row.entry,
                part=part,
                marks=row.marks,
                comment=row.comment,
                seen_comment=comment_revision(row.seen_comment),
                actor=actor,
            )
        except Refused as refusal:
            refused.append((row.entry, refusal.message))
    return refused
