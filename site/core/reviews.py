"""The log of reads is gone through by the person whom the operator names (X-5)."""

import datetime as dt

from django.db import transaction

from core import clock
from core.errors import Refused
from core.models import Organisation, ReadRecord, ReadReview, User


def unreviewed(organisation: Organisation) -> int:
    """How many looks were recorded since the last review."""
    looks = ReadRecord.objects.filter(organisation=organisation)
    last = organisation.read_reviews.order_by("-up_to").first()
    return (looks.filter(at__gt=last.up_to) if last else looks).count()


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
