"""Use cases of the vacancy register, from request to the end of a vacancy (P-2.4b, P-6.4).

Every function locks the vacancy, asks the transition table, writes the history and makes stored
public pages stale where the public sees a difference; a refusal raises Refused with Russian text.
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
from home import cache
from placement.lifecycle import VACANCY, VacancyState
from placement.models import Employer, Vacancy, VacancyRequest
from placement.services.vacancy_data import VacancyData, labels_of, put

__all__ = [
    "VacancyData",
    "confirm_actual",
    "create_vacancy",
    "expire",
    "fill",
    "pause",
    "publish",
    "reopen",
    "resume",
    "update_vacancy",
    "withdraw",
]

WORK = "placement.work_vacancies"
EMPLOYER_LABEL = "работодатель"
OPEN = frozenset({VacancyState.PUBLISHED, VacancyState.PAUSED})


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
    require(actor)
    vacancy = Vacancy(employer=employer, request=request, number=number, is_demo=is_demo)
    put(vacancy, data)
    vacancy.save()
    log(vacancy, actor, "create", "")
    return vacancy


@transaction.atomic
def update_vacancy(*, vacancy: Vacancy, data: VacancyData, actor: User | None) -> Vacancy:
    """Change what is said of a vacancy that is not ended; a published one must stay publishable.

    The history says which fields changed and, of places, how many there were and are.
    """
    require(actor)
    row = locked(vacancy)
    if not row.is_live:
        raise Refused("Вакансия закрыта. Чтобы изменить её, откройте её заново.")
    places, known = row.places, _found(row)
    shown = is_public(row)
    explained = row.wording_explanation
    changed = put(row, data)
    if actor and _found(row) - known and explained and row.wording_explanation == explained:
        raise Refused(
            "Появились формулировки, к которым пояснение не относится. Исправьте их "
            "или дополните пояснение.",
            field="wording_explanation",
        )
    if row.state in OPEN:
        refuse_unpublishable(row)
    if not changed:
        return row
    row.save()
    details: dict[str, Any] = {"fields": labels_of(changed)}
    if "places" in changed:
        details["places"] = [places, row.places]
    log(row, actor, "edit", row.state, details=details)
    _refresh(shown, row)
    return row


@transaction.atomic
def publish(*, vacancy: Vacancy, actor: User) -> Vacancy:
    """Show the vacancy to everybody; counts as confirmed from now on.

    Refused without a profession of the institution's list, and while doubtful wordings are
    neither corrected nor explained.
    """
    require(actor)
    row = locked(vacancy)
    source = row.state
    target = VACANCY.target("publish", source=source, who=STAFF)
    refuse_unpublishable(row)
    now = clock.now()
    row.state, row.published_at = target, now
    _confirm(row, now)
    return _save(row, actor, "publish", source, shown=False)


@transaction.atomic
def pause(*, vacancy: Vacancy, actor: User, why: str = "") -> Vacancy:
    """Take the vacancy off the public page for a while."""
    require(actor)
    row = locked(vacancy)
    source, shown = row.state, is_public(row)
    row.state = VACANCY.target("pause", source=source, who=STAFF)
    return _save(row, actor, "pause", source, why=why, shown=shown)


@transaction.atomic
def resume(*, vacancy: Vacancy, actor: User) -> Vacancy:
    """Show it again: the employer said that it is still wanted, so it counts as confirmed."""
    require(actor)
    row = locked(vacancy)
    source = row.state
    target = VACANCY.target("resume", source=source, who=STAFF)
    refuse_unpublishable(row)
    row.state = target
    _confirm(row, clock.now())
    return _save(row, actor, "resume", source, shown=False)


@transaction.atomic
def fill(*, vacancy: Vacancy, filled_places: int, actor: User | None, note: str = "") -> Vacancy:
    """Close the vacancy because people were hired for ``filled_places`` of its places.

    A hire that leaves places wanted closes nothing: see ``places`` of ``confirm_actual``.
    """
    require(actor)
    row = locked(vacancy)
    source, shown = row.state, is_public(row)
    target = VACANCY.target("fill", source=source, who=_who(actor))
    if not 0 < filled_places <= row.places:
        raise Refused(f"Укажите число мест от 1 до {row.places}.", field="filled_places")
    row.state, row.filled_places = target, filled_places
    _end(row, note)
    details = {"filled_places": filled_places, "places": [row.places, row.places]}
    return _save(row, actor, "fill", source, why=note, shown=shown, details=details)


@transaction.atomic
def withdraw(*, vacancy: Vacancy, reason: str, actor: User | None) -> Vacancy:
    """Close the vacancy because the employer needs nobody any more or takes the request back."""
    require(actor)
    row = locked(vacancy)
    source, shown = row.state, is_public(row)
    row.state = VACANCY.target("withdraw", source=source, who=_who(actor))
    if actor and not reason.strip():
        raise Refused("Напишите, почему вакансия отозвана.", field="reason")
    _end(row, reason)
    return _save(row, actor, "withdraw", source, why=reason, shown=shown)


@transaction.atomic
def expire(*, vacancy: Vacancy, actor: User | None, note: str = "") -> Vacancy:
    """Close the vacancy because nobody confirmed it; without an ``actor`` the system does."""
    require(actor)
    row = locked(vacancy)
    source, shown = row.state, is_public(row)
    row.state = VACANCY.target("expire", source=source, who=STAFF if actor else SYSTEM)
    _end(row, note)
    return _save(row, actor, "expire", source, why=note, shown=shown, label="")


@transaction.atomic
def reopen(*, vacancy: Vacancy, actor: User, why: str = "") -> Vacancy:
    """Make a closed vacancy new again: the specialist looks at it and publishes it anew."""
    require(actor)
    row = locked(vacancy)
    source = row.state
    row.state = VACANCY.target("reopen", source=source, who=STAFF)
    row.ended_at = row.filled_places = None
    row.end_note = ""
    _confirm(row, None)
    return _save(row, actor, "reopen", source, why=why, shown=False)


@transaction.atomic
def confirm_actual(*, vacancy: Vacancy, actor: User | None, places: int | None = None) -> Vacancy:
    """The employer says «актуальна», by link or to the specialist by phone.

    ``places`` is how many are still wanted when some were filled: from 1 to what there were.
    """
    require(actor)
    row = locked(vacancy)
    if row.state not in OPEN:
        raise Refused("Подтвердить можно только опубликованную или приостановленную вакансию.")
    before, shown = row.places, is_public(row)
    if places is not None and not 1 <= places <= before:
        raise Refused(f"Укажите число мест от 1 до {before}.", field="places")
    row.places = places or before
    _confirm(row, clock.now())
    details = {"places": [before, row.places]} if row.places != before else None
    return _save(row, actor, "confirm", row.state, shown=shown, details=details)


# --- what the functions of this package share ------------------------------------------------------


def require(actor: User | None) -> None:
    """Refuse staff without the right; an employer's right is the link or the form itself."""
    if actor is not None and not (actor.is_active and actor.has_perm(WORK)):
        raise Refused("У вас нет права на это действие.")


