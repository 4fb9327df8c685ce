"""Who may type and check a member's sheet: staff of the operator, except where they are concerned.

Before the closing nobody sees another's marks beyond what the work itself shows: the sheet that one
types, until it is handed over, and the sheet that one checks, until it is decided on.
"""

from django.db.models import QuerySet

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.scoring.entries import criteria_of, relieved_of, to_mark
from contest.scoring.lifecycle import PaperState
from contest.scoring.models import Recusal
from contest.scoring.paper.models import PaperSheet
from contest.setup.models import Contest
from core.models import User

HANDLE = "contest.handle_paper_sheets"


def contests_of(user: User) -> QuerySet[Contest]:
    """The published contests whose paper sheets this person handles."""
    if user.organisation_id is None or not user.has_perm(HANDLE):
        return Contest.objects.none()
    return Contest.objects.published().filter(operator=user.organisation_id)


def is_concerned(user: User, sheet: PaperSheet) -> bool:
    """Whether it is their own sheet, or holds an entry with which they have a conflict of interest."""
    if sheet.member.user_id == user.pk:
        return True
    return sheet.marks.filter(
        entry__in=_recused(CommissionMember.objects.filter(user=user))
    ).exists()


def may_type(user: User, sheet: PaperSheet) -> bool:
    """Whether this person goes on with what they have begun."""
    return sheet.state == PaperState.TYPED and sheet.entered_by_id == user.pk


def may_check(user: User, sheet: PaperSheet) -> bool:
    """Whether this person sees the sheet to check it: the second of two."""
    is_second = sheet.state == PaperState.HANDED_OVER and sheet.entered_by_id != user.pk
    return is_second and not is_concerned(user, sheet)


def entries_to_type(sheet: PaperSheet, user: User) -> QuerySet[Entry]:
    """The entries that may stand on the sheet: neither its member nor who types is recused from them."""
    people = CommissionMember.objects.filter(pk=sheet.member_id) | CommissionMember.objects.filter(
        user=user, contest=sheet.contest
    )
    entries = to_mark(sheet.contest, sheet.part)
    criteria = len(criteria_of(sheet.contest, sheet.part))
    relieved = relieved_of(sheet.member, criteria=criteria, part=sheet.part)
    entries = entries.exclude(pk__in=_recused(people)).exclude(pk__in=relieved)
    return entries.select_related("role", "centre")


def _recused(members: QuerySet[CommissionMember]) -> QuerySet:
    rows = Recusal.objects.in_force().filter(member__in=members)
    return rows.values("entry")
