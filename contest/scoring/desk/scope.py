"""Who marks in which contest, who runs the scoring, and who sees the outcome after the closing (X-7)."""

from typing import cast

from django.db.models import QuerySet
from django.http import HttpRequest

from contest.commission.models import CommissionMember
from contest.scoring.entries import recused_entries
from contest.setup.models import Contest, Part
from contest.setup.rules.deadlines import Window
from core.models import User

SCORE = "contest.score_entries"
RUN = "contest.run_scoring"
# A seat that answers for the whole: it sees how far everybody is, and the ranking after the closing.
_OVERSEEING = (
    CommissionMember.Seat.CHAIR,
    CommissionMember.Seat.DEPUTY,
    CommissionMember.Seat.SECRETARY,
)


def contests_for(request: HttpRequest, right: str) -> QuerySet[Contest]:
    """The published contests in which this person holds ``right``: by a seat, or as its operator.

    ``mark``: a seat. ``work``: runs the scoring of the own organisation's contests. ``oversee``:
    either that or an overseeing seat. ``view``: any of these.
    """
    return Contest.objects.filter(pk__in=_held(request)[right])


def holds(request: HttpRequest, right: str, contest: Contest) -> bool:
    """Whether this person holds ``right`` in the contest."""
    return contest.pk in _held(request)[right]


def _held(request: HttpRequest) -> dict[str, set[int]]:
    """Keys of contests by right; asked for over and over, looked up once for a request."""
    held: dict[str, set[int]] | None = getattr(request, "scoring_rights", None)
    if held is None:
        held = _look_up(cast(User, request.user))
        request.scoring_rights = held  # type: ignore[attr-defined]
    return held


def _look_up(user: User) -> dict[str, set[int]]:
    published = Contest.objects.published()
    seats: list[tuple[int, str]] = []
    if user.has_perm(SCORE):
        seats = list(
            published.filter(commission__user=user, commission__replaced_on=None).values_list(
                "pk", "commission__seat"
            )
        )
    own: set[int] = set()
    if user.organisation_id is not None and user.has_perm(RUN):
        own = set(published.filter(operator=user.organisation_id).values_list("pk", flat=True))
    mark = {pk for pk, _ in seats}
    head = {pk for pk, seat in seats if seat in _OVERSEEING}
    return {"mark": mark, "work": own, "oversee": head | own, "view": mark | own}


def seat_of(request: HttpRequest, contest: Contest | int) -> CommissionMember | None:
    """The person's own line of the composition; None for whoever has none. Looked up once a request."""
    user = cast(User, request.user)
    if not user.has_perm(SCORE):
        return None
    pk = contest.pk if isinstance(contest, Contest) else contest
    seats: dict[int, CommissionMember | None] = getattr(request, "scoring_seats", {})
    if pk not in seats:
        seats[pk] = CommissionMember.objects.serving().filter(contest=pk, user=user).first()
        request.scoring_seats = seats  # type: ignore[attr-defined]
    return seats[pk]


def recused_from(request: HttpRequest) -> set[int]:
    """Keys of the entries with which this person has a conflict of interest, in any seat.

    They see neither marks nor mean nor place of these, whatever else they may do (ADR 16).
    """
    recused: set[int] | None = getattr(request, "recused_from", None)
    if recused is None:
        recused = recused_entries(cast(User, request.user))
        request.recused_from = recused  # type: ignore[attr-defined]
    return recused


def is_closed(contest: Contest, part: str = Part.VIDEO) -> bool:
    """Whether the marks of a part may be seen by others than who gave them."""
    return contest.scoring_window(part) is Window.CLOSED


def address(view: str, part: str) -> str:
    """The name in the address of a view of one part of the contest."""
    return view if part == Part.VIDEO else f"{part}-{view}"
