"""Admission to stage II: who is told what, and what keeps the letters from going out (C-15).

Places come from points and the commission's decisions on ties: its list has to be what they give.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from contest.applications.models import Entry
from contest.finalists.models import Finalist
from contest.meetings.models import AgendaItem, Decision
from contest.notices.models import Release, Verdict
from contest.scoring.entries import to_mark
from contest.scoring.rules.places import Tie
from contest.scoring.standing import GroupStanding, standing
from contest.setup.models import Contest
from contest.setup.rules.deadlines import Window
from core import clock
from forms_app.lifecycle import State


@dataclass(frozen=True)
class Cut:
    """Who goes on to stage II by points and decisions on ties, as far as that can be said now."""

    groups: tuple[GroupStanding, ...]

    @property
    def through(self) -> set[int]:
        """The entries that go on."""
        return {pk for group in self.groups if group.allotment for pk in group.allotment.seats}

    @property
    def ties(self) -> list[tuple[GroupStanding, Tie]]:
        """What waits for a decision of the commission."""
        return [
            (group, tie) for group in self.groups if group.allotment for tie in group.allotment.ties
        ]

    def unfinished(self) -> list[str]:
        """Why the list is not whole, group by group."""
        lines = []
        for group in self.groups:
            if group.allotment is None:
                who = names([line.entry for line in group.without_mark])
                lines.append(f"{_title(group)}: рейтинг не закончен, балла пока нет ({who}).")
        for group, tie in self.ties:
            who = names([line.entry for line in group.lines if line.entry.pk in tie.entries])
            lines.append(
                f"{_title(group)}: равные баллы на границе II этапа ({who}). Кто допущен, решает"
                " комиссия отдельным вопросом."
            )
        return lines


def _title(group: GroupStanding) -> str:
    """What the group of a video is called; only role plays have none."""
    return group.group.title if group.group else ""


def cut_of(contest: Contest) -> Cut:
    """The cut as the facts are now."""
    return Cut(tuple(standing(contest)[1]))


def names(entries: Iterable[Entry]) -> str:
    """«Белова Анна Ивановна, Громова …», in alphabetical order."""
    return ", ".join(sorted(entry.full_name or "данные уничтожены" for entry in entries))


def chosen(decision: Decision) -> set[int]:
    """The entries that the decision admits."""
    rows = decision.entries.exclude(place=None)
    return set(rows.values_list("entry", flat=True))


def on_list(contest: Contest) -> set[int]:
    """The entries on the list of stage II, also those that have left since."""
    return set(Finalist.objects.filter(contest=contest).values_list("entry", flat=True))


def is_decided(contest: Contest) -> bool:
    """Whether participants were told of a list already: later decisions only add to it."""
    rows = Release.objects.released().filter(contest=contest)
    return rows.filter(decision__item__kind=AgendaItem.Kind.ADMISSION).exists()


def verdicts(decision: Decision) -> dict[int, Verdict]:
    """What each participant is to be told; of a later decision only those whom it adds."""
    contest = decision.item.meeting.contest
    admitted = chosen(decision)
    if is_decided(contest):
        return dict.fromkeys(admitted - on_list(contest), Verdict.REPLACEMENT)
    marked = to_mark(contest).values_list("pk", flat=True)
    told = dict.fromkeys(marked, Verdict.NOT_ADMITTED)
    return told | dict.fromkeys(admitted, Verdict.ADMITTED)


def obstacles(decision: Decision) -> list[str]:
    """Why the letters cannot go out now, in words; empty when they can."""
    contest = decision.item.meeting.contest
    lines = _setting(contest)
    if contest.scoring_window() is not Window.CLOSED:
        return [*lines, "Оценка видеообращений не закончена."]
    cut = cut_of(contest)
    if is_decided(contest):
        return [*lines, *_replacing(decision, cut)]
    lines += cut.unfinished()
    return lines or _differing(chosen(decision), cut.through)


def _setting(contest: Contest) -> list[str]:
    starts_at = contest.stage_two_starts_at
    if starts_at is None or not contest.stage_two_place:
        return ["В карточке конкурса не указаны время и место II этапа: они стоят в письмах."]
    return ["II этап уже начался."] if starts_at <= clock.now() else []


def _differing(admitted: set[int], through: set[int]) -> list[str]:
    """Who differs between the commission's list and the points."""
    by_key = Entry.objects.in_bulk(admitted ^ through)
    lines = [_not_through(entry) for pk, entry in by_key.items() if pk in admitted] + [
        f"{entry.full_name}: проходит по баллам, а в решении этого участника нет."
        for pk, entry in by_key.items()
        if pk in through
    ]
    if lines:
        lines.append(
            "Места следуют из баллов и решений о равных баллах. Вынесите список на заседание ещё раз."
        )
    return lines


