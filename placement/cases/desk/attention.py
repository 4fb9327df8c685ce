"""What of the cases needs a look: the same rows under the same words on the board and in the list."""

import datetime as dt
from typing import cast
from urllib.parse import urlencode

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from core import back_office, clock
from core.back_office import DeskAdmin
from core.models import User
from placement.cases import step_kinds
from placement.cases.lifecycle import OPEN
from placement.cases.models import Step
from placement.graduates.rights import APPROVE

AHEAD = 7


class Attention(models.TextChoices):
    """Why a row needs a look."""

    DUE = "due", f"Шаги сопровождения: просроченные и на {AHEAD} дней вперёд"
    OVERDUE = "overdue", "Сопровождение с просроченным шагом"
    MESSAGES = "messages", "Сообщения выпускников"
    IDLE = "idle", "Сопровождение без следующего шага"


def steps_of(what: Attention) -> QuerySet[Step]:
    """The steps that need a look; messages stand apart from what the specialist has planned."""
    today = clock.local_day(clock.now())
    if what == Attention.OVERDUE:
        return Step.objects.overdue(today)
    is_message = Q(kind__code=step_kinds.MESSAGE)
    waiting = Step.objects.waiting()
    if what == Attention.MESSAGES:
        return waiting.filter(is_message)
    return waiting.filter(~is_message, due_on__lte=today + dt.timedelta(days=AHEAD))


def cases_of(rows: QuerySet, what: Attention) -> QuerySet:
    """Of these cases those that need a look."""
    if what == Attention.IDLE:
        # Nothing is planned: nobody would notice that they stand still.
        planned = Step.objects.filter(case=OuterRef("pk"), done_on=None)
        return rows.filter(~Exists(planned), state__in=OPEN)
    return rows.filter(pk__in=steps_of(what).values("case"))


def own(request: HttpRequest, path: str = "specialist") -> Q:
    """The person's own cases, to which ``path`` leads; who leads the centre looks at all."""
    user = cast(User, request.user)
    return Q() if user.has_perm(APPROVE) else Q(**{path: user})


def list_url(desk: DeskAdmin, request: HttpRequest, what: Attention) -> str:
    """The list of the cases that the board tells this person of."""
    user = cast(User, request.user)
    mine = {} if user.has_perm(APPROVE) else {"specialist": user.pk}
    return f"{desk.url('index')}?{urlencode({'attention': what.value, **mine})}"


class AttentionFilter(back_office.AttentionFilter):
    """The kinds of attention, as filters of the list."""

    kinds = Attention

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        return cases_of(rows, Attention(value))
