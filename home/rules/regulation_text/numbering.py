"""Slips of numbering that an editor should look at. They warn; they never refuse."""

from collections.abc import Iterator
from dataclasses import dataclass

from .appendices import appendix_number, appendix_place, has_letter
from .labels import LETTERS, goes_on, heading_word
from .lines import RAISED
from .tree import Act, Block, Kind, Part, PartKind


@dataclass(frozen=True, slots=True)
class Slip:
    """What is odd, and the line of the source (counted from 0) on which it shows."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A number with its raised part, as it is written, and the line on which it stands."""

    place: tuple[int, int]
    written: str
    line: int


def warnings(act: Act) -> list[str]:
    """Gaps and repetitions in the numbers of chapters, clauses and appendices, in Russian."""
    return [slip.text for slip in slips(act)]


def slips(act: Act) -> list[Slip]:
    """The same with the lines where they show."""
    found = _appendix_slips(act)
    for part in act.parts:
        place = f"{part.label or part.title}: " if part.kind is not PartKind.MAIN else ""
        found += [Slip(slip.line, f"{place}{slip.text}") for slip in _part_slips(part)]
    return found


def _appendix_slips(act: Act) -> list[Slip]:
    by_figure: list[_Numbered] = []
    by_letter: list[_Numbered] = []
    for part in act.parts:
        if part.kind is not PartKind.APPENDIX:
            continue
        number = _Numbered(appendix_place(part.label), appendix_number(part.label), part.lines[0])
        if number.place[0]:
            (by_letter if has_letter(part.label) else by_figure).append(number)
    return [*_sequence("приложение № ", by_figure), *_letters("приложение ", by_letter)]


def _part_slips(part: Part) -> list[Slip]:
    families: dict[tuple[bool, str, str], list[_Numbered]] = {}
    for family, block in _headings_and_clauses(part.blocks):
        number = _Numbered(block.place, _figure(block.place), block.lines[0])
        families.setdefault(family, []).append(number)
    found: list[Slip] = []
    # Headings first; within each kind the order of reading holds.
    for (_, _, name), numbers in sorted(families.items(), key=lambda item: item[0][0]):
        found += _sequence(name, numbers)
    for block in part.walk():
        found += _list_slips(block)
    return found


def _headings_and_clauses(
    blocks: tuple[Block, ...], holder: str = "", article: str = ""
) -> Iterator[tuple[tuple[bool, str, str], Block]]:
    """Every heading and clause with what its number is counted among.

    Paragraphs («§») begin anew in each heading, clauses in each article.
    """
    for block in blocks:
        inner, inside = holder, article
        if block.kind is Kind.CHAPTER:
            word = heading_word(block.label)
            inner = block.anchor
            inside = block.anchor if word == "статья" else article
            start = "".join(f"{number}." for number in block.number[:-1])
            yield (False, holder if word == "§" else "", f"{word} {start}"), block
        elif block.kind is Kind.CLAUSE and not block.label.endswith(")"):
            start = "".join(f"{number}." for number in block.number[:-1])
            yield (True, article, f"пункт {start}"), block
        yield from _headings_and_clauses(block.children, inner, inside)


def _list_slips(block: Block) -> list[Slip]:
    """Items «1)» and letters «а)» inside one clause."""
    items: list[_Numbered] = []
    letters: list[_Numbered] = []
    doubled: list[_Numbered] = []
    for child in block.children:
        if child.kind is Kind.CLAUSE and child.label.endswith(")"):
            bare = child.label.strip("()")
            number = _Numbered(child.place, bare, child.lines[0])
            is_doubled = len(bare) > 1 and bare[1].isalpha() and child.number[0] <= len(LETTERS)
            (items if bare[0].isdigit() else doubled if is_doubled else letters).append(number)
    found = [
        *_sequence("подпункт ", items, ")"),
        *_letters("подпункт ", letters, ")"),
        *_letters("подпункт ", doubled, ")"),
    ]
    place = f"{block.name}: " if block.name else ""
    return [Slip(slip.line, place + slip.text) for slip in found]


def _letters(word: str, numbers: list[_Numbered], end: str = "") -> list[Slip]:
    """Where letters do not go on, those aside that Russian lists leave out."""
    found: list[Slip] = []
    place, before = (0, 0), "начала перечня"
    for number in numbers:
        name = f"{word}{number.written}{end}"
        if not goes_on(place, number.place, letters=True):
            found.append(Slip(number.line, f"после {before} стоит {name}"))
        place, before = number.place, name
    return found


def _sequence(word: str, numbers: list[_Numbered], end: str = "") -> list[Slip]:
    """Where the numbers do not go up by one from 1."""
    found: list[Slip] = []
    last = _Numbered((0, 0), "0", 0)
    seen: set[tuple[int, int]] = set()
    for number in numbers:
        name = f"{word}{number.written}{end}"
        if number.place in seen:
            found.append(Slip(number.line, f"{name} встречается ещё раз"))
        elif number.place < last.place:
            text = f"{name} стоит после «{word}{last.written}{end}»"
            found.append(Slip(number.line, text))
        elif not goes_on(last.place, number.place):
            missing = _figure(_next(last.place, number.place))
            found.append(Slip(number.line, f"перед «{name}» нет «{word}{missing}{end}»"))
        seen.add(number.place)
        last = number
    return found


def _next(place: tuple[int, int], later: tuple[int, int]) -> tuple[int, int]:
    """The number that should come after ``place`` on the way to ``later``."""
    return (place[0] + 1, 0) if later[0] > place[0] else (place[0], place[1] + 1)


def _figure(place: tuple[int, int]) -> str:
    number, index = place
    return f"{number}{''.join(RAISED[int(digit)] for digit in str(index)) if index else ''}"