def _not_through(entry: Entry) -> str:
    if entry.submission.state != State.ACCEPTED:
        return f"{entry.full_name or entry.submission.reference}: есть в решении, но больше не участвует."
    return f"{entry.full_name}: есть в решении, а по баллам не проходит."


def _replacing(decision: Decision, cut: Cut) -> list[str]:
    """Of a decision after the release: it adds those who are next by points, while there is time."""
    contest = decision.item.meeting.contest
    lines = []
    until = contest.replacements_until
    if until is not None and until <= clock.now():
        shown = clock.format_instant(until, contest.tz)
        lines.append(f"Замены во II этап были возможны до {shown}: этот срок прошёл.")
    added = chosen(decision) - on_list(contest)
    if not added:
        lines.append("Все, кто назван в решении, уже в списке II этапа: сообщать нечего.")
    late = Entry.objects.select_related("submission").in_bulk(added - cut.through)
    return lines + [_not_through(entry) for entry in late.values()]


def changes_since(contest: Contest) -> list[str]:
    """What has changed since the list was told, while something can still be done about it.

    Nobody is expelled by it: the list is the commission's decision.
    """
    starts_at = contest.stage_two_starts_at
    if (starts_at is not None and starts_at <= clock.now()) or not is_decided(contest):
        return []
    cut = cut_of(contest)
    listed = Finalist.objects.filter(contest=contest).select_related("entry__submission")
    entries = {finalist.entry_id: finalist.entry for finalist in listed}
    lines = [line for group in cut.groups for line in _changes_of(group, entries)]
    if lines:
        gone = [e for e in entries.values() if e.submission.state != State.ACCEPTED]
        if gone:
            lines.insert(0, f"Выбыли из списка II этапа: {names(gone)}.")
        lines.append(_what_now(contest))
    return lines


def _changes_of(group: GroupStanding, listed: dict[int, Entry]) -> list[str]:
    title = _title(group)
    if group.allotment is None:
        return [f"{title}: рейтинг больше не полон, не хватает оценок."]
    by_key = {line.entry.pk: line.entry for line in group.lines}
    seats = set(group.allotment.seats)
    tied = {pk for tie in group.allotment.ties for pk in tie.entries}
    lines = []
    if new := seats - listed.keys():
        lines.append(f"{title}: по баллам теперь проходит {names(by_key[pk] for pk in new)}.")
    if tied - listed.keys():
        who = names(by_key[pk] for pk in tied)
        lines.append(f"{title}: равные баллы на границе II этапа ({who}).")
    if past := (listed.keys() & by_key.keys()) - seats - tied:
        who = names(by_key[pk] for pk in past)
        lines.append(f"{title}: по баллам больше не проходит {who} – из списка это не исключает.")
    return lines


def _what_now(contest: Contest) -> str:
    text = "Письма отправлены: список II этапа – решение комиссии. Вынесите это на заседание."
    until = contest.replacements_until
    if until is None:
        return text
    shown = clock.format_instant(until, contest.tz)
    if until <= clock.now():
        return f"{text} Замены были возможны до {shown}."
    return f"{text} Замену можно допустить до {shown}."
