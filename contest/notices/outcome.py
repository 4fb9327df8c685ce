"""The outcome of the contest: who is told which place, and what keeps the letters back (C-17, C-19).

The signed decision on the results is what is told; the letters wait for the published order that
approves it. A later decision is told only to those whose outcome is another.
"""

from contest.finalists.models import Finalist
from contest.meetings.models import AgendaItem, Decision
from contest.meetings.words import place_title
from contest.notices.models import Notice, Verdict
from contest.results.models import ResultsOrder
from contest.setup.models import Contest
from core import clock

# What a participant is told: the verdict, and the place as the contest counts it.
Told = tuple[Verdict, int | None]
NO_ORDER = (
    "Приказ об итогах по этому решению ещё не опубликован: его номер и дата стоят в письмах"
    " (пункт 19 положения)."
)
BLANK = "Итоги конкурса утверждены приказом от ____________ № ____."


def verdicts(decision: Decision) -> dict[int, Verdict]:
    """What each finalist is to be told; after an earlier release only those whose outcome changed."""
    contest = decision.item.meeting.contest
    told = _told(contest, decision)
    outcomes = _outcomes(contest, decision)
    return {
        entry: verdict
        for entry, (verdict, place) in outcomes.items()
        if told.get(entry) != (verdict, place)
    }


def _outcomes(contest: Contest, decision: Decision) -> dict[int, Told]:
    """The outcome of everybody on the list of stage II who is still in the contest."""
    places = dict(decision.entries.exclude(place=None).values_list("entry", "place"))
    finalists = Finalist.objects.in_contest().filter(contest=contest)
    appeared = set(finalists.appeared().values_list("entry", flat=True))
    outcomes: dict[int, Told] = {}
    for entry in finalists.values_list("entry", flat=True):
        place = places.get(entry)
        if place is not None:
            is_winner = place <= contest.max_winners
            outcomes[entry] = (Verdict.WINNER if is_winner else Verdict.PRIZE, place)
        else:
            outcomes[entry] = (Verdict.TOOK_PART if entry in appeared else Verdict.NO_SHOW, None)
    return outcomes


def _told(contest: Contest, decision: Decision) -> dict[int, Told]:
    """What the released letters about other decisions told each of them last."""
    rows = Notice.objects.told().with_places().filter(release__contest=contest)
    rows = rows.filter(release__decision__item__kind=AgendaItem.Kind.RESULTS)
    rows = rows.exclude(release__decision=decision).order_by("release__released_at", "pk")
    return {row.entry_id: (row.said, row.place) for row in rows}


def obstacles(decision: Decision) -> list[str]:
    """Why the letters cannot go out now: the order in force has to approve this very decision."""
    order = ResultsOrder.objects.in_force(decision.item.meeting.contest)
    is_approved = order is not None and order.decision_id == decision.pk
    return [] if is_approved else [NO_ORDER]


def words(notice: Notice) -> str:
    """The place, the order that approves it, and the day of the ceremony while it is to come."""
    contest, decision = notice.release.contest, notice.release.decision
    order = ResultsOrder.objects.in_force(contest)
    lines = [
        place_words(notice),
        f"Итоги конкурса утверждены приказом от {clock.format_date(order.signed_on)}"
        f" № {order.number}."
        if order and order.signed_on and order.decision_id == decision.pk
        else BLANK,
    ]
    day = contest.ceremony_on
    if day is not None and day >= clock.in_zone(clock.now(), contest.tz).date():
        lines.append(f"Торжественное подведение итогов – {clock.format_date(day)}.")
    return "\n".join(line for line in lines if line)


def place_words(notice: Notice) -> str:
    """«Ваш результат: II место в номинации «…» (пункт 17 положения).»; empty without a place."""
    if not notice.said.is_placed or notice.place is None:
        return ""
    contest = notice.release.contest
    title = place_title(notice.place, contest)
    title = title[:1].lower() + title[1:] if notice.said is Verdict.WINNER else title
    return f"Ваш результат: {title} в номинации «{contest.nomination}» (пункт 17 положения)."
