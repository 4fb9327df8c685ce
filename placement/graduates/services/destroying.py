"""The data of a person are destroyed, and that is proved (X-5, invariant 10).

With the key all that it sealed opens nowhere any more, backups included; names are blanked. What
stays: counts, a history without data, the numbered act of the destruction.
"""

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from core import clock, crypto, files, outbox
from core.errors import Refused
from core.lifecycle import SYSTEM
from core.models import HistoryRecord, Organisation, PrivateFile, User
from forms_app.models import Ground
from forms_app.services.retention import write_act
from placement.centre import operators
from placement.graduates.lifecycle import GRADUATE, GraduateState
from placement.graduates.models import Graduate

from .guards import locked_cards, log

Follower = Callable[[Graduate], list[str]]
_followers: list[Follower] = []


def on_destroy(follower: Follower) -> None:
    """Call ``follower(graduate)`` in each destruction: it removes or blanks its noun's rows.

    It returns the words for the record of what was destroyed, or raises Refused while something
    of its noun has to be kept.
    """
    if follower not in _followers:
        _followers.append(follower)


@transaction.atomic
def destroy_graduate(
    *, graduate: Graduate, reason: str, actor: User | None, ground: Ground = Ground.TERM
) -> Graduate:
    """Destroy what is kept of a person, of the cards linked to theirs too, and write the act.

    ``reason`` stands in the act and the history: words of the centre, without data of the person.
    """
    # The one that was named comes last.
    cards = sorted(locked_cards(graduate.pk), key=lambda card: card.pk == graduate.pk)
    row = cards[-1]
    if row.state == GraduateState.DESTROYED:
        return row
    if not reason.strip():
        raise Refused("Напишите, на каком основании данные уничтожаются.", field="reason")
    at = clock.now()
    sources = {card.pk: card.state for card in cards}
    destroyed = {card.pk: _empty(card, at) for card in cards}
    words = dict.fromkeys(word for part in destroyed.values() for word in part)
    act = write_act(
        operator=_operator(),
        subject=", ".join(f"карточка выпускника № {card.pk}" for card in cards),
        data_list="; ".join(words),
        ground=ground,
        reason=reason,
        at=at,
        actor=actor,
    )
    for card in cards:
        details = {"destroyed": [*destroyed[card.pk], str(act)]}
        log(card, actor, "destroy", sources[card.pk], why=reason.strip(), details=details)
    return row


def _operator() -> Organisation:
    """Whose act it is."""
    operator = operators.operator() or Organisation.objects.order_by("pk").first()
    if operator is None:
        raise Refused("Акт составить не на кого: в настройках нет организации.")
    return operator


def _empty(row: Graduate, at: dt.datetime) -> list[str]:
    """Take the data out of a card and of what the nouns above keep; say what that was."""
    words = [word for follower in _followers for word in follower(row)]
    row.state = GRADUATE.target("destroy", source=row.state, who=SYSTEM)
    row.names.all().delete()
    _blank(row, at)
    row.save()
    for file in PrivateFile.objects.filter(key=row.key, destroyed_at=None):
        files.destroy_file(file, at)
    outbox.forget(row.key)
    HistoryRecord.objects.about(row).exclude(why="").update(why="")
    crypto.destroy_key(row.key, at=at)
    return ["имя, дата рождения, контакты", *words]


def _blank(row: Graduate, at: dt.datetime) -> None:
    row.last_name = row.first_name = row.middle_name = ""
    row.email = row.phone = row.trusted_person = row.trusted_phone = ""
    row.born_on = row.named_on = row.trusted_agreed_on = row.certificate_on = None
    row.certificate = ""
    row.capacity = Graduate.Capacity.FULL
    row.merged_into = None
    row.destroyed_at = at
    row.link_serial += 1
