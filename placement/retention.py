"""Whose data have been kept long enough: the nouns know their own rows, here they meet (invariant 10)."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from core import clock
from core.tick import Pieces
from forms_app.lifecycle import State
from forms_app.models import Ground
from placement.assistance.models import AssistanceRequest
from placement.cases.models import Case
from placement.consents import ASSISTANCE
from placement.graduates import services
from placement.graduates.lifecycle import GraduateState
from placement.graduates.models import Graduate
from placement.graduates.rules import retention
from placement.grants.models import Grant

# A run takes so many; the next goes on.
MOST = 200


@dataclass(frozen=True)
class Due:
    """A card whose time is over, and why; as regular work names it."""

    pk: int
    reason: str
    ground: Ground

    def __str__(self) -> str:
        return f"graduate {self.pk}"


def destroy_due(now: dt.datetime, pieces: Pieces) -> int:
    """Destroy what is due, each with its act; one that fails stops no other."""
    return pieces.count(due(clock.local_day(now)), _destroy)


def due(today: dt.date) -> list[Due]:
    """Cards in use whose time is over on a day; each with the cards that are linked to it."""
    sets = (
        (withdrawn(today), retention.WITHDRAWN, Ground.WITHDRAWN),
        (unconfirmed(today), retention.UNCONFIRMED, Ground.TERM),
        (after_case(today), retention.AFTER_CASE, Ground.TERM),
    )
    cards = [
        Due(pk, reason, ground)
        for rows, reason, ground in sets
        for pk in rows.order_by("pk").values_list("pk", flat=True)[:MOST]
    ]
    return list({card.pk: card for card in reversed(cards)}.values())[::-1]


def withdrawn(today: dt.date) -> QuerySet[Graduate]:
    """Those who took back the consent that all rests on, and gave no new one."""
    grants = Grant.objects.filter(_of_person(), purpose=ASSISTANCE)
    return Graduate.objects.current().filter(
        Exists(grants.filter(destroy_by__lte=today)), ~Exists(grants.open())
    )


def unconfirmed(today: dt.date) -> QuerySet[Graduate]:
    """Those of whom nobody has confirmed that they studied here, and of whom no request is kept."""
    since = retention.years_before(today, retention.UNCONFIRMED_YEARS)
    requests = AssistanceRequest.objects.exclude(submission__state=State.DESTROYED)
    return Graduate.objects.filter(
        ~Exists(requests.filter(_of_person())),
        ~Exists(Case.objects.filter(_of_person())),
        ~Exists(Grant.objects.filter(_of_person()).open()),
        state=GraduateState.CLAIMED,
        created_at__lt=_start(since),
    )


def after_case(today: dt.date) -> QuerySet[Graduate]:
    """Those whose last accompaniment ended long ago, and who have asked for nothing since."""
    since = retention.years_before(today, retention.AFTER_CASE_YEARS)
    cases = Case.objects.filter(_of_person())
    recent = Q(ended_on=None) | Q(ended_on__gt=since)
    return Graduate.objects.current().filter(
        Exists(cases),
        ~Exists(cases.filter(recent)),
        ~Exists(AssistanceRequest.objects.filter(_of_person(), composed_on__gt=since)),
        ~Exists(Grant.objects.filter(_of_person(), created_at__gte=_start(since)).open()),
        # Whoever still studies, or has just left, is counted by the monitoring.
        Q(left_year=None) | Q(left_year__lte=since.year),
    )


def _of_person() -> Q:
    """Rows of the card or of one that is linked to it."""
    return Q(graduate=OuterRef("pk")) | Q(graduate__merged_into=OuterRef("pk"))


def _start(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)


def _destroy(card: Due) -> int:
    services.destroy_graduate(
        graduate=Graduate(pk=card.pk), reason=card.reason, ground=card.ground, actor=None
    )
    return 1
