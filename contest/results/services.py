"""An order on the results: prepared, entered by one person, confirmed and published by another (C-19)."""

import datetime as dt
from typing import Any

from django.db import transaction

from contest.meetings.services.guards import require_secretary, require_text, today_of
from contest.meetings.services.protocol import may_confirm as may_confirm_protocol
from contest.results import snapshot
from contest.results.facts import Facts, facts_of
from contest.results.lifecycle import RESULTS_ORDER
from contest.results.models import ResultsOrder
from contest.setup.models import Contest
from core import clock, crypto, files
from core.errors import Refused
from core.history import log_change
from core.lifecycle import STAFF
from core.models import PrivateFile, User

OVERSEE = "contest.oversee_results"
CHANGED = (
    "С тех пор, как приказ подготовлен, изменилось то, из чего он составлен. Верните его, подготовьте"
    " заново и подпишите."
)


@transaction.atomic
def prepare(*, contest: Contest, actor: User, why: str = "") -> ResultsOrder:
    """Begin the order on the results of a contest, from the signed protocol (C-K6).

    Refused while another is at work, and without a reason where results are published already:
    they are corrected by another order only.
    """
    row = Contest.objects.select_for_update(of=("self",)).get(pk=contest.pk)
    require_secretary(actor, row)
    if ResultsOrder.objects.open().filter(contest=row).exists():
        raise Refused("Приказ об итогах этого конкурса уже готовится.", field="contest")
    facts = facts_of(row)
    if ResultsOrder.objects.published().filter(contest=row).exists():
        why = require_text(
            why, "Итоги уже опубликованы. Напишите, что исправляет новый приказ.", "why"
        )
    order = ResultsOrder.objects.create(
        contest=row,
        decision=facts.decision,
        key=crypto.new_key(),
        why=why.strip(),
        prepared_at=clock.now(),
        prepared_by=actor,
    )
    _log(order, actor, "prepare", why=order.why)
    return order


@transaction.atomic
def discard(*, resultsorder: ResultsOrder, why: str, actor: User) -> ResultsOrder:
    """Give a draft up."""
    row = _locked(resultsorder)
    require_secretary(actor, row.contest)
    source = _move(row, "discard")
    row.save()
    _log(row, actor, "discard", source, why=require_text(why, "Напишите, почему.", "why"))
    return row


@transaction.atomic
def file(
    *, resultsorder: ResultsOrder, number: str, signed_on: dt.date, scan: PrivateFile, actor: User
) -> ResultsOrder:
    """Keep number, date and scan of the signed order, and freeze the results that it approves."""
    row = _locked(resultsorder)
    require_secretary(actor, row.contest)
    source = _move(row, "file")
    facts = facts_of(row.contest)
    _check_day(signed_on, facts)
    row.number = require_text(number, "Укажите номер приказа.", "number")
    row.signed_on, row.scan, row.filed_by = signed_on, scan, actor
    row.decision, row.checksum = facts.decision, facts.checksum
    lines = snapshot.lines_of(row, facts)
    row.snapshot = snapshot.text_of(row, lines, facts.nominee)
    row.digest = snapshot.digest_of(row.snapshot)
    row.save()
    for line in lines:
        line.save()
    _log(row, actor, "file", source)
    return row


def _check_day(signed_on: dt.date, facts: Facts) -> None:
    if signed_on > today_of(facts.contest):
        raise Refused("Этот день ещё не наступил.", field="signed_on")
    protocol = facts.meeting.signed_on
    if protocol is not None and signed_on < protocol:
        day = clock.format_date(protocol)
        raise Refused(
            f"Приказ подписывают не раньше протокола: он подписан {day}.", field="signed_on"
        )


@transaction.atomic
def send_back(*, resultsorder: ResultsOrder, why: str, actor: User) -> ResultsOrder:
    """The scan is wrong, or what the order says: it goes, and the draft waits for another."""
    row = _locked(resultsorder)
    _refuse_stranger(row, actor)
    source = _move(row, "send-back")
    why = require_text(why, "Напишите, что не так.", "why")
    scan = row.scan
    row.number = row.checksum = row.snapshot = row.digest = ""
    row.signed_on = row.scan = row.filed_by = None
    row.lines.all().delete()
    row.save()
    if scan is not None:
        files.discard_file(scan)
    _log(row, actor, "send-back", source, why=why)
    return row


@transaction.atomic
def publish(*, resultsorder: ResultsOrder, actor: User) -> ResultsOrder:
    """A second person confirms the order, and the results are on the site: nothing leads back.

    Refused for whoever has entered it, and where the facts are not those that were signed.
    """
    Contest.objects.select_for_update(of=("self",)).get(pk=resultsorder.contest_id)
    row = _locked(resultsorder)
    _refuse_stranger(row, actor)
    source = _move(row, "publish")
    if actor.pk == row.filed_by_id:
        raise Refused("Подтверждает другой человек, не тот, кто внёс приказ.")
    if _differs(row, facts_of(row.contest)):
        raise Refused(CHANGED)
    last = ResultsOrder.objects.in_force(row.contest_id)
    row.version = (last.version or 0) + 1 if last else 1
    row.published_at, row.confirmed_by = clock.now(), actor
    row.save()
    _log(row, actor, "publish", source, details={"version": row.version})
    return row


def _differs(row: ResultsOrder, facts: Facts) -> bool:
    """Whether decision or places are others than those frozen; a list of stage II may grow shorter."""
    placed = row.lines.exclude(place=None).values_list("entry", "place", "points")
    now = [(one.entry.pk, one.place, one.points) for one in facts.placed]
    return facts.decision.pk != row.decision_id or list(placed) != now


def may_confirm(user: User, contest: Contest) -> bool:
    """Chair, deputy, who runs the meetings, or who oversees the operator's contests."""
    if user.has_perm(OVERSEE) and user.organisation_id == contest.operator_id:
        return True
    return may_confirm_protocol(user, contest)


def ordered_on(contest: Contest) -> dt.date | None:
    """The day of the first order on the results that was entered."""
    rows = ResultsOrder.objects.filter(contest=contest).exclude(signed_on=None)
    return rows.order_by("signed_on").values_list("signed_on", flat=True).first()


def approved_by(contest: Contest) -> str:
    """«от 01.07.2026 № 12»: the order in force that has published the results; empty before."""
    order = ResultsOrder.objects.in_force(contest)
    return f"от {order.signed_on:%d.%m.%Y} № {order.number}" if order else ""


def _refuse_stranger(row: ResultsOrder, actor: User) -> None:
    if not may_confirm(actor, row.contest):
        raise Refused("У вас нет права на это действие.")


def _locked(order: ResultsOrder) -> ResultsOrder:
    rows = ResultsOrder.objects.select_related(
        "contest__operator", "contest__founder", "key", "scan", "decision__item__meeting__number"
    )
    return rows.select_for_update(of=("self",)).get(pk=order.pk)


def _move(row: ResultsOrder, action: str) -> str:
    source = row.state
    row.state = RESULTS_ORDER.target(action, source=source, who=STAFF)
    return source


def _log(row: ResultsOrder, actor: User, action: str, source: str = "", **more: Any) -> None:
    log_change(row, actor=actor, action=action, from_state=source, to_state=row.state, **more)
