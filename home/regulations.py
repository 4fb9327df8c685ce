"""An act's text as HTML and as PDF, each made once for one text."""

import hashlib
import re
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from home.rules.regulation_text import Act, Block, Kind, Part, PartKind, parse, words

if TYPE_CHECKING:
    from home.pages.regulation import RegulationEdition, RegulationPage

# A change of the paper's layout, or of how texts are understood, raises it, so that kept PDFs
# are made anew.
LAYOUT = "2"
_ENTRY_LENGTH = 70
# Lines to fill in, and bullets that only a font of Word's has.
_UNREADABLE = re.compile("[_\uf000-\uf0ff]+")
# One PDF at a time in a process: a crowd that asks for a new one waits for the first.
_rendering = threading.Lock()


@dataclass(frozen=True)
class Entry:
    """A line of the table of contents with the clauses under it."""

    anchor: str
    title: str
    clauses: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Clause:
    """A clause or an appendix with all the text inside it, for search."""

    anchor: str
    name: str
    text: str


@dataclass(frozen=True)
class Rendered:
    """The text of one edition as the page shows it."""

    html: SafeString
    contents: SafeString
    clauses: tuple[Clause, ...]
    appendices: tuple[Clause, ...]


@lru_cache(maxsize=64)
def rendered(text: str) -> Rendered:
    """HTML, table of contents and clauses of a text; kept in the process."""
    act = parse(text)
    entries = _contents(act)
    contents = render_to_string("home/regulation/contents.html", {"entries": entries})
    return Rendered(
        html=_html(act, for_paper=False),
        contents=contents if entries else SafeString(""),
        clauses=tuple(_clauses(act)),
        appendices=tuple(_appendices(act)),
    )


def plain_words(text: str) -> str:
    """All words of an act's text without lines to fill in."""
    return " ".join(_UNREADABLE.sub(" ", words(parse(text))).split())


def paper_text(text: str) -> SafeString:
    """HTML of a text for a paper."""
    return _html(parse(text), for_paper=True)


def _html(act: Act, *, for_paper: bool) -> SafeString:
    context = {"act": act, "for_paper": for_paper}
    return render_to_string("home/regulation/text.html", context)


def _contents(act: Act) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    for part in act.parts:
        if part.kind is PartKind.MAIN:
            entries += _chapters(part)
        elif part.anchor:
            entries.append(Entry(part.anchor, _short_name(part)))
    return tuple(entries)


def _chapters(part: Part) -> list[Entry]:
    chapters = [block for block in part.walk() if block.kind is Kind.CHAPTER]
    if chapters:
        return [
            Entry(chapter.anchor, f"{chapter.label} {chapter.text}", _numbered(chapter.children))
            for chapter in chapters
        ]
    clauses = _numbered(part.blocks)
    return [Entry("", "Пункты", clauses)] if len(clauses) > 1 else []


def _numbered(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if block.kind is Kind.CLAUSE)


def _short_name(part: Part) -> str:
    """«Приложение № 2. Анкета участника конкурса … «Кадровый консультант»»."""
    title = next((block.text for block in part.blocks if block.kind is Kind.TITLE), "")
    lines = [line.capitalize() if line.isupper() else line for line in title.split("\v")]
    whole = " ".join(lines)
    if len(whole) > _ENTRY_LENGTH:
        start = whole[:_ENTRY_LENGTH].rsplit(" ", 1)[0]
        whole = f"{start} … {lines[-1] if lines[-1].startswith('«') else ''}".strip()
    word, gap, number = part.label.partition(" ")
    label = f"{word.capitalize()}{gap}{number}"
    return ". ".join(bit for bit in (label, whole) if bit)


def _clauses(act: Act) -> list[Clause]:
    """The outermost clauses: what is inside them belongs to their text."""
    found: list[Clause] = []

    def visit(block: Block) -> None:
        if block.kind is Kind.CLAUSE:
            text = " ".join(f"{inner.label} {inner.text}" for inner in block.walk())
            words_only = " ".join(_UNREADABLE.sub(" ", text).split())
            found.append(Clause(block.anchor, block.name, words_only))
        else:
            for child in block.children:
                visit(child)

    for part in act.parts:
        for block in part.blocks:
            visit(block)
    return found


def _appendices(act: Act) -> list[Clause]:
    """What is appended to the act, by its number and title."""
    return [
        Clause(
            part.anchor,
            _short_name(part),
            " ".join(_UNREADABLE.sub(" ", words(Act((part,)))).split()),
        )
        for part in act.parts
        if part.kind is not PartKind.MAIN and part.anchor
    ]


def digest(page: "RegulationPage", edition: "RegulationEdition") -> str:
    """What the PDF depends on, as 64 hex digits."""
    said = [LAYOUT, page.title, page.get_kind_display(), edition.requisites, edition.text]
    return hashlib.sha256("\x00".join(said).encode()).hexdigest()


def pdf(page: "RegulationPage", edition: "RegulationEdition") -> bytes:
    """The edition's PDF: rendered when first asked for, then the same bytes for ever."""
    name = f"regulations/{digest(page, edition)}.pdf"
    if not default_storage.exists(name):
        with _rendering:
            if not default_storage.exists(name):
                _keep(name, _render(page, edition))
    with default_storage.open(name) as kept:
        return bytes(kept.read())


def _keep(name: str, content: bytes) -> None:
    """Store under exactly this name; another process may have been first with the same bytes."""
    saved = default_storage.save(name, ContentFile(content))
    if saved != name:
        default_storage.delete(saved)


def _render(page: "RegulationPage", edition: "RegulationEdition") -> bytes:
    # The renderer is heavy; a process that makes no paper does without it.
    from core import paper

    context = {
        "page": page,
        "edition": edition,
        "text": paper_text(edition.text),
    }
    return paper.render(
        "home/papers/regulation.html", context, title=page.title, made_at=_made_at(page, edition)
    ).pdf


def _made_at(page: "RegulationPage", edition: "RegulationEdition") -> datetime:
    """An instant of the act's own, never of the rendering: same act, same bytes."""
    day = edition.order_date or edition.effective_from
    if day is not None:
        return datetime.combine(day, time(12), UTC)
    return page.first_published_at or datetime(2000, 1, 1, tzinfo=UTC)
