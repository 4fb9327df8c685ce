"""What rests on a consent ends with it, on all cards of the person (ADR 23)."""

from collections.abc import Iterable

from core import clock
from core.models import User
from placement.graduates.models import Graduate
from placement.grants import signals
from placement.grants.models import Grant


def tell_ended(grant: Grant, actor: User | None) -> None:
    """Let the nouns above follow, unless the same consent is in force on another card."""
    _tell(grant, list(Graduate.objects.of_person(grant.graduate)), actor)


def end_with_the_link(*, kept: Graduate, other: Graduate, actor: User | None) -> None:
    """Two cards are parted: what rested on a consent of the other one's ends, and what it holds stays."""
    today = clock.local_day(clock.now())
    sides = [list(Graduate.objects.of_person(card)) for card in (kept, other)]
    for cards, others in (sides, reversed(sides)):
        for grant in Grant.objects.in_force(today).filter(graduate__in=others).order_by("pk"):
            _tell(grant, cards, actor)


def _tell(grant: Grant, cards: Iterable[Graduate], actor: User | None) -> None:
    same = Grant.objects.in_force(clock.local_day(clock.now())).filter(
        graduate__in=cards, purpose=grant.purpose, employer=grant.employer_id, place=grant.place
    )
    if not same.exists():
        signals.ended.send(sender=Grant, grant=grant, cards=cards, actor=actor)
