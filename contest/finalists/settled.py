"""Why the course of stage II no longer changes: nouns above know it, and say so here (C-16, C-19)."""

from collections.abc import Callable, Collection

from contest.finalists.models import Finalist
from contest.setup.models import Contest
from core.errors import Refused

# «от 01.07.2026 № 12»: the order that has published the results; empty before it.
Approval = Callable[[Contest], str]
# Keys of those finalists who have taken part already.
TakenPart = Callable[[Collection[Finalist]], set[int]]

_approvals: list[Approval] = []
_taken_part: list[TakenPart] = []


def settle_by(approval: Approval) -> None:
    """Ask ``approval`` before the course of stage II changes; called once at start."""
    if approval not in _approvals:
        _approvals.append(approval)


def taken_part_by(source: TakenPart) -> None:
    """Ask ``source`` before somebody is said not to have come; called once at start."""
    if source not in _taken_part:
        _taken_part.append(source)


def approval_of(contest: Contest) -> str:
    """The order that has published the results, in words; empty while the course may change."""
    return next(filter(None, (approval(contest) for approval in _approvals)), "")


def refuse_settled(contest: Contest, what: str) -> None:
    """Refuse to change ``what``, in the accusative, once an order has published the results.

    The caller holds the contest's lock, as the publication does.
    """
    if order := approval_of(contest):
        raise Refused(f"Итоги утверждены приказом {order}: {what} больше не меняют.")


def taken_part(finalists: Collection[Finalist]) -> set[int]:
    """Keys of those who left a result of stage II: they came, whatever is ticked later."""
    return {pk for source in _taken_part for pk in source(finalists)}
