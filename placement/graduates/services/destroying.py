"""The data of a person are destroyed, and that is proved (X-5, invariant 10).

The key goes first and last: what it sealed opens nowhere any more, backups included. Names are blanked. What stays:
counts, a history without data, the record of the destruction.
"""

from collections.abc import Callable

from django.db import transaction

from core import clock, crypto
from core.errors import Refused
from core.lifecycle import SYSTEM
from core.models import User
from placement.graduates.lifecycle import GRADUATE, GraduateState
from placement.graduates.models import Graduate

from .guards import log

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
def destroy_graduate(*, graduate: Graduate, reason: str, actor: User | None) -> Graduate:
    """Destroy what is kept of a person, of the cards linked to theirs too."""
    rows = Graduate.objects.select_related("key").select_for_update(of=("self",))
    row = rows.get(pk=graduate.pk)
    if row.state == GraduateState.DESTROYED:
        return row
    if not reason.strip():
        raise Refused("Напишите, на каком основании данные уничтожаются.", field="reason")
    for linked in list(row.merged.all()):
        destroy_graduate(graduate=linked, reason=reason, actor=actor)
    words = [word for follower in _followers for word in follower(row)]
    source = row.state
    row.state = GRADUATE.target("destroy", source=source, who=SYSTEM)
    row.names.all().delete()
    _blank(row)
    row.save()
    crypto.destroy_key(row.key, at=clock.now())
    log(
        row,
        actor,
        "destroy",
        source,
        why=reason.strip(),
        details={"destroyed": ["имя, дата рождения, контакты", *words]},
    )
    return row


def _blank(row: Graduate) -> None:
    row.last_name = row.first_name = row.middle_name = ""
    row.email = row.phone = row.trusted_person = row.trusted_phone = ""
    row.born_on = row.named_on = row.trusted_agreed_on = row.certificate_on = None
    row.certificate = ""
    row.merged_into = None
    row.destroyed_at = clock.now()
    row.link_serial += 1
