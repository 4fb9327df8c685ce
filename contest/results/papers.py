"""Papers of the results: the draft of the order for signing, in PDF and Word, and the public extract."""

from contest.results.facts import Facts, Person
from contest.results.models import ResultsOrder
from contest.results.public import Shown, results_under
from contest.results.wording import BLANK_DAY, UNNAMED, Named, OrderText, order_text
from core import clock, paper, word

# Of the checksum so much is printed.
_SHOWN = 16
_FOLDER = "contest/results/papers"
FOOT = "проект, контрольная сумма"


def _named(one: Person) -> Named:
    return Named(one.place, one.name, one.role, one.centre)


def draft_text(order: ResultsOrder, facts: Facts) -> OrderText:
    """The draft with all names: it is signed on paper and stays inside."""
    nominee = _named(facts.nominee) if facts.nominee else None
    everybody = sorted(facts.people, key=lambda one: one.name)
    annex = [_with_points(_named(one).who, one.points) for one in everybody]
    return order_text(order, [_named(one) for one in facts.placed], nominee, annex)


def draft(order: ResultsOrder, facts: Facts) -> paper.Paper:
    """The draft as a tagged PDF; a number and a day to write in."""
    context = {
        "contest": order.contest,
        "text": draft_text(order, facts),
        "heading": "ПРИКАЗ",
        "day": BLANK_DAY,
        "number": "",
        "foot": f"{FOOT} {facts.checksum[:_SHOWN]}",
    }
    title = f"Проект приказа об итогах конкурса: {order.contest}"
    return paper.render(f"{_FOLDER}/order.html", context, title=title, made_at=order.prepared_at)


def draft_docx(order: ResultsOrder, facts: Facts) -> bytes:
    """The draft as a Word document, for staff to edit before the signing."""
    text = draft_text(order, facts)
    document = word.blank(f"Проект приказа об итогах конкурса: {order.contest}")
    if order.contest.is_demo:
        word.centre(document, "Демонстрация: люди вымышлены.")
    word.centre(document, text.issuer)
    word.centre(document, "ПРИКАЗ", bold=True)
    word.centre(document, f"{BLANK_DAY} № ______")
    word.centre(document, text.subject, bold=True)
    word.indented(document, text.preamble)
    for number, clause in enumerate(text.clauses, start=1):
        word.indented(document, f"{number}. {clause.text}")
        for who in clause.people:
            word.indented(document, f"– {who}")
    word.indented(document, f"{text.head_post} ____________________ {text.head_name}")
    document.add_page_break()
    word.centre(document, "Приложение. Список участников II этапа конкурса", bold=True)
    for number, who in enumerate(text.annex, start=1):
        word.indented(document, f"{number}. {who}")
    document.sections[0].footer.paragraphs[0].text = f"{FOOT} {facts.checksum[:_SHOWN]}"
    return word.to_bytes(document, at=order.prepared_at)


def extract(order: ResultsOrder) -> paper.Paper:
    """The published extract: no name without a consent that holds today (C-19)."""
    assert order.signed_on is not None
    assert order.published_at is not None
    results = results_under(order)
    nominee = next((one for one in results.people if one.was_nominee), None)
    prizes = [_shown(one) for one in results.prizes]
    annex = [*results.listed, *[UNNAMED] * results.unlisted]
    text = order_text(order, prizes, _shown(nominee) if nominee else None, annex)
    context = {
        "contest": order.contest,
        "text": text,
        "heading": "ПРИКАЗ",
        "over": "Выписка",
        "day": clock.format_date(order.signed_on),
        "number": order.number,
        "foot": f"контрольная сумма итогов {order.digest[:_SHOWN]}",
    }
    title = f"Выписка из приказа об итогах конкурса: {order.contest}"
    return paper.render(f"{_FOLDER}/order.html", context, title=title, made_at=order.published_at)


def _shown(one: Shown) -> Named:
    return Named(one.place, one.name, one.role, one.centre)


def _with_points(who: str, points: str) -> str:
    return f"{who} – {points}" if points else who
