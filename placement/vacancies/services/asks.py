"""Asking employers whether their vacancies are still wanted, and what follows silence (P-6.4).

Each function looks again under the row's lock, so running twice, or two at once, does it once.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby

from django.db import models, transaction
from django.db.models import Q, QuerySet

from core import clock
from core.errors import Refused
from core.models import HistoryRecord, User
from core.tick import Pieces
from placement.common.guards import EMPLOYER, require
from placement.vacancies import letters
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy
from placement.vacancies.rules import age as vacancy_age
from placement.vacancies.rules.age import Age, Step

from . import moves
from .guards import WORK, locked, log
from .request_ends import undone


class Answer(models.TextChoices):
    """What an employer may answer."""

    ACTUAL = "actual", "Актуальна: работник ещё нужен"
    FILLED = "filled", "Работник найден"
    NOT_NEEDED = "not-needed", "Закрыта: больше никто не нужен"


def age_of(row: Vacancy) -> Age:
    """What time has to know of an open vacancy."""
    assert row.confirmed_at is not None
    return Age(row.confirmed_at, row.asked_at, row.stale_at, row.hidden_at)


@transaction.atomic
def ask_employer(*, vacancy: Vacancy, at: dt.datetime, actor: User | None = None) -> Vacancy:
    """Ask about one vacancy now; Refused when it is not open or there is no address to ask at."""
    require(actor, WORK)
    row = locked(vacancy)
    if not row.is_open:
        raise Refused("Спросить можно об опубликованной или приостановленной вакансии.")
    if not letters.address_of(row):
        raise Refused("У работодателя нет адреса электронной почты. Позвоните ему.")
    _ask([row], at, actor)
    return row


def ask_now(*, vacancy: Vacancy, actor: User) -> Vacancy:
    """The specialist asks before the next question is due."""
    return ask_employer(vacancy=vacancy, at=clock.now(), actor=actor)


def ask_due(now: dt.datetime, pieces: Pieces) -> int:
    """Ask about every vacancy whose time has come, one letter per employer and address."""
    due = Vacancy.objects.open().filter(
        Q(asked_at=None, confirmed_at__lte=now - vacancy_age.ASK_EVERY)
        | Q(asked_at__lte=now - vacancy_age.ASK_EVERY)
    )
    pairs = list(due.order_by("employer_id", "pk").values_list("employer_id", "pk"))
    groups = [[pk for _, pk in group] for _, group in groupby(pairs, key=lambda pair: pair[0])]
    return pieces.count(groups, lambda keys: _ask_those_due(keys, now))


def mark_stale(now: dt.datetime, pieces: Pieces) -> int:
    """Mark vacancies whose question stayed unanswered: the specialist's desk lists them."""
    due = Vacancy.objects.open().filter(stale_at=None, asked_at__lte=now - vacancy_age.STALE_AFTER)
    return pieces.count(_keys(due), lambda pk: _take(pk, Step.STALE, now))


def hide_stale(now: dt.datetime, pieces: Pieces) -> int:
    """Take vacancies that stay unanswered off the public page."""
    due = Vacancy.objects.open().filter(hidden_at=None, stale_at__lte=now - vacancy_age.HIDE_AFTER)
    return pieces.count(_keys(due), lambda pk: _take(pk, Step.HIDE, now))


def expire_hidden(now: dt.datetime, pieces: Pieces) -> int:
    """Close vacancies that nobody has spoken for since they were hidden."""
    due = Vacancy.objects.open().filter(hidden_at__lte=now - vacancy_age.EXPIRE_AFTER)
    return pieces.count(_keys(due), lambda pk: _take(pk, Step.EXPIRE, now))


def expire_unpublished(now: dt.datetime, pieces: Pieces) -> int:
    """Close vacancies of requests that nobody publishes, so that retention follows (X-5)."""
    due = Vacancy.objects.filter(state=VacancyState.NEW, request__isnull=False)
    old = due.filter(created_at__lte=now - vacancy_age.UNPUBLISHED_FOR)
    return pieces.count(_keys(old), lambda pk: _expire_unpublished(pk, now))


def is_long_unpublished(row: Vacancy, now: dt.datetime) -> bool:
    """Whether a request's vacancy has waited so long that the specialist should look at it."""
    since = now - vacancy_age.UNPUBLISHED_FOR + vacancy_age.WARN_BEFORE
    return row.state == VacancyState.NEW and row.request_id is not None and row.created_at <= since


def expires_unpublished_at(row: Vacancy) -> dt.datetime | None:
    """When a vacancy ends unless it is published; None for one that does not end so.

    Counted from the last time that somebody entered, changed or reopened it.
    """
    if row.state != VacancyState.NEW or row.request_id is None:
        return None
    records = HistoryRecord.objects.about(row).filter(to_state=VacancyState.NEW)
    touched = records.order_by("-at").values_list("at", flat=True).first()
    return (touched or row.created_at) + vacancy_age.UNPUBLISHED_FOR


