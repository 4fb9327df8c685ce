"""Which entries are marked, and by whom; how each member is with each of them (C-14)."""

from collections.abc import Iterable, Sequence

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.finalists.models import Finalist
from contest.scoring.models import Absence, Recusal, ScoreSheet
from contest.scoring.rules.progress import Progress, progress
from contest.setup.models import Contest, Criterion, Part
from contest.video.models import Video
from core.crypto import keyed_digest
from core.models import User
from forms_app.lifecycle import State


def to_mark(contest: Contest, part: str = Part.VIDEO) -> QuerySet[Entry]:
    """The entries of which the commission of ``contest`` marks this part (C-11, C-13, C-16).

    Videos: of the admitted, as long as they have one; until stage I is over nobody's is missing yet.
    Role plays: of those who came to stage II.
    """
    entries = Entry.objects.filter(contest=contest, submission__state=State.ACCEPTED)
    if part == Part.ROLE_PLAY:
        came = Finalist.objects.appeared().filter(contest=contest)
        return entries.filter(finalist__in=came).select_related("finalist")
    sent = Video.objects.filter(entry=OuterRef("pk"))
    return entries.filter(Q(missing_video=None) | Exists(sent))


def recused_entries(user: User) -> set[int]:
    """Keys of the entries with which this person has a conflict of interest, in any seat."""
    rows = Recusal.objects.in_force().filter(member__user=user)
    return set(rows.order_by().values_list("entry", flat=True))


def criteria_of(contest: Contest, part: str = Part.VIDEO) -> list[Criterion]:
    """The criteria of a part, in their order."""
    return list(contest.criteria.filter(part=part))


def in_own_order(member: CommissionMember, entries: Iterable[int]) -> list[int]:
    """Keys of entries in the member's own order: it differs between members and never changes."""
    return sorted(entries, key=lambda pk: keyed_digest("scoring-order", f"{member.pk}|{pk}"))


def in_marking_order(member: CommissionMember, rows: QuerySet[Entry], part: str) -> list[int]:
    """Keys of videos in the member's own order; of role plays as they are played, by the draw (C-16).

    Whoever has no number yet comes last.
    """
    if part == Part.VIDEO:
        return in_own_order(member, keys_of(rows))
    by_draw = F("finalist__draw_number").asc(nulls_last=True)
    return list(rows.order_by(by_draw, "pk").values_list("pk", flat=True))


def keys_of(rows: QuerySet[Entry]) -> list[int]:
    """The keys of these entries, in no order."""
    return list(rows.order_by().values_list("pk", flat=True))


def by_keys(rows: QuerySet[Entry], keys: Sequence[int]) -> list[Entry]:
    """Of these entries those with the ``keys``, in their order."""
    entries = rows.in_bulk(keys)
    return [entries[key] for key in keys if key in entries]


def _given_marks(member: CommissionMember, part: str = Part.VIDEO) -> dict[int, int]:
    """How many marks the member has given to each entry; one query."""
    rows = ScoreSheet.objects.filter(member=member, part=part).order_by()
    return dict(rows.annotate(given=Count("marks")).values_list("entry", "given"))


def states_of(
    member: CommissionMember, entries: Iterable[int], *, criteria: int, part: str = Part.VIDEO
) -> dict[int, Progress]:
    """Where the member is with each of the entries, by key; three queries whatever their number."""
    given = _given_marks(member, part)
    recused = set(Recusal.objects.in_force().filter(member=member).values_list("entry", flat=True))
    relieved = relieved_of(member, criteria=criteria, part=part)
    is_excused = Absence.objects.in_force().filter(member=member, part=part).exists()
    return {
        entry: progress(
            given=given.get(entry, 0),
            criteria=criteria,
            is_recused=entry in recused,
            is_excused=is_excused or entry in relieved,
        )
        for entry in entries
    }


def predecessors(member: CommissionMember) -> list[CommissionMember]:
    """Those in whose place the member came, one after another, and whose marks count."""
    kept: list[CommissionMember] = []
    pk = member.replaces_id
    while pk is not None:
        earlier = CommissionMember.objects.get(pk=pk)
        if earlier.keeps_marks:
            kept.append(earlier)
        pk = earlier.replaces_id
    return kept


def relieved_of(member: CommissionMember, *, criteria: int, part: str = Part.VIDEO) -> set[int]:
    """Keys of the entries that the member does not mark: a predecessor's marks stand there."""
    earlier = predecessors(member)
    if not earlier:
        return set()
    conflict = Recusal.objects.in_force().filter(entry=OuterRef("entry"), member=OuterRef("member"))
    sheets = ScoreSheet.objects.filter(~Exists(conflict), member__in=earlier, part=part)
    whole = sheets.annotate(given=Count("marks")).filter(given__gte=max(criteria, 1))
    return set(whole.order_by().values_list("entry", flat=True))


def is_recused(member: CommissionMember, entry: Entry) -> bool:
    """Whether a conflict of interest keeps the member from the entry."""
    return Recusal.objects.in_force().filter(member=member, entry=entry).exists()
