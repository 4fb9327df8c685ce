"""Use cases of the vacancy register, from request to the end of a vacancy (P-2.4b, P-6.4).

Every function locks the vacancy, asks the transition table and writes the history; a refusal
raises Refused with Russian text. Stored pages and search follow each save (`placement.signals`).
Without an ``actor`` it is the employer who acts: through the form, or the link of a letter.
"""

import datetime as dt
from typing import Any

from django.db import transaction

from core import clock
from core.errors import Refused
from core.history import log_change
from core.lifecycle import APPLICANT, STAFF, SYSTEM
from core.models import User
from core.repeats import refuse_repeat
from placement.lifecycle import VACANCY
from placement.models import Employer, Vacancy, VacancyRequest
from placement.services.employer_guards import current
from placement.services.guards import EMPLOYER, refuse_overtaken, require, signature
from placement.services.request_ends import refuse_undone
from placement.services.vacancy_data import VacancyData, data_of, flags_of, labels_of, put

__all__ = [
    "VacancyData",
    "confirm_actual",
    "create_vacancy",
    "expire",
    "fill",
    "forget_persons",
    "pause",
    "publish",
    "reopen",
    "resume",
    "update_vacancy",
    "withdraw",
]

WORK = "placement.work_vacancies"


@transaction.atomic
def create_vacancy(
    *,
    data: VacancyData,
    employer: Employer,
    actor: User | None,
    request: VacancyRequest | None = None,
    number: int = 1,
    is_demo: bool = False,
) -> Vacancy:
    """A new vacancy, of a request or entered by staff; the specialist publishes it later."""
    require(actor, WORK)
    if actor is not None:
        employer = current(employer)
        same = Vacancy.objects.filter(employer=employer, request=None, **data.values)
        refuse_repeat(same, made_at="created_at")
    vacancy = Vacancy(employer=employer, request=request, number=number, is_demo=is_demo)
    put(vacancy, data)
    vacancy.save()
    log(vacancy, actor, "create", "")
    return vacancy


@transaction.atomic
def update_vacancy(
    *, vacancy: Vacancy, data: VacancyData, actor: User | None, revision: str = ""
) -> Vacancy:
    """Change what is said of a vacancy that is not ended; a published one must stay publishable.

    The history says which fields changed and, of places, how many there were and are. With the
    ``revision`` of the data that a form showed, Refused when somebody changed them since.
    """
    require(actor, WORK)
    row = locked(vacancy)
    if not row.is_live:
        raise Refused("Вакансия закрыта. Чтобы изменить её, откройте её заново.")
    refuse_overtaken(revision, data_of(row).revision)
    places, known = row.places, _found(row)
    explained = row.wording_explanation
    changed = put(row, data)
    if actor and _found(row) - known and explained and row.wording_explanation == explained:
        raise Refused(
            "Появились формулировки, к которым пояснение не относится. Исправьте их "
            "или дополните пояснение.",
            field="wording_explanation",
        )
    if row.is_open:
        refuse_unpublishable(row)
    if not changed:
        return row
    row.save()
    details: dict[str, Any] = {"fields": labels_of(changed)}
    if "places" in changed:
        details["places"] = [places, row.places]
    log(row, actor, "edit", row.state, details=details)
    return row