def locked(vacancy: Vacancy) -> Vacancy:
    """The row as it is now, kept from others until the transaction ends."""
    rows = Vacancy.objects.select_related("employer", "profession", "request")
    found = rows.select_for_update(of=("self",)).filter(pk=vacancy.pk).first()
    if found is None:
        raise Refused("Этой вакансии больше нет. Обновите страницу.")
    return found


def is_public(row: Vacancy) -> bool:
    """Whether anyone may see it; says of one row what ``Vacancy.objects.public()`` says of all."""
    return (
        row.state == VacancyState.PUBLISHED
        and row.hidden_at is None
        and row.profession_id is not None
    )


def refuse_unpublishable(row: Vacancy) -> None:
    """Refuse a vacancy that may not stand on the site; age and sex play no part in it."""
    if row.profession is None or not row.profession.is_taught:
        raise Refused(
            "Выберите профессию из перечня учреждения: без неё вакансию не публикуют.",
            field="profession",
        )
    if row.wording_flags and not row.wording_explanation.strip():
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
    label: str = EMPLOYER_LABEL,
) -> None:
    """One line of the vacancy's history."""
    log_change(
        row,
        actor=actor,
        action=action,
        from_state=source,
        to_state=row.state,
        why=why,
        details=details,
        actor_label="" if actor else label,
    )


def _save(
    row: Vacancy,
    actor: User | None,
    action: str,
    source: str,
    *,
    shown: bool,
    why: str = "",
    details: dict[str, Any] | None = None,
    label: str = EMPLOYER_LABEL,
) -> Vacancy:
    row.save()
    log(row, actor, action, source, why=why, details=details, label=label)
    _refresh(shown, row)
    return row


def _refresh(shown: bool, row: Vacancy) -> None:
    if shown or is_public(row):
        cache.bump()


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
