"""History of changes and log of reads: the only functions that write them."""

from collections.abc import Sequence
from typing import Any

from asgiref.local import Local
from django.contrib.contenttypes.models import ContentType
from django.core.signals import request_finished, request_started
from django.db.models import Model, QuerySet
from django.dispatch import receiver

from core import clock
from core.models import HistoryRecord, Organisation, ReadRecord, User

SYSTEM_LABEL = "система"
_request = Local()


def log_change(
    obj: Model,
    *,
    actor: User | None,
    action: str,
    from_state: str = "",
    to_state: str = "",
    why: str = "",
    details: dict[str, Any] | None = None,
    actor_label: str = "",
) -> HistoryRecord:
    """Record one change of ``obj`` (invariant 1). ``details`` must hold no personal data.

    Without an ``actor`` the label says who acted: «заявитель» or, by default, «система».
    """
    return HistoryRecord.objects.create(
        content_type=ContentType.objects.get_for_model(obj),
        object_id=str(obj.pk),
        at=clock.now(),
        actor=actor,
        actor_label=_label(actor, actor_label),
        action=action,
        from_state=from_state,
        to_state=to_state,
        why=why,
        details=details or {},
    )


def log_changes(
    objects: Sequence[Model],
    *,
    actor: User | None,
    action: str,
    details: dict[str, Any] | None = None,
    actor_label: str = "",
) -> None:
    """Record the same change of many objects of one model, in few queries."""
    if not objects:
        return
    about, at = ContentType.objects.get_for_model(objects[0]), clock.now()
    records = (
        HistoryRecord(
            content_type=about,
            object_id=str(obj.pk),
            at=at,
            actor=actor,
            actor_label=_label(actor, actor_label),
            action=action,
            details=details or {},
        )
        for obj in objects
    )
    HistoryRecord.objects.bulk_create(records, batch_size=500)


def forget_reasons(rows: QuerySet) -> None:
    """Blank why things happened to these rows, whose person's data are destroyed; that they did stays.

    Reasons are typed by people, who write there what they like (invariant 10).
    """
    about = ContentType.objects.get_for_model(rows.model)
    keys = [str(pk) for pk in rows.values_list("pk", flat=True)]
    records = HistoryRecord.objects.filter(content_type=about, object_id__in=keys)
    records.exclude(why="").update(why="")


def log_read(
    obj: Model,
    *,
    actor: User | None,
    what: str,
    organisation: Organisation | None = None,
    actor_label: str = "",
) -> ReadRecord:
    """Record that ``actor`` looked at identity data of ``obj``, never the values (X-5).

    ``what`` says which data. Looking at the same twice within one request is one look.
    """
    about = ContentType.objects.get_for_model(obj)
    look = (about.pk, str(obj.pk), actor.pk if actor else None, what)
    looks: dict[object, int] | None = getattr(_request, "looks", None)
    if looks is not None and look in looks:
        # The row may be gone with a rolled-back transaction: then this look is recorded anew.
        earlier = ReadRecord.objects.filter(pk=looks[look]).first()
        if earlier:
            return earlier
    record = ReadRecord.objects.create(
        content_type=about,
        object_id=str(obj.pk),
        at=clock.now(),
        actor=actor,
        actor_label=_label(actor, actor_label),
        what=what,
        organisation=organisation,
    )
    if looks is not None:
        looks[look] = record.pk
    return record


def log_reads(
    objects: Sequence[Model], *, actor: User, what: str, organisation: Organisation | None
) -> None:
    """Record that ``actor`` looked at the same data of many objects of one model, in few queries."""
    if not objects:
        return
    about, at = ContentType.objects.get_for_model(objects[0]), clock.now()
    records = (
        ReadRecord(
            content_type=about,
            object_id=str(obj.pk),
            at=at,
            actor=actor,
            actor_label=_label(actor, ""),
            what=what,
            organisation=organisation,
        )
        for obj in objects
    )
    ReadRecord.objects.bulk_create(records, batch_size=500)


def _label(actor: User | None, actor_label: str) -> str:
    """Who acted, in words that survive a renaming or removal of the account."""
    return (actor_label or (actor.full_name if actor else SYSTEM_LABEL))[:255]


@receiver(request_started)
def _begin_request(**_: object) -> None:
    _request.looks = {}


@receiver(request_finished)
def _end_request(**_: object) -> None:
    _request.looks = None
