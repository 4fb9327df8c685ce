"""What an order on the results says, clause by clause: one text for the draft, its Word file, the extract."""

from collections.abc import Sequence
from dataclasses import dataclass

from contest.meetings.words import place_inside, place_title
from contest.results.models import ResultsOrder
from core import clock

UNNAMED = "имя не публикуется"
BLANK_DAY = "«____» ______________ 20___ года"


@dataclass(frozen=True)
class Named:
    """A participant as a paper shows them: without a name where there is no consent to it."""

    place: int | None
    name: str
    role: str
    centre: str

    @property
    def who(self) -> str:
        """Name, role and centre in one line."""
        parts = (self.name or UNNAMED, self.role.lower(), self.centre)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Clause:
    """A clause of the order, and the people under it."""

    text: str
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class OrderText:
    """An order in its parts, from the heading to the signature."""

    issuer: str
    subject: str
    preamble: str
    clauses: tuple[Clause, ...]
    annex: tuple[str, ...]
    head_post: str
    head_name: str


def order_text(
    order: ResultsOrder, prizes: Sequence[Named], nominee: Named | None, annex: Sequence[str]
) -> OrderText:
    """The text of the order; ``annex`` lists who took part in stage II."""
    contest, founder = order.contest, order.contest.founder
    return OrderText(
        issuer=founder.full_name,
        subject=f"Об итогах конкурса: {contest.title}, {contest.year} год",
        preamble=_preamble(order),
        clauses=tuple(_clauses(order, prizes, nominee)),
        annex=tuple(annex),
        head_post=founder.head_post or "Руководитель",
        head_name=founder.head_name,
    )


def _preamble(order: ResultsOrder) -> str:
    meeting = order.decision.item.meeting
    number = meeting.number.label if meeting.number else ""
    day = clock.format_date(meeting.signed_on) if meeting.signed_on else ""
    return (
        "В соответствии с пунктом 19 положения о конкурсе и на основании протокола заседания комиссии"
        f" по определению победителей конкурса № {number}, подписанного {day}, приказываю:"
    )


def _clauses(order: ResultsOrder, prizes: Sequence[Named], nominee: Named | None) -> list[Clause]:
    contest = order.contest
    winners = [one for one in prizes if one.place and one.place <= contest.max_winners]
    others = [one for one in prizes if one not in winners]
    clauses = [
        Clause(
            f"Утвердить итоги конкурса: {contest.title}, номинация «{contest.nomination}»,"
            f" {contest.year} год."
        ),
        Clause("Признать победителем конкурса:", tuple(one.who for one in winners)),
    ]
    if others:
        placed = tuple(f"{place_title(one.place or 0, contest)}: {one.who}" for one in others)
        clauses.append(Clause("Признать призёрами конкурса:", placed))
    clauses.append(Clause("Утвердить список участников II этапа конкурса (приложение)."))
    if nominee is not None:
        words = "Выдвинуть для участия в федеральном этапе (пункт 18 положения):"
        clauses.append(
            Clause(words, (f"{nominee.who} ({place_inside(nominee.place or 0, contest)})",))
        )
    if corrected := _corrected(order):
        clauses.append(Clause(f"Признать утратившим силу: {corrected.title.lower()}. {order.why}"))
    clauses.append(
        Clause(
            "Опубликовать итоги на сайте; имена – только тех, кто дал на это согласие, места остальных"
            " – без имён."
        )
    )
    return clauses


def _corrected(order: ResultsOrder) -> ResultsOrder | None:
    """The published order that this one replaces."""
    rows = ResultsOrder.objects.published().filter(contest=order.contest_id)
    if order.version is not None:
        rows = rows.filter(version__lt=order.version)
    return rows.first()
