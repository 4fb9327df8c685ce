"""Who did not appear has no place, and the ranking goes on: a decision, undone by another (C-14)."""

import datetime as dt

from django.db import transaction

from contest.finalists.models import Finalist, NoShow
from contest.setup.models import Contest
from core import clock
from core.endings import end, in_force, record
from core.errors import Refused
from core.history import log_change
from core.models import User


@transaction.atomic
def record_no_show(
    *, finalist: Finalist, number: str, decided_on: dt.date, reason: str, actor: User
) -> NoShow:
    """Record the decision that ``finalist`` did not appear."""
    contest = _locked(finalist)
    number, reason = _decision(contest, number, decided_on, reason)
    row = NoShow(finalist=finalist, number=number, decided_on=decided_on, reason=reason)
    already = Refused("Неявка этого участника уже записана.", field="finalist")
    record(row, actor=actor, already=already)
    log_change(finalist.entry, actor=actor, action="no-show", why=f"решение № {number}")
    return row


@transaction.atomic
def take_back_no_show(
    *, no_show: NoShow, number: str, decided_on: dt.date, reason: str, actor: User
) -> NoShow:
    """Undo it by another decision: the finalist takes part again."""
    contest = _locked(no_show.finalist)
    no_show = in_force(no_show, ended="Это решение уже отменено.")
    number, reason = _decision(contest, number, decided_on, reason)
    no_show.ended_number, no_show.ended_on = number, decided_on
    end(no_show, reason=reason, actor=actor)
    entry = no_show.finalist.entry
    log_change(entry, actor=actor, action="take-back-no-show", why=f"решение № {number}")
    return no_show


def _locked(finalist: Finalist) -> Contest:
    contest: Contest = Contest.objects.select_for_update().get(pk=finalist.contest_id)
    return contest


def _decision(contest: Contest, number: str, decided_on: dt.date, reason: str) -> tuple[str, str]:
    """Number and reason without the space around them; Refused for no decision."""
    if not number.strip():
        raise Refused("Укажите номер решения.", field="number")
    if decided_on > clock.in_zone(clock.now(), contest.tz).date():
        raise Refused("Дата решения ещё не наступила.", field="decided_on")
    if not reason.strip():
        raise Refused("Укажите, что решено и почему.", field="reason")
    return number.strip(), reason.strip()
