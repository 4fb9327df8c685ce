"""Lines that were taken for plain text though they look like something else.

They warn, line by line; nothing is refused and nothing is lost.
"""

import re
import unicodedata
from collections.abc import Iterator

from .labels import ROMAN_FIGURES
from .lines import ends_sentence, note_number
from .notes import mark_numbers, notes_of
from .numbering import Slip
from .parser import source_lines
from .tables import short_rows
from .tree import Act, Block, Kind, Part

# A heading is shorter; running text is longer.
_HEADING_LENGTH = 120
_PLAIN = {Kind.PARAGRAPH, Kind.SUBHEADING, Kind.CAPTION, Kind.TITLE, Kind.SUBTITLE, Kind.SIDE}
_NUMBER = r"\d{1,3}(?:\.\d{1,3})*"
# What a line begins with, and what to do if it is what it looks like.
_LOOKS = (
    (
        rf"{_NUMBER}\s+[.)]|{_NUMBER}[.)][.,:;)]|\d{{1,3}}[,\]}}]\s",
        "похоже на номер пункта: запишите его как «5.» или «5)»",
    ),
    (
        r"\d{1,3}\s+[А-ЯЁ«]\w+",
        "похоже на номер пункта без точки: если это пункт, поставьте точку после номера",
    ),
    (
        r"0\d*[.)]\s|\d{4,}[.)]\s",
        "похоже на номер пункта: номера – от 1 до 999, без нуля впереди",
    ),
    (
        rf"(?:[IVXLCDM]+|[{ROMAN_FIGURES}]{{2,}})(?:\)|\s*[–—-]\s|\s+[А-ЯЁ«])|[ХСМLCDM]\.\s",
        "похоже на номер главы: если это глава, запишите номер с точкой, например «II.»",
    ),
    (r"\(?[A-Za-z]\)\s*\S", "буква латинская: если это подпункт, замените её русской"),
    (r"o\s+\S", "похоже на значок перечня: замените его дефисом"),
    (r"-{2,}\s*\S|[-–—−]\d", "похоже на перечень: поставьте один дефис и пробел"),
    (
        r"(?i:глава|раздел|часть|статья|параграф|приложение|прил\.)\s*(?:№|N)?\s*[\dIVX]",
        "похоже на заголовок: оставьте в строке слово, номер и точку, название – ниже",
    ),
)
_PATTERNS = tuple((re.compile(pattern), advice) for pattern, advice in _LOOKS)
_UNSIGNED = re.compile(r"\S(?:\s{3,}|\t).*(?:[А-ЯЁ]\.\s?[А-ЯЁ]|[А-ЯЁ][а-яё]+\s+[А-ЯЁ]\.)")


def doubts(act: Act, text: str) -> list[Slip]:
    """What an editor should look at, in the order of the lines."""
    lines = source_lines(text)
    found: list[Slip] = []
    for part in act.parts:
        for block in part.walk():
            found += _block_doubts(block, lines)
        found += _note_doubts(part)
        found += _broken_tables(part.blocks)
    return sorted(found, key=lambda slip: slip.line)


def _block_doubts(block: Block, lines: list[str]) -> Iterator[Slip]:
    if block.kind is Kind.TABLE:
        for line, cells in short_rows(lines, *block.lines):
            width = len(block.cells[0])
            text = f"ячеек в строке {cells}, а в таблице {width}: проверьте, не разорвана ли ячейка"
            yield Slip(line, text)
    if block.kind in _PLAIN:
        for line in range(*block.lines):
            if advice := _advice(lines[line].strip(), block.kind):
                yield Slip(line, advice)


def _advice(line: str, kind: Kind) -> str:
    for pattern, advice in _PATTERNS:
        if pattern.match(line) and not (advice.startswith("похоже на заголовок") and _runs(line)):
            return advice
    if line and (unicodedata.category(line[0]) in ("So", "Sm", "Co") or line[0] in "*>~¤"):
        return "" if line[0] == "№" else "похоже на значок перечня: замените его дефисом"
    if kind is Kind.PARAGRAPH and _UNSIGNED.search(line):
        return "похоже на подпись: нужны должность, пропуск или табуляция и «И.О. Фамилия»"
    return ""


def _runs(line: str) -> bool:
    """Running text that only begins with the word, as «Статья 5 закона устанавливает …» does."""
    return ends_sentence(line) or len(line) > _HEADING_LENGTH


def _note_doubts(part: Part) -> Iterator[Slip]:
    notes = notes_of(part)
    used: set[int] = set()
    for block in part.walk():
        for text in (block.text, *(cell for row in block.cells for cell in row)):
            numbers = mark_numbers(text)
            used |= numbers
            for number in sorted(numbers - notes.keys()):
                yield Slip(block.lines[0], f"знак сноски {number}: самой сноски ниже нет")
    for block in part.walk():
        number = note_number(block.text) if block.kind is Kind.NOTE else 0
        if number and number not in used:
            yield Slip(
                block.lines[0], f"на сноску {number} ничто не указывает: в тексте нет её знака"
            )


def _broken_tables(blocks: tuple[Block, ...]) -> Iterator[Slip]:
    """A line without tabs between two tables of one width is rather a cell's second paragraph."""
    for before, between, after in zip(blocks, blocks[1:], blocks[2:], strict=False):
        kinds = (before.kind, between.kind, after.kind)
        if kinds == (Kind.TABLE, Kind.PARAGRAPH, Kind.TABLE) and (
            (before.lines[1], between.lines[1]) == (between.lines[0], after.lines[0])
            and len(before.cells[0]) == len(after.cells[0])
        ):
            advice = (
                "строка разрывает таблицу: если это часть ячейки, соедините её с нужной строкой"
            )
            yield Slip(between.lines[0], advice)
    for block in blocks:
        yield from _broken_tables(block.children)
