"""The log of reads is gone through by the person whom the operator names (X-5)."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from core import clock
from core.errors import Refused
from core.models import Organisation, ReadRecord, ReadReview, User

_BEFORE_ALL = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)


def with_unreviewed(organisations: QuerySet[Organisation]) -> QuerySet[Any]:
    """With the number of looks ``unreviewed`` since the last review, in the same query."""
    reviews = ReadReview.objects.filter(organisation=OuterRef("organisation")).order_by("-up_to")
    last = Coalesce(Subquery(reviews.values("up_to")[:1]), Value(_BEFORE_ALL))
    looks = ReadRecord.objects.filter(organisation=OuterRef("pk"), at__gt=last).order_by()
    counted = looks.values("organisation").annotate(n=Count("pk")).values("n")
    return organisations.annotate(unreviewed=Coalesce(Subquery(counted), 0))


def with_reviewed_to(organisations: QuerySet[Organisation]) -> QuerySet[Any]:
    """With the instant ``reviewed_to`` up to which the log was gone through."""
    reviews = ReadReview.objects.filter(organisation=OuterRef("pk")).order_by("-up_to")
    last = Coalesce(Subquery(reviews.values("up_to")[:1]), Value(_BEFORE_ALL))
    return organisations.annotate(reviewed_to=last)


@transaction.atomic
def review_reads(
    *, organisation: Organisation, actor: User, remark: str, up_to: dt.datetime
) -> ReadReview:
    """Record that ``actor`` has gone through the log up to an instant.

    Raises Refused for anyone but the named reviewer and for an instant still to come.
    """
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if locked.read_log_reviewer_id != actor.pk:
        raise Refused("Журнал проверяет только назначенный работник.")
    now = clock.now()
    if up_to > now:
        raise Refused("Нельзя отметить проверенными записи, которых ещё нет.")
    return ReadReview.objects.create(
        organisation=locked, reviewer=actor, at=now, up_to=up_to, remark=remark.strip()
    )
