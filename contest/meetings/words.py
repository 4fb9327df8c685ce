"""How pages and papers say quorum, rules, votes and decisions."""

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.findings.models import Finding
from contest.meetings.models import Decision, DecisionEntry
from contest.meetings.rules.questions import Kind
from contest.meetings.rules.room import Room
from contest.meetings.rules.votes import Outcome, Result, Rule
from contest.setup.models import Contest
from contest.setup.rules.choices import Majority, TiedVote
from core.text import plural

OUTCOMES: dict[str, str] = {
    Outcome.NO_QUORUM: "нет кворума",
    Outcome.NOBODY_PRESIDES: "вести заседание некому",
    Outcome.UNFINISHED: "проголосовали не все",
    Outcome.ADOPTED: "принято",
    Outcome.ADOPTED_BY_CHAIR: "принято решающим голосом председательствующего",
    Outcome.REJECTED: "не принято",
}
MAJORITY_WORDS = {
    Majority.PRESENT: "Решение принято, если за него подано больше половины голосов присутствующих"
    " при рассмотрении вопроса.",
    Majority.ALL: "Решение принято, если за него подано больше половины голосов от общего числа"
    " членов комиссии.",
}
TIED_WORDS = {
    TiedVote.CHAIR: "При равном числе голосов «за» и «против» голос председательствующего является"
    " решающим: поданный «за», он засчитывается ещё раз.",
    TiedVote.NOT_PASSED: "При равном числе голосов «за» и «против» решение не принято.",
}
SILENT = (
    "Положение о комиссии не определяет ни большинства, необходимого для решения, ни последствий"
    " равенства голосов: оба правила установлены для этого конкурса до начала оценки."
)
DEPARTURE = "Допущены все, у кого равные баллы: это отступление от пункта 15 положения о конкурсе."
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def votes(number: int) -> str:
    """«4 голоса»."""
    return plural(number, "голос", "голоса", "голосов")


def initials(member: CommissionMember) -> str:
    """«О. И. Лаврова»."""
    names = (member.first_name, member.middle_name)
    return " ".join([*(f"{name[0]}." for name in names if name), member.last_name])


def quorum(room: Room) -> str:
    """Whether those present are enough, with all numbers."""
    if not room.total:
        return "В комиссии никого нет: задайте её состав."
    verdict = "кворум есть" if room.is_quorate else "кворума нет"
    return (
        f"Всего членов комиссии: {room.total}, присутствуют: {len(room.present)}, нужно не"
        f" меньше {room.needed}: {verdict}"
    )


def needed(room: Room, rule: Rule, result: Result) -> str:
    """How many votes a decision needs, and how many of them are still lacking."""
    if not room.is_quorate:
        return f"в зале: {len(room.present)}, нужно не меньше {room.needed}: решать нельзя"
    base = "от общего числа членов комиссии" if rule.majority == Majority.ALL else "присутствующих"
    text = f"нужно {votes(result.needed)} «за» из {rule.base(room)} ({base})"
    if result.awaited and result.lacking:
        text += f", не хватает {result.lacking}"
    return text


def tally(result: Result) -> str:
    """«за – 5, против – 1, воздержались – 0»."""
    return f"за – {result.in_favour}, против – {result.against}, воздержались – {result.abstained}"


def rules(rule: Rule) -> tuple[str, str, str]:
    """The rules of majority and tied vote, and that the regulation is silent on them."""
    return MAJORITY_WORDS[rule.majority], TIED_WORDS[rule.tied_vote], SILENT


def decided(decision: Decision, contest: Contest) -> list[str]:
    """What a decision names, line by line; of one that was not taken, nothing."""
    if not decision.is_adopted:
        return []
    kind = decision.item.kind
    if kind == Kind.ABSENCE:
        part = f", {decision.get_part_display()}" if decision.part else ""
        return [f"Не участвует в оценке: {decision.member}{part}"]
    rows = list(decision.entries.all())
    chosen = [row for row in rows if row.place is not None]
    lines = [_chosen(row, kind, contest) for row in chosen]
    if decision.admits_all:
        lines = [DEPARTURE]
    if kind in (Kind.TIE_STAGE_TWO, Kind.TIE_PRIZE):
        tied = ", ".join(_name(row.entry) for row in rows)
        lines.insert(0, f"Равные баллы: {tied}")
    return lines


def _chosen(row: DecisionEntry, kind: str, contest: Contest) -> str:
    entry = row.entry
    who = f"{_name(entry)} ({entry.role.title})"
    if kind == Kind.NO_SHOW:
        return f"Не явился на II этап: {who}"
    if kind == Kind.RESULTS:
        return f"{place_title(row.place or 0, contest)}: {who}"
    return f"{row.place}) {who}" if kind == Kind.TIE_PRIZE else who


def _name(entry: Entry) -> str:
    """The name, as long as the application's data are kept."""
    return entry.full_name or "данные участника уничтожены"


def matter_subject(finding: Finding) -> str:
    """The question that a finding or a proposal makes; it names no participant."""
    if finding.is_proposal:
        return f"Предложение члена комиссии: {finding.member.full_name}{_application(finding)}"
    return f"О достоверности сведений: «{finding.document}»{_application(finding)}"


def matter(finding: Finding) -> str:
    """What a member found or proposes, as page and protocol tell it; empty once destroyed."""
    finding_words = finding.words
    if not finding_words:
        return ""
    about = [finding.document and f"«{finding.document}»"]
    if finding.entry is not None:
        about.append(_name(finding.entry))
    head = ", ".join(filter(None, about))
    return f"{finding.member.full_name}{f' ({head})' if head else ''}: {finding_words}"


def _application(finding: Finding) -> str:
    """«, заявка № 007/К»: how an application is called where nobody is named."""
    if finding.entry is None:
        return ""
    number = finding.entry.submission.registration
    return f", заявка № {number.label if number else finding.entry.submission.reference}"


def place_title(place: int, contest: Contest) -> str:
    """«Победитель (I место)», «II место»: places as the contest counts them, from 1."""
    if place <= contest.max_winners:
        return "Победитель (I место)"
    return _ordinal(place, contest)


def place_inside(place: int, contest: Contest) -> str:
    """«победитель, I место», «II место»: the same inside a sentence or brackets."""
    if place <= contest.max_winners:
        return "победитель, I место"
    return _ordinal(place, contest)


def _ordinal(place: int, contest: Contest) -> str:
    number = place - contest.max_winners + 1
    roman = _ROMAN[number - 1] if number <= len(_ROMAN) else str(number)
    return f"{roman} место"
