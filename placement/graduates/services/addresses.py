"""The address of a person is changed: what the former one held ends, the new one is looked at first (X-5).

Whoever has the link of the page sees who leads the person and gets the codes that sign. So a mistyped
address, which may be a stranger's, gets neither before somebody has made sure of it.
"""

from collections.abc import Callable

from django.core.cache import cache
from django.db import transaction
from django.db.models import F

from core import outbox
from core.errors import Refused
from core.models import Letter, User
from placement.common.guards import require
from placement.graduates import letters
from placement.graduates.links import page_url
from placement.graduates.models import Graduate, PageOwner
from placement.graduates.rights import WORK

from .guards import locked, locked_person, log

CONSEQUENCE = (
    "Ссылка на личную страницу, которую человек получил раньше, больше не действует. Проверьте новый"
    " адрес и нажмите «Адрес проверен»: тогда на него уйдёт новая ссылка."
)
# Whether anybody waits, for the board; at most a minute old.
WAITING = "placement.addresses.waiting"
Follower = Callable[[Graduate], object]
_followers: list[Follower] = []
# Told where letters to the person go from now on: «» while nobody has verified the new address.
Addressed = Callable[[Graduate, str], object]
_addressed: list[Addressed] = []
_locks: list[Follower] = []


def on_new_address(follower: Follower) -> None:
    """Call ``follower(graduate)`` when address or link is another one, inside the transaction.

    For the nouns above: whatever went out before must open nothing any more.
    """
    if follower not in _followers:
        _followers.append(follower)


def on_address(follower: Addressed, *, lock: Follower) -> None:
    """Call ``follower(graduate, address)`` when letters go elsewhere, inside the transaction.

    For what keeps an address of its own: it was the former one. ``lock(graduate)`` locks what will
    be changed, before the cards are locked.
    """
    if follower not in _addressed:
        _addressed.append(follower)
        _locks.append(lock)


def lock_addressed(graduate: Graduate) -> None:
    """Lock what keeps an address of the person; before the cards, as the order of locks wants."""
    for lock in _locks:
        lock(graduate)


def tell_address(row: Graduate) -> None:
    """Let whatever keeps an address of the person have the one in use, once it is verified."""
    address = "" if row.email_unverified else address_in_use(row)
    for follower in _addressed:
        follower(row, address)


def address_in_use(row: Graduate) -> str:
    """Where letters to the person go: the card's own address, else that of a linked card."""
    linked = row.merged.all() if row.pk and not row.email else ()
    return next((str(card.email) for card in (row, *linked) if card.email), "")


def follow_change(row: Graduate, former: str, *, was_unverified: bool) -> bool:
    """End what rests on the ``former`` address when the card, not saved yet, has another; say whether."""
    if not is_left(former, str(row.email)):
        return False
    _end_links(row, former)
    doubt(row, str(row.email))
    if not was_unverified:
        letters.tell_former(to=former, about=row, key=row.key)
    return True


def is_left(former: str, email: str) -> bool:
    """Whether letters would go elsewhere now than to the ``former`` address."""
    return bool(former) and former.casefold() != email.casefold()


def doubt(owner: PageOwner, email: str) -> None:
    """Wait until somebody has made sure of the new address, if there is one; not saved here."""
    owner.email_unverified = bool(email)
    cache.delete(WAITING)


def trust(owner: PageOwner) -> None:
    """Take the address for the right one from now on; refused where nobody doubts it."""
    if not owner.email_unverified:
        raise Refused("Этот адрес уже проверен, или его тем временем изменили. Обновите страницу.")
    owner.email_unverified = False
    owner.save(update_fields=["email_unverified"])


def _end_links(row: Graduate, address: str) -> None:
    """Make the links of the person's cards old, and what is on its way to this address void."""
    row.link_serial += 1
    # The link of a linked card leads on to this one's.
    linked = Graduate.objects.filter(merged_into=row)
    linked.update(link_serial=F("link_serial") + 1)
    keys = [row.key_id, *linked.values_list("key", flat=True)]
    outbox.cancel(Letter.objects.filter(key__in=keys, to=address))
    for follower in _followers:
        follower(row)


@transaction.atomic
def renew_link(*, graduate: Graduate, actor: User) -> Graduate:
    """The link came into wrong hands: it opens nothing any more, a new one goes to the address.

    Without a verified address nothing is mailed: the person comes to the centre.
    """
    require(actor, WORK)
    locked_person(graduate)
    row = locked(graduate)
    address = address_in_use(row)
    _end_links(row, address)
    row.save(update_fields=["link_serial"])
    log(row, actor, "renew-link", row.state)
    if address and not row.email_unverified:
        letters.send_page(to=address, link=page_url(row), about=row, key=row.key)
    return row


@transaction.atomic
def change_own_email(*, graduate: Graduate, email: str) -> Graduate:
    """The person has another address, and has shown by a code that it is theirs."""
    lock_addressed(graduate)
    locked_person(graduate)
    row = locked(graduate)
    former, was_unverified = address_in_use(row), row.email_unverified
    row.email = email
    follow_change(row, former, was_unverified=was_unverified)
    row.email_unverified = False
    row.save()
    tell_address(row)
    log(row, None, "own-address", row.state)
    letters.send_page(to=email, link=page_url(row), about=row, key=row.key)
    return row


@transaction.atomic
def verify_email(*, graduate: Graduate, actor: User) -> Graduate:
    """Somebody has made sure that the address is the person's: the link of the page goes there."""
    require(actor, WORK)
    lock_addressed(graduate)
    row = locked(graduate)
    trust(row)
    tell_address(row)
    log(row, actor, "verify-email", row.state)
    letters.send_page(to=str(row.email), link=page_url(row), about=row, key=row.key)
    return row
