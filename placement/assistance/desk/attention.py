"""Which requests for assistance need a look: the same on the board and in the list."""

from django.db import models
from django.db.models import QuerySet

from core import back_office, clock
from core.calendar import overrides
from core.rules.working_days import subtract_working_days
from forms_app.lifecycle import State
from placement.assistance.models import Refusal
from placement.centre.terms.models import current_terms


class Attention(models.TextChoices):
    """Why a row needs a look."""

    UNDECIDED = "undecided", "Заявление о содействии не решено в срок"
    TO_SIGN = "to-sign", "Отказ ждёт подписи заместителя директора"


def rows_of(rows: QuerySet, what: Attention) -> QuerySet:
    """Of these requests those that need a look."""
    if what == Attention.TO_SIGN:
        return rows.filter(pk__in=Refusal.objects.awaited().values("request__submission"))
    today = clock.local_day(clock.now())
    latest = subtract_working_days(today, current_terms().decision_days, overrides())
    rows = rows.filter(state__in=(State.RECEIVED, State.REGISTERED))
    return rows.filter(received_at__lt=clock.day_begins(latest))


class AttentionFilter(back_office.AttentionFilter):
    """The kinds of attention, as filters of the list."""

    kinds = Attention

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        return rows_of(rows, Attention(value))
