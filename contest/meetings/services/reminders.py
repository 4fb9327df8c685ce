"""What time does: the secretary is reminded of the deadlines of protocol and order (C-K8)."""

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from contest.commission.models import CommissionMember
from contest.meetings import letters
from contest.meetings.models import DeadlineReminder, Decision
from contest.meetings.rules.deadlines import Deadline, Standing, Step, reminder_due, timeline
from contest.meetings.rules.questions import Kind
from contest.setup.models import Contest
from core import clock, crypto, outbox
from core.calendar import overrides
from core.history import log_change
from core.models import User
from core.text import plural
from core.tick import Pieces

STEP_WORDS = {
    Step.PROTOCOL: "Протокол об итогах конкурса",
    Step.ORDER: "Приказ об итогах конкурса",
}
WHY_WORDS = {
    Step.PROTOCOL: "Итоги конкурса оформляют протоколом не позднее чем за 8 рабочих дней до"
    " торжественного подведения итогов (пункт 8 положения о комиссии).",
    Step.ORDER: "Секретарь готовит приказ в течение 5 рабочих дней после подписания протокола"
    " (пункт 8 положения о комиссии).",
}


# When the order on the results of a contest was signed: a noun above the meetings tells it.
OrderedOn = Callable[[Contest], dt.date | None]
_orders: list[OrderedOn] = []


def order_told_by(source: OrderedOn) -> None:
    """Ask ``source`` for the day of the order on the results; called once at start."""
    if source not in _orders:
        _orders.append(source)


def _ordered_on(contest: Contest) -> dt.date | None:
    days = (source(contest) for source in _orders)
    return next((day for day in days if day is not None), None)


def deadlines_of(contest: Contest, at: dt.datetime) -> tuple[Deadline, ...]:
    """The contest's deadlines as they stand at an instant."""
    return timeline(
        ceremony_on=contest.ceremony_on,
        signed_on=results_signed_on(contest),
        today=clock.in_zone(at, contest.tz).date(),
        ordered_on=_ordered_on(contest),
        overrides=overrides(),
    )


def results_signed_on(contest: Contest) -> dt.date | None:
    """When the protocol with the results was signed, as two people have confirmed."""
    days = Decision.objects.in_force(contest, Kind.RESULTS).order_by("item__meeting__signed_on")
    return days.values_list("item__meeting__signed_on", flat=True).first()


def remind_due(now: dt.datetime, pieces: Pieces) -> int:
    """Remind of the deadlines that are near; return how many letters were written."""
    rows = Contest.objects.published().select_related("operator")
    return pieces.count(list(rows), lambda contest: remind(contest=contest, now=now))


@transaction.atomic
def remind(*, contest: Contest, now: dt.datetime) -> int:
    """Write to the secretary of what is due soon, once for each distance; how many letters."""
    row: Contest = Contest.objects.select_for_update(of=("self",)).get(pk=contest.pk)
    today, days = clock.in_zone(now, row.tz).date(), overrides()
    written = 0
    for deadline in deadlines_of(row, now):
        if deadline.due is None or deadline.standing not in (Standing.SOON, Standing.AHEAD):
            continue
        rows = DeadlineReminder.objects.filter(contest=row, step=deadline.step, due_on=deadline.due)
        earlier = list(rows.values_list("ahead", flat=True))
        ahead = reminder_due(deadline.due, today, earlier, days)
        if ahead is None:
            continue
        DeadlineReminder.objects.create(
            contest=row, step=deadline.step, due_on=deadline.due, ahead=ahead
        )
        written += _write(row, deadline, ahead)
    return written


def _write(contest: Contest, deadline: Deadline, ahead: int) -> bool:
    """A letter to the secretary; without an address the board alone tells. Whether one was written."""
    assert deadline.due is not None
    person = _secretary(contest)
    has_address = person is not None and person.is_active and bool(person.email)
    if person is not None and has_address:
        outbox.enqueue(
            code=letters.DEADLINE,
            to=person.email,
            about=contest,
            key=crypto.new_key(),
            operator=contest.operator,
            context={
                "contest": str(contest),
                "what": STEP_WORDS[deadline.step],
                "due": clock.format_date(deadline.due),
                "left": _left(ahead),
                "why": WHY_WORDS[deadline.step],
                "link": settings.SITE_URL + reverse("contest_meetings_modeladmin_index"),
                "operator": str(contest.operator),
            },
        )
    details = {"step": deadline.step, "ahead": ahead, "no_address": not has_address}
    log_change(contest, actor=None, action="remind-deadline", details=details)
    return has_address


def _left(ahead: int) -> str:
    if not ahead:
        return "последний день – сегодня"
    return f"осталось не больше {plural(ahead, 'рабочего дня', 'рабочих дней', 'рабочих дней')}"


def _secretary(contest: Contest) -> User | None:
    seat = CommissionMember.Seat.SECRETARY
    holder = contest.commission.serving().filter(seat=seat).select_related("user").first()
    return holder.user if holder else None
