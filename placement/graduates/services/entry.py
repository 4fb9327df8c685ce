"""A card is entered, changed, confirmed (P-2.1)."""

from collections.abc import Callable
from typing import NamedTuple

from django.db import transaction

from core import clock, crypto
from core.errors import Refused
from core.lifecycle import STAFF
from core.models import User
from core.records import refuse_overtaken
from core.repeats import refuse_repeat
from placement.common.guards import require
from placement.graduates.lifecycle import GRADUATE, GraduateState
from placement.graduates.likeness import likely_same
from placement.graduates.models import Graduate, GraduateName
from placement.graduates.record import GRADUATES
from placement.graduates.rights import WORK

from . import addresses
from .guards import checked, locked, locked_person, log, refuse_before_birth

_NAME = ("last_name", "first_name", "middle_name")
# What of a card decides who signs for the person.
_DECIDES = ("born_on", "capacity")


class Correction(NamedTuple):
    """A card as it is now, and what the change of it has led to, in words to staff."""

    graduate: Graduate
    consequences: tuple[str, ...] = ()


Follower = Callable[[Graduate, User | None], list[str]]
_followers: list[Follower] = []


def on_correction(follower: Follower) -> None:
    """Call ``follower(graduate, actor)`` when birth date or capacity is changed, inside the transaction.

    It puts right what was judged by the former ones and returns words for staff on what follows;
    what it refuses ends the correction.
    """
    if follower not in _followers:
        _followers.append(follower)


@transaction.atomic
def register_graduate(
    *,
    data: Graduate,
    actor: User | None,
    source: str = Graduate.Source.STAFF,
    is_another: bool = False,
    is_demo: bool = False,
) -> Graduate:
    """A new card; what staff enter is confirmed, what a person says of themselves is not yet.

    Refuses, beside the name, one that looks like a card that is there, unless ``is_another`` says
    that somebody has looked; what comes from a form is entered in any case and looked at later.
    """
    require(actor, WORK)
    clean = checked(data)
    if actor is not None and not is_another and (alike := likely_same(clean)):
        names = "; ".join(f"{one} (группа {one.group or 'не указана'})" for one in alike)
        raise Refused(
            f"Похоже, карточка уже есть: {names}. Откройте её или отметьте внизу, что это другой"
            " человек.",
            field="last_name",
        )
    if actor is not None:
        refuse_before_birth(clean)
        clean.set_keys()
        same = Graduate.objects.filter(name_key=clean.name_key, is_demo=is_demo)
        refuse_repeat(same.filter(born_on=clean.born_on, group=clean.group), "created_at")
    is_claimed = source == Graduate.Source.REQUEST
    row = GRADUATES.copy(
        clean,
        key=crypto.new_key(),
        source=source,
        state=GraduateState.CLAIMED if is_claimed else GraduateState.CONFIRMED,
        is_demo=is_demo,
    )
    row.save()
    log(row, actor, "create", "")
    return row


@transaction.atomic
def update_graduate(
    *, graduate: Graduate, data: Graduate, actor: User | None, revision: str = ""
) -> Correction:
    """Change what is said of a person; an earlier name is kept, so that the search finds both.

    Another address makes the link old that went to the former one, and waits to be verified.
    With the ``revision`` of the data that a form showed, Refused when somebody changed them since.
    """
    require(actor, WORK)
    addresses.lock_addressed(graduate)
    # All cards of the person, for their links end together.
    locked_person(graduate)
    row = locked(graduate)
    refuse_overtaken(revision, GRADUATES.revision(row))
    clean = checked(data)
    if actor is not None:
        refuse_before_birth(clean)
    before = {name: getattr(row, name) for name in _NAME}
    former, was_unverified = addresses.address_in_use(row), row.email_unverified
    changed = GRADUATES.assign(row, clean)
    if not changed:
        return Correction(row)
    is_moved = "email" in changed and addresses.follow_change(
        row, former, was_unverified=was_unverified
    )
    if not before.keys().isdisjoint(changed):
        today = clock.local_day(clock.now())
        until = (row.named_on if "named_on" in changed else None) or today
        GraduateName.objects.create(graduate=row, until=until, **before)
    row.save()
    # Who corrects the own request has said in it where its letters go.
    if is_moved and actor is not None:
        addresses.tell_address(row)
    log(row, actor, "edit", row.state, details={"fields": GRADUATES.labels(changed)})
    consequences: list[str] = []
    if not set(_DECIDES).isdisjoint(changed):
        consequences += [word for follow in _followers for word in follow(row, actor)]
    if is_moved and row.email_unverified:
        consequences.append(addresses.CONSEQUENCE)
    return Correction(row, tuple(consequences))


@transaction.atomic
def confirm(*, graduate: Graduate, actor: User) -> Graduate:
    """Staff have looked into the lists: the person studies or studied here."""
    require(actor, WORK)
    row = locked(graduate)
    source = row.state
    row.state = GRADUATE.target("confirm", source=source, who=STAFF)
    row.save(update_fields=["state"])
    log(row, actor, "confirm", source)
    return row
