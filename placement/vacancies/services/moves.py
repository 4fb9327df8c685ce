"""What moves a vacancy from state to state, and what confirms it."""

import datetime as dt
from typing import Any

from django.db import transaction

from core import clock
from core.errors import Refused
from core.lifecycle import APPLICANT, STAFF, SYSTEM
from core.models import User
from placement.common.guards import require
from placement.vacancies.lifecycle import VACANCY
from placement.vacancies.models import Vacancy

from .guards import WORK, locked, log, refuse_unpublishable
from .request_ends import refuse_undone


@transaction.atomic
def publish(*, vacancy: Vacancy, actor: User) -> Vacancy:
    """Show the vacancy to everybody; counts as confirmed from now on.

    Refused without a profession of the institution's list, while doubtful wordings are neither
    corrected nor rest on a ground of the law, and when the vacancy's request was rejected or withdrawn.
    """
    require(actor, WORK)
    row = locked(vacancy)
    source = row.state
    target = VACANCY.target("publish", source=source, who=STAFF)
    refuse_undone(row)
    refuse_unpublishable(row)
    now = clock.now()
    row.state, row.published_at = target, now
    _confirm(row, now)
    # Whoever publishes has read on what ground these words stand.
    details = {"ground": row.wording_ground} if row.wording_flags else None
    return _save(row, actor, "publish", source, details=details)


@transaction.atomic
def pause(*, vacancy: Vacancy, actor: User, why: str = "") -> Vacancy:
    """Take the vacancy off the public page for a while."""
    require(actor, WORK)
    row = locked(vacancy)
    source = row.state
    row.state = VACANCY.target("pause", source=source, who=STAFF)
    return _save(row, actor, "pause", source, why=why)


@transaction.atomic
def resume(*, vacancy: Vacancy, actor: User) -> Vacancy:
    """Show it again: the employer said that it is still wanted, so it counts as confirmed."""
    require(actor, WORK)
    row = locked(vacancy)
    source = row.state
    target = VACANCY.target("resume", source=source, who=STAFF)
    refuse_unpublishable(row)
    row.state = target
    _confirm(row, clock.now())
    return _save(row, actor, "resume", source)


@transaction.atomic
def fill(*, vacancy: Vacancy, hired: int, actor: User | None, note: str = "") -> Vacancy:
    """People were ``hired`` for so many of the free places; the last one closes the vacancy.

    While places are free the vacancy stays as it is, and counts as confirmed.
    """
    require(actor, WORK)
    row = locked(vacancy)
    source = row.state
    target = VACANCY.target("fill", source=source, who=_who(actor))
    if not 0 < hired <= row.free_places:
        raise Refused(f"Укажите число мест от 1 до {row.free_places}.", field="hired")
    row.filled_places += hired
    if row.free_places:
        _confirm(row, clock.now())
        return _save(row, actor, "hire", source, why=note, details=_filled(row))
    row.state = target
    _end(row, note)
    return _save(row, actor, "fill", source, why=note, details=_filled(row))


@transaction.atomic
def withdraw(*, vacancy: Vacancy, reason: str, actor: User | None, hired: int = 0) -> Vacancy:
    """Close the vacancy because the employer needs nobody any more or takes the request back.

    Before that people may have been ``hired`` for some of its places.
    """
    require(actor, WORK)
    row = locked(vacancy)
    source = row.state
    row.state = VACANCY.target("withdraw", source=source, who=_who(actor))
    if actor and not reason.strip():
        raise Refused("Напишите, почему вакансия отозвана.", field="reason")
    if not 0 <= hired <= row.free_places:
        raise Refused(f"Укажите число мест от 0 до {row.free_places}.", field="hired")
    row.filled_places += hired
    _end(row, reason)
    details = _filled(row) if hired else None
    return _save(row, actor, "withdraw", source, why=reason, details=details)


@transaction.atomic
def expire(*, vacancy: Vacancy, actor: User | None, note: str = "") -> Vacancy:
    """Close the vacancy because nobody confirmed it; without an ``actor`` the system does.

    The system closes one that nobody has ever published, too.
    """
    require(actor, WORK)
    row = locked(vacancy)
    source = row.state
    row.state = VACANCY.target("expire", source=source, who=STAFF if actor else SYSTEM)
    _end(row, note)
    return _save(row, actor, "expire", source, why=note, label="")


@transaction.atomic
def reopen(*, vacancy: Vacancy, actor: User | None, why: str) -> Vacancy:
    """Make a closed vacancy new again: the specialist looks at it and publishes it anew.

    One without free places gets them all back. Refused without a reason, and when its request was
    rejected or withdrawn.
    """
    require(actor, WORK)
    row = locked(vacancy)
    source = row.state
    row.state = VACANCY.target("reopen", source=source, who=_who(actor))
    refuse_undone(row)
    if not why.strip():
        raise Refused("Напишите, почему вакансия открывается заново.", field="why")
    details = None
    if not row.free_places:
        row.filled_places = 0
        details = _filled(row)
    row.ended_at, row.end_note = None, ""
    _confirm(row, None)
    return _save(row, actor, "reopen", source, why=why.strip(), details=details)


@transaction.atomic
def confirm_actual(*, vacancy: Vacancy, actor: User | None, places: int | None = None) -> Vacancy:
    """The employer says «актуальна», by link or to the specialist by phone.

    ``places`` is how many are still free when some were filled: from 1 to what there are.
    """
    require(actor, WORK)
    row = locked(vacancy)
    if not row.is_open:
        raise Refused("Подтвердить можно только опубликованную или приостановленную вакансию.")
    if places is not None and not 1 <= places <= row.places:
        raise Refused(f"Укажите число мест от 1 до {row.places}.", field="places")
    before = row.filled_places
    row.filled_places = before if places is None else row.places - places
    _confirm(row, clock.now())
    details = _filled(row) if row.filled_places != before else None
    return _save(row, actor, "confirm", row.state, details=details)


def _save(row: Vacancy, actor: User | None, action: str, source: str, **more: Any) -> Vacancy:
    row.save()
    log(row, actor, action, source, **more)
    return row


def _filled(row: Vacancy) -> dict[str, Any]:
    """What the history keeps of the places."""
    return {"filled_places": row.filled_places, "places": [row.places, row.places]}


def _confirm(row: Vacancy, at: dt.datetime | None) -> None:
    """Answered at ``at``: no question is open, and nothing is stale."""
    row.confirmed_at = at
    row.asked_at = row.stale_at = row.hidden_at = None


def _end(row: Vacancy, note: str) -> None:
    row.ended_at, row.end_note = clock.now(), note.strip()[:500]
    row.asked_at = row.stale_at = row.hidden_at = None


def _who(actor: User | None) -> str:
    return STAFF if actor else APPLICANT
