"""Two cards of one person are linked; parted, each is what it was (ADR 23)."""

from collections.abc import Callable

from django.db import transaction

from core.errors import Refused
from core.lifecycle import STAFF
from core.models import HistoryRecord, User
from placement.common.guards import require
from placement.graduates import likeness
from placement.graduates.lifecycle import GRADUATE, GraduateState
from placement.graduates.models import Graduate
from placement.graduates.rights import WORK

from .guards import locked_pair, log

Follower = Callable[..., None]
_followers: list[Follower] = []
_part_followers: list[Follower] = []


def on_merge(follower: Follower) -> None:
    """Call ``follower(kept=…, other=…, actor=…)`` in each merge, inside its transaction.

    For the nouns above, whose rows may contradict each other then; what it refuses ends the merge.
    """
    if follower not in _followers:
        _followers.append(follower)


def on_part(follower: Follower) -> None:
    """Call ``follower(kept=…, other=…, actor=…)`` in each parting, after the link is taken away."""
    if follower not in _part_followers:
        _part_followers.append(follower)


@transaction.atomic
def merge_graduates(*, keep: Graduate, merge: Graduate, actor: User) -> Graduate:
    """Link ``merge`` to ``keep``: one person. Its rows stay its own, under its own key."""
    require(actor, WORK)
    kept, other = locked_pair(keep, merge)
    if not (kept.is_current and other.is_current):
        raise Refused("Одну из карточек уже объединили. Обновите страницу.")
    if kept.is_demo != other.is_demo:
        raise Refused("Вымышленного человека нельзя объединить с настоящим.")
    if kept.born_on and other.born_on and kept.born_on != other.born_on:
        raise Refused(
            "Даты рождения разные. Если это один человек, сначала исправьте ошибочную дату."
        )
    source = other.state
    other.state = GRADUATE.target("merge", source=source, who=STAFF)
    other.merged_into = kept
    other.save(update_fields=["state", "merged_into"])
    Graduate.objects.filter(merged_into=other).update(merged_into=kept)
    for follower in _followers:
        follower(kept=kept, other=other, actor=actor)
    log(kept, actor, "join", kept.state, details={"other": other.pk})
    log(other, actor, "merge", source, details={"other": kept.pk})
    likeness.forget_doubles()
    return kept


@transaction.atomic
def part_graduates(*, graduate: Graduate, actor: User) -> Graduate:
    """Take a merge back: two people after all, each card as it was."""
    require(actor, WORK)
    if graduate.merged_into is None:
        raise Refused("Эта карточка ни с какой не объединена.")
    kept, row = locked_pair(graduate.merged_into, graduate)
    if row.merged_into_id != kept.pk:
        raise Refused(
            "Карточку тем временем разъединили или объединили с другой. Обновите страницу."
        )
    source = row.state
    earlier = HistoryRecord.objects.about(row).filter(action="merge").order_by("-at").first()
    was_claimed = earlier is not None and earlier.from_state == GraduateState.CLAIMED
    row.state = GRADUATE.target("part-claimed" if was_claimed else "part", source=source, who=STAFF)
    row.merged_into = None
    row.save(update_fields=["state", "merged_into"])
    row.different_from.add(kept)
    for follower in _part_followers:
        follower(kept=kept, other=row, actor=actor)
    log(row, actor, "part", source, details={"other": kept.pk})
    log(kept, actor, "parted", kept.state, details={"other": row.pk})
    likeness.forget_doubles()
    return row


@transaction.atomic
def tell_apart(*, graduate: Graduate, other: Graduate, actor: User) -> None:
    """Somebody has looked: alike, but different people. They are not suggested again."""
    require(actor, WORK)
    one, another = locked_pair(graduate, other)
    one.different_from.add(another)
    log(one, actor, "apart", one.state, details={"other": another.pk})
    likeness.forget_doubles()
