"""A vacancy is entered, changed, and follows its employer and its request."""

from typing import Any

from django.db import transaction

from core.errors import Refused
from core.models import User
from core.records import refuse_overtaken
from core.repeats import refuse_repeat
from placement.common.guards import require
from placement.employers.models import Employer
from placement.employers.services.guards import current
from placement.vacancies.models import Vacancy
from placement.vacancies.record import VACANCIES

from .data import assign, flags_of
from .guards import WORK, locked, log, refuse_unpublishable


@transaction.atomic
def create_vacancy(
    *,
    data: Vacancy,
    employer: Employer,
    actor: User | None,
    request_id: int | None = None,
    number: int = 1,
    is_demo: bool = False,
) -> Vacancy:
    """A new vacancy, of a request or entered by staff; the specialist publishes it later."""
    require(actor, WORK)
    if actor is not None:
        employer = current(employer)
        same = Vacancy.objects.filter(employer=employer, request=None, **VACANCIES.values(data))
        refuse_repeat(same, made_at="created_at")
    vacancy = Vacancy(employer=employer, request_id=request_id, number=number, is_demo=is_demo)
    assign(vacancy, data)
    vacancy.save()
    log(vacancy, actor, "create", "")
    return vacancy


@transaction.atomic
def update_vacancy(
    *, vacancy: Vacancy, data: Vacancy, actor: User | None, revision: str = ""
) -> Vacancy:
    """Change what is said of a vacancy that is not ended; a published one must stay publishable.

    The history says which fields changed and, of places, how many there were and are. With the
    ``revision`` of the data that a form showed, Refused when somebody changed them since.
    """
    require(actor, WORK)
    row = locked(vacancy)
    if not row.is_live:
        raise Refused("Вакансия закрыта. Чтобы изменить её, откройте её заново.")
    refuse_overtaken(revision, VACANCIES.revision(row))
    places, flags_before = row.places, _flags(row)
    explained = row.wording_explanation
    changed = assign(row, data)
    if actor and _flags(row) - flags_before and explained and row.wording_explanation == explained:
        raise Refused(
            "Появились формулировки, к которым пояснение не относится. Исправьте их "
            "или дополните пояснение.",
            field="wording_explanation",
        )
    if row.free_places < 1:
        raise Refused(
            f"Из них уже занято мест: {row.filled_places}. Укажите больше или закройте вакансию.",
            field="places",
        )
    if row.is_open:
        refuse_unpublishable(row)
    if not changed:
        return row
    row.save()
    details: dict[str, Any] = {"fields": VACANCIES.labels(changed)}
    if "places" in changed:
        details["places"] = [places, row.places]
    log(row, actor, "edit", row.state, details=details)
    return row


@transaction.atomic
def forget_persons(*, vacancy: Vacancy) -> Vacancy:
    """Empty what may name a person: the data of the request are destroyed. Asks for no right."""
    row = locked(vacancy)
    row.reports_to = ""
    row.wording_flags = flags_of(row)
    row.save(update_fields=["reports_to", "wording_flags"])
    details = {"fields": VACANCIES.labels(["reports_to"])}
    log(row, None, "forget-persons", row.state, details=details, label="")
    return row


def follow_name(*, employer: Employer) -> None:
    """Put the employer's present name into the search words of its vacancies.

    Public pages and the search of the site follow by themselves (`placement.signals`).
    """
    rows = Vacancy.objects.filter(employer=employer).select_related("employer", "profession")
    for vacancy in rows:
        # Vacancy.save computes the words.
        vacancy.save(update_fields=["search_key"])


def _flags(row: Vacancy) -> set[tuple[str, str]]:
    return {(flag["field"], flag["text"]) for flag in row.wording_flags}
