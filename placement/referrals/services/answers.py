"""What the employer answers: by the link, or by the return slip that staff enter."""

import datetime as dt

from django.db import models, transaction

from core import clock
from core.errors import Refused
from core.lifecycle import APPLICANT, STAFF
from core.models import User
from placement.cases import services as cases
from placement.referrals import letters
from placement.referrals.lifecycle import REFERRAL, ReferralState
from placement.referrals.models import Referral

from . import following
from .guards import locked_by, log


class Answer(models.TextChoices):
    """What an employer may answer; the codes are those of the transition table."""

    INVITE = "invite", "Приглашаем на встречу"
    HIRE = "hire", "Приняли на работу"
    DECLINE = "decline", "Не подходит"
    NO_SHOW = "no-show", "Человек не пришёл"


_CLOSED = "На эту вакансию сейчас не приглашают: она закрыта. Если она снова нужна, сообщите нам."


def may_invite(referral: Referral, *, by_employer: bool) -> bool:
    """Whether the vacancy still takes people: an employer does not invite to a closed one by the link."""
    return referral.vacancy.is_open or not by_employer


@transaction.atomic
def answer(
    *,
    referral: Referral,
    answer: str,
    actor: User | None,
    started_on: dt.date | None = None,
    decline_reason: str = "",
    note: str = "",
) -> Referral:
    """Record the answer, and let case and vacancy follow. Without an ``actor`` the employer gives it.

    Only a business reason declines (Labour Code, art. 64); whoever hires says since when.
    """
    row = locked_by(referral, actor)
    source = row.state
    row.state = REFERRAL.target(answer, source=source, who=STAFF if actor else APPLICANT)
    if answer == Answer.INVITE and not may_invite(row, by_employer=actor is None):
        raise Refused(_CLOSED, field="answer")
    _refuse_incomplete(answer, started_on, decline_reason, note)
    is_declined = answer == Answer.DECLINE
    row.decline_reason = decline_reason if is_declined else ""
    row.answer_note = note.strip()
    row.answered_at, row.reminded_at = clock.now(), None
    row.save()
    letters.cancel(row)
    log(row, actor, answer, source, details={"reason": row.decline_reason} if is_declined else None)
    if answer == Answer.HIRE:
        assert started_on is not None
        following.hired(row, started_on, actor)
    return row


@transaction.atomic
def take_back(*, referral: Referral, why: str, actor: User) -> Referral:
    """An answer was recorded by mistake: the referral waits for one again.

    Of a hiring the job is put right first, where it is recorded: in the case.
    """
    if not why.strip():
        raise Refused("Напишите, что записано неверно.", field="why")
    row = locked_by(referral, actor)
    source = row.state
    row.state = REFERRAL.target("take-back", source=source, who=STAFF)
    if source == ReferralState.HIRED and following.has_job(row):
        raise Refused(
            "По этому ответу записано место работы. Сначала исправьте его в сопровождении, а число"
            " занятых мест – в вакансии."
        )
    if source == ReferralState.HIRED:
        cases.drop_promise(case=row.case, employer=row.employer)
    row.decline_reason = row.answer_note = ""
    row.answered_at = row.reminded_at = None
    row.save()
    log(row, actor, "take-back", source, why=why.strip())
    return row


def _refuse_incomplete(
    answer: str, started_on: dt.date | None, decline_reason: str, note: str
) -> None:
    if answer == Answer.HIRE and started_on is None:
        raise Refused("Укажите, с какого дня человек работает.", field="started_on")
    if answer != Answer.DECLINE:
        return
    if decline_reason not in Referral.DeclineReason.values:
        raise Refused("Выберите причину отказа.", field="decline_reason")
    if decline_reason == Referral.DeclineReason.OTHER and not note.strip():
        raise Refused("Напишите причину в двух словах.", field="note")
