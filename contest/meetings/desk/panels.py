"""What the page of a meeting shows: quorum, agenda with votes, who was called, papers, deadlines."""

from django.http import HttpRequest
from django.utils.safestring import SafeString

from contest.findings.desk.screens import verdict_tag
from contest.meetings import words
from contest.meetings.models import (
    AgendaItem,
    ChairAbsence,
    Decision,
    Leave,
    Matter,
    Meeting,
    Summons,
)
from contest.meetings.rules.deadlines import Deadline, Standing
from contest.meetings.services.matters import open_findings
from contest.meetings.services.reminders import STEP_WORDS, deadlines_of
from contest.meetings.sitting import Sitting, said
from core import clock
from core.back_office import DeskAdmin, Line, Panel, part_acts
from core.templatetags.desk_tags import state_tag

from .conflicts import KEPT_BACK, closed_entries, is_protocol_kept_back

# How standings look and are called.
STANDINGS: dict[str, tuple[str, str]] = {
    Standing.UNKNOWN: ("waiting", "не посчитан"),
    Standing.AHEAD: ("ok", "впереди"),
    Standing.SOON: ("warning", "скоро"),
    Standing.OVERDUE: ("rejected", "срок прошёл"),
    Standing.IN_TIME: ("accepted", "в срок"),
    Standing.LATE: ("rejected", "позже срока"),
}
# So many findings are shown; those taken up make room for the next.
MOST_FINDINGS = 20
_OUTCOME_TONES = {"adopted": "accepted", "adopted-by-chair": "accepted", "rejected": "rejected"}


def quorum(sitting: Sitting) -> Panel:
    """Whether there are enough, who leads, and by what rules is decided."""
    facts = [("Кворум", words.quorum(sitting.room))]
    if sitting.is_taken:
        presiding = sitting.presiding
        leads = (
            f"{presiding.full_name}, {presiding.get_seat_display()}"
            if presiding
            else "нет ни председателя, ни заместителя: вести заседание некому"
        )
        facts.append(("Председательствует", leads))
        absent = ", ".join(member.full_name for member in sitting.absent())
        facts.append(("Отсутствуют", absent or "никто"))
    facts.append(("Правила", " ".join(words.rules(sitting.rule)[:2])))
    return Panel(
        code="quorum",
        title="Кворум и правила",
        facts=facts,
        note="" if sitting.is_taken else "Явка ещё не отмечена.",
        is_first=True,
    )


def question(item: AgendaItem, sitting: Sitting) -> Panel:
    """What the vote on one question comes to, beside its form."""
    room, result = sitting.room_for(item), sitting.result(item)
    gone = ", ".join(leave.member.full_name for leave in sitting.leaves.get(item.pk, ()))
    facts = [
        ("Вопрос", item.subject),
        ("Что решается", item.get_kind_display()),
        ("Кворум", words.quorum(room)),
        ("Сколько голосов нужно", words.needed(room, sitting.rule, result)),
    ]
    if gone:
        facts.append(("Вышли", gone))
    if sitting.ballots.get(item.pk):
        facts.append(("Голоса", f"{words.tally(result)}: {words.OUTCOMES[result.outcome]}"))
    return Panel(code="question", title="Голосование", facts=facts)


def agenda(meeting: Meeting, sitting: Sitting, request: HttpRequest, desk: DeskAdmin) -> Panel:
    """The questions in their order, each with its vote and decision, and what can be done."""
    lines: list[Line] = []
    closed = closed_entries(meeting, request, desk)
    for item in sitting.items:
        lines.append(_item_line(item, meeting, sitting, request, desk))
        lines += [
            _matter_line(matter, meeting, closed, request, desk)
            for matter in sitting.matters.get(item.pk, ())
        ]
        lines += [
            _leave_line(leave, meeting, request, desk) for leave in sitting.leaves.get(item.pk, ())
        ]
    return Panel(
        code="agenda",
        title="Повестка",
        lines=lines,
        empty="В повестке ещё нет вопросов.",
        is_aside=False,
    )


def _item_line(
    item: AgendaItem, meeting: Meeting, sitting: Sitting, request: HttpRequest, desk: DeskAdmin
) -> Line:
    decision = sitting.decisions.get(item.pk)
    acts = part_acts(desk, request, meeting, item, "item")
    links = list(acts["links"])
    if decision is not None:
        links += part_acts(desk, request, meeting, decision, "decision")["links"]
    return Line(
        text=str(item),
        tag=_outcome_tag(decision),
        note="\n".join(_notes(item, decision, meeting, sitting)),
        links=links,
        buttons=acts["buttons"],
    )


def _outcome_tag(decision: Decision | None) -> SafeString | str:
    if decision is None:
        return ""
    return state_tag(_OUTCOME_TONES[decision.outcome], words.OUTCOMES[decision.outcome])


def _notes(
    item: AgendaItem, decision: Decision | None, meeting: Meeting, sitting: Sitting
) -> list[str]:
    notes = [item.get_kind_display()]
    if item.speaker:
        notes.append(f"Докладчик: {item.speaker}")
    if item.recused_in_room:
        names = ", ".join(member.full_name for member in item.recused_in_room)
        notes.append(f"Записан конфликт интересов, при этом вопросе не участвует: {names}")
    result = sitting.result(item)
    if sitting.is_taken and decision is None:
        notes.append(words.needed(sitting.room_for(item), sitting.rule, result))
    if sitting.ballots.get(item.pk):
        notes.append(words.tally(result))
    if decision is not None:
        notes += [f"Решение: {decision.wording!s}", *words.decided(decision, meeting.contest)]
    return notes


