"""What was spoken with an employer, and what was promised (P-5.3)."""

import datetime as dt
from typing import Any

from django.db import transaction

from core import clock
from core.errors import Refused
from core.history import log_change
from core.models import User
from core.records import refuse_overtaken, revision_of
from core.repeats import refuse_repeat
from placement.common.guards import require, signature
from placement.employers.models import ContactRecord, Employer

from .guards import CORRECT_LOG, WORK, current

_NAMES = ("form", "at", "summary", "promised_on")


@transaction.atomic
def add_contact_record(
    *,
    employer: Employer,
    form: str,
    at: dt.datetime,
    summary: str,
    promised_on: dt.date | None,
    actor: User,
) -> ContactRecord:
    """One contact, in person or remote (clause 5.3), and the day that was promised for the next."""
    require(actor, WORK)
    values = _checked(form, at, summary, promised_on)
    row = current(employer)
    refuse_repeat(row.records.filter(by=actor, **values))
    record = ContactRecord.objects.create(employer=row, by=actor, **values)
    log_change(row, action="add-record", details={"form": form}, **signature(actor))
    return record


@transaction.atomic
def complete_contact_record(*, record: ContactRecord, actor: User) -> ContactRecord:
    """The promised contact took place; Refused when nothing was promised or it is done already."""
    require(actor, WORK)
    row = _locked(record)
    if row.promised_on is None:
        raise Refused("Связаться снова не обещали: отмечать нечего.")
    if row.done_at is not None:
        raise Refused("Уже отмечено как выполненное.")
    row.done_at, row.done_by = clock.now(), actor
    row.save(update_fields=["done_at", "done_by"])
    log_change(row.employer, action="complete-record", **signature(actor))
    return row


@transaction.atomic
def correct_contact_record(
    *,
    record: ContactRecord,
    form: str,
    at: dt.datetime,
    summary: str,
    promised_on: dt.date | None,
    why: str,
    actor: User,
    revision: str = "",
) -> ContactRecord:
    """Replace what was written down; what stood there before is kept nowhere.

    For its author and whoever answers for the log. With the ``revision`` that a form showed,
    Refused when somebody changed it since.
    """
    row = _own(record, actor)
    refuse_overtaken(revision, revision_of_record(row))
    values = _checked(form, at, summary, promised_on)
    reason = _reason(why)
    for name, value in values.items():
        setattr(row, name, value)
    if row.promised_on is None:
        # Nothing is promised any more, so nothing of it was done.
        row.done_at = row.done_by = None
    row.save()
    log_change(row.employer, action="correct-record", why=reason, **signature(actor))
    return row


@transaction.atomic
def remove_contact_record(*, record: ContactRecord, why: str, actor: User) -> None:
    """Delete an entry for good; the history keeps who, when and why, and not what stood there."""
    row = _own(record, actor)
    reason = _reason(why)
    employer = row.employer
    row.delete()
    log_change(employer, action="remove-record", why=reason, **signature(actor))


def may_correct(record: ContactRecord, actor: Any) -> bool:
    """Whether the entry is this person's own, or they answer for the log."""
    return record.by_id == actor.pk or actor.has_perm(CORRECT_LOG)


def revision_of_record(record: ContactRecord) -> str:
    """A digest of what may be corrected."""
    return revision_of({name: getattr(record, name) for name in _NAMES})


def _locked(record: ContactRecord) -> ContactRecord:
    rows = ContactRecord.objects.select_for_update(of=("self",)).select_related("employer")
    row = rows.filter(pk=record.pk).first()
    if row is None:
        raise Refused("Этой записи больше нет. Обновите страницу.")
    return row


def _own(record: ContactRecord, actor: User) -> ContactRecord:
    require(actor, WORK)
    row = _locked(record)
    if not may_correct(row, actor):
        raise Refused("Исправить или удалить запись может её автор или заместитель директора.")
    return row


def _reason(why: str) -> str:
    if not why.strip():
        raise Refused("Напишите причину.", field="why")
    return why.strip()


def _checked(
    form: str, at: dt.datetime, summary: str, promised_on: dt.date | None
) -> dict[str, Any]:
    """The values as they are kept; Refused at the field with something wrong."""
    if form not in ContactRecord.Form.values:
        raise Refused("Выберите форму контакта.", field="form")
    if not summary.strip():
        raise Refused("Напишите, о чём договорились.", field="summary")
    if at > clock.now():
        raise Refused("Контакт ещё не состоялся: время позже нынешнего.", field="at")
    if promised_on is not None and promised_on < clock.local_day(at):
        raise Refused("Связаться снова можно не раньше дня самого контакта.", field="promised_on")
    return {"form": form, "at": at, "summary": summary.strip(), "promised_on": promised_on}
