"""Which sheets wait for the person who asks: the same on the board and in the list (P-F7)."""

from typing import cast

from django.db.models import QuerySet

from core.back_office import ChoiceFilter
from core.models import User
from placement.mentors import rights
from placement.mentors.lifecycle import SheetState
from placement.mentors.models import Part

WAITING = "Ждут вашего раздела"


def own_kinds(user: User) -> list[Part.Kind]:
    """The parts under which a missing signature is this person's to see to."""
    return [
        kind
        for kind in Part.Kind
        if kind != Part.Kind.GENERAL
        and (rights.may_fill(user, kind) or rights.may_sign(user, kind))
    ]


def waiting_for(rows: QuerySet, user: User) -> QuerySet:
    """Of these sheets those in which a part of this person is not signed yet."""
    waiting = Part.objects.filter(kind__in=own_kinds(user), signed_at=None).values("sheet")
    return rows.filter(state=SheetState.FILLING, pk__in=waiting)


class AttentionFilter(ChoiceFilter):
    """By what has to be looked at."""

    name = "attention"
    label = "Требует внимания"

    def choices(self) -> list[tuple[object, str]]:
        """The one question."""
        return [("mine", WAITING)]

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        return waiting_for(rows, cast(User, self.request.user))
