"""Use cases of the log of consultations (P-2.2e)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from core import clock
from core.errors import Refused
from core.history import log_change
from core.models import User
from core.records import refuse_overtaken
from core.repeats import refuse_repeat
from placement.common.guards import refuse_long_ago, require
from placement.consultations.models import Consultation
from placement.consultations.record import CONSULTATIONS
from placement.graduates.models import Graduate
from placement.graduates.rights import APPROVE, WORK
from placement.graduates.services.guards import locked_cards


@transaction.atomic
def record_consultation(*, data: Consultation, actor: User, is_demo: bool = False) -> Consultation:
    """Log a consultation that ``actor`` has held."""
    require(actor, WORK)
    row = CONSULTATIONS.copy(data, by=actor, is_demo=is_demo)
    _lock_person(row)
    _refuse_wrong(row)
    refuse_repeat(Consultation.objects.filter(by=actor, **CONSULTATIONS.values(row)), "created_at")
    row.save()
    log_change(row, actor=actor, action="create")
    return row


@transaction.atomic
def correct_consultation(
    *, consultation: Consultation, data: Consultation, actor: User, revision: str = ""
) -> Consultation:
    """Correct an entry: whoever made it, or the deputy director."""
    require(actor, WORK)
    _lock_person(data)
    row = _own(consultation, actor)
    refuse_overtaken(revision, CONSULTATIONS.revision(row))
    changed = CONSULTATIONS.assign(row, data)
    _refuse_wrong(row)
    if changed:
        row.save()
        fields = CONSULTATIONS.labels(changed)
        log_change(row, actor=actor, action="edit", details={"fields": fields})
    return row


@transaction.atomic
def remove_consultation(*, consultation: Consultation, why: str, actor: User) -> None:
    """Delete an entry made by mistake; that it was there stays in the history."""
    row = _own(consultation, actor)
    if not why.strip():
        raise Refused("Напишите причину.", field="why")
    log_change(row, actor=actor, action="remove", why=why.strip())
    row.delete()


def may_correct(consultation: Consultation, user: User) -> bool:
    """Whether this person made the entry, or answers for the log."""
    return consultation.by_id == user.pk or bool(user.has_perm(APPROVE))


@transaction.atomic
def forget(graduate: Graduate) -> list[str]:
    """Of a person whose data are destroyed keep numbers only; the words for the act."""
    rows = Consultation.objects.filter(graduate=graduate)
    changed = rows.update(graduate=None, people_count=1, note="")
    return [f"Записи о консультациях: имя и заметки удалены ({changed})"] if changed else []


def _own(consultation: Consultation, actor: User) -> Consultation:
    require(actor, WORK)
    rows = Consultation.objects.select_for_update(of=("self",)).select_related("graduate")
    row = rows.filter(pk=consultation.pk).first()
    if row is None:
        raise Refused("Этой записи больше нет. Обновите страницу.")
    if not may_correct(row, actor):
        raise Refused("Исправить или удалить запись может её автор или заместитель директора.")
    return row


def _lock_person(data: Consultation) -> None:
    """Hold the card that is named, as it is now: nothing is written of whose data are destroyed."""
    if data.graduate_id is None:
        return
    cards = {card.pk: card for card in locked_cards(data.graduate_id)}
    if data.graduate_id not in cards or not cards[data.graduate_id].is_current:
        raise Refused("Этой карточки больше нет: выберите другую.", field="graduate")
    data.graduate = cards[data.graduate_id]


def _refuse_wrong(row: Consultation) -> None:
    if row.held_on > clock.local_day(clock.now()):
        raise Refused("Этот день ещё не наступил.", field="held_on")
    refuse_long_ago(row.held_on, "held_on")
    try:
        row.validate_constraints()
    except ValidationError as error:
        field = "people_count" if row.graduate is None else "graduate"
        raise Refused(" ".join(error.messages), field=field) from error