@transaction.atomic
def publish(*, vacancy: Vacancy, actor: User) -> Vacancy:
    """Show the vacancy to everybody; counts as confirmed from now on.

    Refused without a profession of the institution's list, while doubtful wordings are neither
    corrected nor explained, and when the vacancy's request was rejected or withdrawn.
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
    return _save(row, actor, "publish", source)


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
def fill(*, vacancy: Vacancy, filled_places: int, actor: User | None, note: str = "") -> Vacancy:
    """Close the vacancy because people were hired for ``filled_places`` of its places.

    A hire that leaves places wanted closes nothing: see ``places`` of ``confirm_actual``.
    """
    require(actor, WORK)
    row = locked(vacancy)
    source = row.state
    target = VACANCY.target("fill", source=source, who=_who(actor))
    if not 0 < filled_places <= row.places:
        raise Refused(f"Укажите число мест от 1 до {row.places}.", field="filled_places")
    row.state, row.filled_places = target, filled_places
    _end(row, note)
    details = {"filled_places": filled_places, "places": [row.places, row.places]}
    return _save(row, actor, "fill", source, why=note, details=details)


@transaction.atomic
def withdraw(*, vacancy: Vacancy, reason: str, actor: User | None) -> Vacancy:
    """Close the vacancy because the employer needs nobody any more or takes the request back."""
    require(actor, WORK)
    row = locked(vacancy)
    source = row.state
    row.state = VACANCY.target("withdraw", source=source, who=_who(actor))
    if actor and not reason.strip():
        raise Refused("Напишите, почему вакансия отозвана.", field="reason")
    _end(row, reason)
    return _save(row, actor, "withdraw", source, why=reason)


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
def reopen(*, vacancy: Vacancy, actor: User, why: str = "") -> Vacancy:
    """Make a closed vacancy new again: the specialist looks at it and publishes it anew.

    Refused when its request was rejected or withdrawn.
    """
    require(actor, WORK)
    row = locked(vacancy)
    source = row.state
    row.state = VACANCY.target("reopen", source=source, who=STAFF)
    refuse_undone(row)
    row.ended_at = row.filled_places = None
    row.end_note = ""
    _confirm(row, None)
    return _save(row, actor, "reopen", source, why=why)


@transaction.atomic
def confirm_actual(*, vacancy: Vacancy, actor: User | None, places: int | None = None) -> Vacancy:
    """The employer says «актуальна», by link or to the specialist by phone.

    ``places`` is how many are still wanted when some were filled: from 1 to what there were.
    """
    require(actor, WORK)
    row = locked(vacancy)
    if not row.is_open:
        raise Refused("Подтвердить можно только опубликованную или приостановленную вакансию.")
    before = row.places
    if places is not None and not 1 <= places <= before:
        raise Refused(f"Укажите число мест от 1 до {before}.", field="places")
    row.places = places or before
    _confirm(row, clock.now())
    details = {"places": [before, row.places]} if row.places != before else None
    return _save(row, actor, "confirm", row.state, details=details)


@transaction.atomic
def forget_persons(*, vacancy: Vacancy) -> Vacancy:
    """Empty what may name a person: the data of the request are destroyed. Asks for no right."""
    row = locked(vacancy)
    row.reports_to = ""
    row.wording_flags = flags_of(data_of(row))
    row.save(update_fields=["reports_to", "wording_flags"])
    details = {"fields": labels_of(["reports_to"])}
    log(row, None, "forget-persons", row.state, details=details, label="")
    return row


# --- what the functions of this package share ------------------------------------------------------


def locked(vacancy: Vacancy) -> Vacancy:
    """The row as it is now, kept from others until the transaction ends."""
    rows = Vacancy.objects.select_related("employer", "profession", "request")
    found = rows.select_for_update(of=("self",)).filter(pk=vacancy.pk).first()
    if found is None:
        raise Refused("Этой вакансии больше нет. Обновите страницу.")
    return found


def refuse_unpublishable(row: Vacancy) -> None:
    """Refuse a vacancy that may not stand on the site; age and sex play no part in it."""
    if row.profession is None or not row.profession.is_taught:
        raise Refused(
            "Выберите профессию из перечня учреждения: без неё вакансию не публикуют.",
            field="profession",
        )
    if row.has_unexplained_wording:
        found = ", ".join(f"«{flag['text']}»" for flag in row.wording_flags)
        raise Refused(
            f"Исправьте формулировки или внесите пояснение работодателя: {found}.",
            field="wording_explanation",
        )


def log(
    row: Vacancy,
    actor: User | None,
    action: str,
    source: str,
    *,
    why: str = "",
    details: dict[str, Any] | None = None,
    label: str = EMPLOYER,
) -> None:
    """One line of the vacancy's history."""
    log_change(
        row,
        action=action,
        from_state=source,
        to_state=row.state,
        why=why,
        details=details,
        **signature(actor, label),
    )


def _save(row: Vacancy, actor: User | None, action: str, source: str, **more: Any) -> Vacancy:
    row.save()
    log(row, actor, action, source, **more)
    return row


def _confirm(row: Vacancy, at: dt.datetime | None) -> None:
    """Answered at ``at``: no question is open, and nothing is stale."""
    row.confirmed_at = at
    row.asked_at = row.stale_at = row.hidden_at = None


def _end(row: Vacancy, note: str) -> None:
    row.ended_at, row.end_note = clock.now(), note.strip()[:500]
    row.asked_at = row.stale_at = row.hidden_at = None


def _who(actor: User | None) -> str:
    return STAFF if actor else APPLICANT


def _found(row: Vacancy) -> set[tuple[str, str]]:
    return {(flag["field"], flag["text"]) for flag in row.wording_flags}
