"""Whose data have been kept long enough: the nouns know their own rows, here they meet (invariant 10)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from core import clock
from core.text import plural
from core.tick import Pieces
from forms_app.lifecycle import State
from forms_app.models import Ground
from placement.assistance.models import AssistanceRequest
from placement.cases.models import Case
from placement.centre.terms.models import Terms, terms_on
from placement.centre.terms.services import on_change
from placement.consents import ASSISTANCE
from placement.graduates import services
from placement.graduates.lifecycle import GraduateState
from placement.graduates.models import Graduate
from placement.graduates.rules import retention
from placement.grants.models import Grant

# A run takes so many; the next goes on.
MOST = 200


UNCONFIRMED_CARDS = (
    "карточка, которую никто не подтвердил",
    "карточки, которые никто не подтвердил",
    "карточек, которые никто не подтвердил",
)
AFTER_CASE_CARDS = (
    "карточка после сопровождения",
    "карточки после сопровождения",
    "карточек после сопровождения",
)


def join() -> None:
    """Say what new terms would destroy, before they are set; called once at start."""
    on_change(effects)


def effects(before: Terms, after: Terms) -> list[str]:
    """What would go on the first day of new terms that those before them would keep."""
    day, words = after.effective_from, []
    for rows_of, forms in ((unconfirmed, UNCONFIRMED_CARDS), (after_case, AFTER_CASE_CARDS)):
        kept = rows_of(day, after).exclude(pk__in=rows_of(day, before).values("pk"))
        if count := kept.count():
            words.append(f"{day:%d.%m.%Y} сайт уничтожит данные: {plural(count, *forms)}.")
    return words


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
    terms = terms_on(today)
    no_word = retention.unconfirmed(terms.unconfirmed_years)
    long_ago = retention.after_case(terms.after_case_years)
    sets = (
        (withdrawn(today), retention.WITHDRAWN, Ground.WITHDRAWN),
        (unconfirmed(today, terms), no_word, Ground.TERM),
        (after_case(today, terms), long_ago, Ground.TERM),
    )
    cards = [
        Due(pk, reason, ground)
        for rows, reason, ground in sets
        for pk in rows.order_by("pk").values_list("pk", flat=True)[:MOST]
    ]
    return list({card.pk: card for card in reversed(cards)}.values())[::-1]


def withdrawn(today: dt.date) -> QuerySet[Graduate]:
    """Those who took back the consent that all rests on, and gave no new one."""
    grants = Grant.objects.filter(purpose=ASSISTANCE)
    return Graduate.objects.current().filter(
        _owns(grants.filter(destroy_by__lte=today)), ~_owns(grants.open())
    )


def unconfirmed(today: dt.date, terms: Terms | None = None) -> QuerySet[Graduate]:
    """Those of whom nobody has confirmed that they studied here, and of whom no request is kept."""
    years = (terms or terms_on(today)).unconfirmed_years
    since = retention.years_before(today, years)
    return Graduate.objects.filter(
        ~_owns(AssistanceRequest.objects.exclude(submission__state=State.DESTROYED)),
        ~_owns(Case.objects.all()),
        ~_owns(Grant.objects.open()),
        state=GraduateState.CLAIMED,
        created_at__lt=clock.day_begins(since),
    )


def after_case(today: dt.date, terms: Terms | None = None) -> QuerySet[Graduate]:
    """Those whose last accompaniment ended long ago, and who have asked for nothing since."""
    years = (terms or terms_on(today)).after_case_years
    since = retention.years_before(today, years)
    recent = Q(ended_on=None) | Q(ended_on__gt=since)
    return Graduate.objects.current().filter(
        # Whoever still studies, or has just left, is counted by the monitoring.
        Q(left_year=None) | Q(left_year__lte=since.year),
        _owns(Case.objects.all()),
        ~_owns(Case.objects.filter(recent)),
        ~_owns(AssistanceRequest.objects.filter(composed_on__gt=since)),
        ~_owns(Grant.objects.open().filter(created_at__gte=clock.day_begins(since))),
    )


def _owns(rows: QuerySet[Any]) -> Q:
    """Whether one of the rows is of the card in use, or of one that is linked to it.

    The set of persons is made once: asked card by card, a register of years takes minutes.
    """
    person = Coalesce("graduate__merged_into", "graduate")
    return Q(pk__in=rows.order_by().annotate(person=person).values("person"))


def _destroy(card: Due) -> int:
    services.destroy_graduate(
        graduate=Graduate(pk=card.pk), reason=card.reason, ground=card.ground, actor=None
    )
    return 1
