"""Which consents somebody has to look at: the same on the board and in the list."""

from django.db import models
from django.db.models import QuerySet

from core import back_office, clock
from placement.centre.terms.models import current_terms
from placement.graduates.lifecycle import CURRENT
from placement.grants.models import Grant, GrantQuerySet


class Attention(models.TextChoices):
    """Why a row needs a look."""

    MISSING = "missing", "Согласия ждут подписи"
    ORIGINAL = "original", "Нет подлинника согласия"
    OWN_SOON = "own-soon", "Скоро нужна новая подпись под согласием"
    DESTROY = "destroy", "Согласие отозвано: данные уничтожат"


def rows_of(what: Attention) -> GrantQuerySet:
    """The consents, of people whose data are kept."""
    rows = Grant.objects.filter(graduate__state__in=CURRENT)
    if what == Attention.MISSING:
        return rows.waiting()
    if what == Attention.ORIGINAL:
        return rows.original_awaited()
    if what == Attention.OWN_SOON:
        today = clock.local_day(clock.now())
        return rows.needing_own_signature(today, current_terms().own_signature_days)
    return rows.to_destroy()


class AttentionFilter(back_office.AttentionFilter):
    """The kinds of attention, as filters of the list."""

    kinds = Attention

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(pk__in=rows_of(Attention(value)).values("pk"))