def _matter_line(
    matter: Matter, meeting: Meeting, closed: set[int], request: HttpRequest, desk: DeskAdmin
) -> Line:
    if matter.finding.entry_id in closed:
        return Line(text=f"Вопрос {matter.item.ordinal}: об участнике, которого вы не оцениваете")
    kind = "Предложение" if matter.finding.is_proposal else "Заключение"
    return Line(
        text=f"{kind} (вопрос {matter.item.ordinal}): {matter.finding.member.full_name}",
        note=said(matter) or "Не учитывается либо данные участника уничтожены.",
        **part_acts(desk, request, meeting, matter, "matter"),
    )


def findings(meeting: Meeting, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    """What members found and propose and no agenda carries yet, while this agenda may change."""
    if not (meeting.is_planned and desk.allows(request, "work", meeting)):
        return None
    rows = list(open_findings(meeting)[:MOST_FINDINGS])
    if not rows:
        return None
    return Panel(
        code="findings",
        title="Заключения и предложения членов комиссии",
        note="Ещё не внесены ни в одну повестку (пункт 5 положения о комиссии).",
        lines=[
            Line(
                text=words.matter_subject(row),
                tag=verdict_tag(row),
                note=words.matter(row),
                **part_acts(desk, request, meeting, row, "finding"),
            )
            for row in rows
        ],
        is_aside=False,
    )


def _leave_line(leave: Leave, meeting: Meeting, request: HttpRequest, desk: DeskAdmin) -> Line:
    acts = part_acts(desk, request, meeting, leave, "leave")
    reason = str(leave.reason) if desk.allows(request, "work", meeting) else ""
    return Line(
        text=f"Вышел из зала (вопрос {leave.item.ordinal}): {leave.member.full_name}",
        note=": ".join(filter(None, (leave.get_cause_display(), reason))),
        **acts,
    )


def summonses(meeting: Meeting, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    """Who was called and how; who has no address is to be phoned."""
    if not desk.allows(request, "work", meeting) or meeting.convened_at is None:
        return None
    rows = meeting.summonses.select_related("member", "letter").order_by("member__order", "pk")
    lines = [
        Line(
            text=row.member.full_name,
            tag=_summons_tag(row),
            **part_acts(desk, request, meeting, row, "summons"),
        )
        for row in rows
    ]
    return Panel(
        code="summonses",
        title="Кому сообщено",
        note="У кого нет учётной записи с адресом, тому письмо не уйдёт: позвоните и отметьте.",
        lines=lines,
    )


def _summons_tag(row: Summons) -> SafeString:
    if row.letter is not None:
        return state_tag(row.letter.state, f"письмо {row.letter.get_state_display()}")
    if row.told_at is not None:
        return state_tag("ok", "сообщено по телефону")
    return state_tag("warning", "сообщите по телефону")


def papers(meeting: Meeting, sitting: Sitting, request: HttpRequest, desk: DeskAdmin) -> Panel:
    """Who approved the agenda, number and signing of the protocol, and what can be printed."""
    facts = []
    if meeting.approved_at and meeting.approved_by:
        when = clock.format_short(meeting.approved_at, meeting.tz)
        seat = meeting.approved_seat_text
        facts.append(("Повестку утвердил", f"{meeting.approved_by.full_name}, {seat}, {when}"))
    if meeting.number:
        facts.append(("Номер протокола", meeting.number.label))
    if meeting.signed_on and meeting.filed_by:
        facts.append(("Подписан", f"{meeting.signed_on:%d.%m.%Y}"))
        facts.append(("Внёс", meeting.filed_by.full_name))
        facts.append(("Контрольная сумма", meeting.digest[:16]))
    if meeting.confirmed_at and meeting.confirmed_by:
        when = clock.format_short(meeting.confirmed_at, meeting.tz)
        facts.append(("Подтвердил", f"{meeting.confirmed_by.full_name}, {when}"))
    is_kept_back = is_protocol_kept_back(meeting, sitting, request, desk)
    links = [] if is_kept_back else [("Протокол (PDF)", desk.url("protocol", meeting))]
    if desk.allows(request, "work", meeting):
        links.append(("Лист регистрации (PDF)", desk.url("attendance-list", meeting)))
    if meeting.scan_id:
        links.append(("Скан подписанного протокола", desk.url("scan", meeting)))
    note = KEPT_BACK if is_kept_back else ""
    return Panel(code="papers", title="Протокол", facts=facts, links=links, note=note)


def absences(meeting: Meeting, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    """When the chair is away: then the deputy approves, sets dates and signs."""
    rows = ChairAbsence.objects.filter(contest=meeting.contest)
    if not rows:
        return None
    lines = [
        Line(
            text=f"{row.starts_on:%d.%m.%Y} – {row.ends_on:%d.%m.%Y}",
            note=row.reason,
            **part_acts(desk, request, meeting, row, "absence"),
        )
        for row in rows
    ]
    return Panel(
        code="chair-absences",
        title="Председатель отсутствует",
        note="В эти дни его полномочия исполняет заместитель (пункт 4 положения о комиссии).",
        lines=lines,
    )


def deadlines(meeting: Meeting) -> Panel:
    """The days by which protocol and order are due (clause 8)."""
    rows = deadlines_of(meeting.contest, clock.now())
    note = "" if meeting.contest.ceremony_on else "Дата торжественного подведения итогов не задана."
    return Panel(
        code="deadlines",
        title="Сроки",
        note=note,
        lines=[
            Line(text=STEP_WORDS[row.step], tag=standing_tag(row), note=due_text(row))
            for row in rows
        ],
    )


def standing_tag(row: Deadline) -> SafeString:
    """How the step is doing."""
    return state_tag(*STANDINGS[row.standing])


def due_text(row: Deadline) -> str:
    """«не позднее 27 мая 2024 года»."""
    return f"не позднее {clock.format_date(row.due)}" if row.due else ""