def _keys(rows: QuerySet[Vacancy]) -> Iterable[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _ask_those_due(keys: Sequence[int], now: dt.datetime) -> int:
    rows = (
        Vacancy.objects.select_related("employer", "request__contact", "request__submission__key")
        .select_for_update(of=("self",))
        .open()
        .filter(pk__in=keys)
        .order_by("pk")
    )
    due = [row for row in rows if vacancy_age.due(age_of(row), now) == Step.ASK]
    if due:
        _ask(due, now, None)
    return len(due)


def _ask(rows: Sequence[Vacancy], at: dt.datetime, actor: User | None) -> None:
    """Open a question about each row; one letter for all that go to the same address."""
    for row in rows:
        row.asked_at = at
        row.ask_serial += 1
        row.save(update_fields=["asked_at", "ask_serial"])
    for letter, asked in letters.ask_letters(rows):
        details = {"letter": str(letter.pk)} if letter else {"no_address": True}
        for row in asked:
            log(row, actor, "ask", row.state, details=details, label="")


@transaction.atomic
def _take(pk: int, step: Step, now: dt.datetime) -> int:
    """Do one step of the age if it is still due; return whether it was done."""
    row = locked(Vacancy(pk=pk))
    if not row.is_open or vacancy_age.due(age_of(row), now) != step:
        return 0
    if step == Step.EXPIRE:
        moves.expire(vacancy=row, actor=None, note="работодатель не ответил на вопросы")
        return 1
    field = "stale_at" if step == Step.STALE else "hidden_at"
    setattr(row, field, now)
    row.save(update_fields=[field])
    log(row, None, step.value, row.state, label="")
    return 1


@transaction.atomic
def _expire_unpublished(pk: int, now: dt.datetime) -> int:
    row = locked(Vacancy(pk=pk))
    ends_at = expires_unpublished_at(row)
    if ends_at is None or now < ends_at:
        return 0
    moves.expire(vacancy=row, actor=None, note="вакансию не опубликовали")
    return 1


@transaction.atomic
def answer(*, vacancy: Vacancy, serial: int, said: Answer, hired: int | None = None) -> Vacancy:
    """What the employer answers by the link of question ``serial``.

    ``hired`` counts the people who took free places; those that stay free stay open. Refused when
    a newer question was asked meanwhile, or this one is answered already.
    """
    row = locked(vacancy)
    if row.ask_serial != serial or not row.is_awaited:
        raise Refused("Ответ на этот вопрос уже записан.")
    if said == Answer.NOT_NEEDED:
        return moves.withdraw(vacancy=row, reason="больше не нужна", actor=None, hired=hired or 0)
    if said == Answer.FILLED:
        # Of one place there is nothing to ask.
        return moves.fill(vacancy=row, hired=1 if row.free_places == 1 else hired or 0, actor=None)
    left = row.free_places - (hired or 0)
    if left < 1:
        raise Refused("Заняты все места. Тогда выберите ответ «Работник найден».", field="hired")
    return moves.confirm_actual(vacancy=row, actor=None, places=left)


@transaction.atomic
def take_answer_back(*, vacancy: Vacancy, serial: int, why: str) -> Vacancy:
    """The employer who closed the vacancy by the link of question ``serial`` opens it again.

    Refused when a newer question was asked meanwhile, or somebody else closed the vacancy.
    """
    row = locked(vacancy)
    if row.ask_serial != serial or not is_closed_by_employer(row):
        raise Refused("По этой ссылке вакансию уже не открыть. Сообщите нам, если она нужна.")
    return moves.reopen(vacancy=row, actor=None, why=why)


def is_closed_by_employer(row: Vacancy) -> bool:
    """Whether the employer has said, and not long ago, that the vacancy is closed."""
    if row.state not in (VacancyState.FILLED, VacancyState.WITHDRAWN) or undone(row):
        return False
    if row.ended_at is None or clock.now() >= row.ended_at + vacancy_age.TAKE_BACK_WITHIN:
        return False
    last = HistoryRecord.objects.about(row).filter(to_state=row.state).order_by("at", "pk").last()
    return last is not None and last.actor_id is None and last.actor_label == EMPLOYER


def is_said_by_employer(row: Vacancy) -> bool:
    """Whether what the register says of the vacancy was the employer's own word, not staff's or time's."""
    passing = ("ask", Step.STALE.value, Step.HIDE.value)
    last = HistoryRecord.objects.about(row).exclude(action__in=passing).order_by("at", "pk").last()
    return last is not None and last.actor_id is None and last.actor_label == EMPLOYER
