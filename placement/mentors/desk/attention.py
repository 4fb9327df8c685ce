"""Which sheets wait for the person who asks: the same on the board and in the list (P-F7)."""

from functools import reduce
from operator import or_
from typing import cast

from django.db import models
from django.db.models import Q, QuerySet

from core import back_office
from core.models import User
from placement.mentors import rights
from placement.mentors.lifecycle import SheetState
from placement.mentors.models import WRITERS, Part


class Attention(models.TextChoices):
    """Why a row needs a look."""

    MINE = "mine", "Ждут вашего раздела"


def has_part(user: User) -> bool:
    """Whether a sheet may name this person as one who writes, or wait for whoever leads the graduate."""
    is_writer = any(user.has_perm(right) for right in rights.NAMED.values())
    return user.has_perm(rights.VIEW) and (is_writer or rights.reads_needs(user))


def waiting_for(rows: QuerySet, user: User) -> QuerySet:
    """Of these sheets those in which a signature is missing that is this person's to see to."""
    unsigned = Part.objects.filter(signed_at=None)
    due = [
        Q((place, user), pk__in=unsigned.filter(kind=kind).values("sheet"))
        for kind, places in WRITERS.items()
        for place in places
        if user.has_perm(rights.NAMED[place])
    ]
    if rights.reads_needs(user):
        conclusions = unsigned.filter(kind=Part.Kind.CONCLUSIONS)
        due.append(rights.seen_by(user) & Q(pk__in=conclusions.values("sheet")))
    return rows.filter(reduce(or_, due, Q(pk__in=[])), state=SheetState.FILLING)


class AttentionFilter(back_office.AttentionFilter):
    """By what has to be looked at."""

    kinds = Attention

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        return waiting_for(rows, cast(User, self.request.user))
