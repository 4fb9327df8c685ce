"""A member's sheet as a table: given out, filled in without a line, taken back (C-14).

Nothing of an upload is kept: what was understood travels with the page, signed, until the member
says yes to it. So there is nothing of it that anybody else could look at before the closing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY, dataclass, field
from fractions import Fraction
from typing import IO, Any

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.scoring.entries import criteria_of
from contest.scoring.models import Mark, Recusal, ScoreSheet
from contest.scoring.paper.printed import entries_of, scale_words
from contest.scoring.references import EXAMPLE, Reference, read_reference
from contest.scoring.rules.shown import plain
from contest.scoring.rules.typed import steps_of
from contest.setup.models import Criterion
from core import tables
from core.errors import Refused
from core.quantities import WrongNumber, parse_number
from core.tables import Row, Table, Understood
from core.tables.cells import Cell, Moment, text_of
from core.tables.files import place_of
from core.text import search_key

_REFERENCE, _COMMENT = "reference", "comment"
_POINTS = ("баллов", "балла", "балл", "б")
NOT_THIS = (
    "Это другой лист: его номера – не ваши, не этой части конкурса или из другого конкурса. Скачайте"
    " свой лист на этой странице."
)


@dataclass(frozen=True, kw_only=True)
class MarkColumn(tables.Column):
    """The marks of one criterion; an empty cell leaves what is stored."""

    criterion: Criterion
    is_text = True

    @property
    def hint(self) -> str:
        return scale_words(self.criterion)

    def read(self, cell: Cell) -> Understood:
        """The mark as whole steps of the scale."""
        words = f"«{text_of(cell)}» – нужна оценка {scale_words(self.criterion)}."
        if isinstance(cell, Moment):
            raise Refused(f"Excel принял оценку за дату {cell}. Впишите её с запятой: «7,5».")
        if isinstance(cell, bool):
            raise Refused(words)
        try:
            value = Fraction(parse_number(text_of(cell), units=_POINTS))
            steps = steps_of(value, step=self.criterion.exact_step, most=self.criterion.most_steps)
        except (WrongNumber, ValueError):
            raise Refused(words) from None
        return Understood(steps)


@dataclass(frozen=True)
class Change:
    """What becomes of one mark: steps before and after, None where there was none."""

    criterion: Criterion
    before: int | None
    after: int

    @property
    def words(self) -> str:
        """«было 7 → стало 8»."""
        after = plain(self.criterion.exact_step * self.after)
        if self.before is None:
            return after
        return f"было {plain(self.criterion.exact_step * self.before)} → стало {after}"


@dataclass
class Line:
    """A row of the file as it was understood; what is wrong with it is said in ``errors``."""

    place: str
    _: KW_ONLY
    entry: Entry | None = None
    changes: list[Change] = field(default_factory=list)
    comment: str | None = None
    seen_comment: str = ""
    errors: list[str] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        """Whether it is right and changes anything."""
        return not self.errors and (bool(self.changes) or self.comment is not None)


@dataclass
class Preview:
    """The rows of a file, and what is to be said of it as a whole."""

    lines: list[Line]
    notes: Sequence[str]


def table_of(criteria: Sequence[Criterion]) -> Table:
    """The table of a part's sheet: the sheet's number, the participant, a column for each criterion."""
    marks = [
        MarkColumn(
            str(criterion.pk),
            f"{n}. {criterion.title[:1].upper()}{criterion.title[1:]}",
            criterion=criterion,
        )
        for n, criterion in enumerate(criteria, start=1)
    ]
    return Table(
        columns=(
            tables.Code(
                _REFERENCE,
                "Номер листа",
                required=True,
                example=EXAMPLE,
                blank_words="не указан: возьмите строку из своего листа.",
            ),
            tables.Text("name", "Участник"),
            tables.Text("centre", "Центр занятости населения"),
            *marks,
            tables.Paragraphs(_COMMENT, "Комментарий", max_length=5000),
        )
    )


def rows_of(member: CommissionMember, part: str) -> Iterator[list[Any]]:
    """The rows of the member's sheet with what they have given so far, in their own order."""
    criteria = criteria_of(member.contest, part)
    sheets = _sheets(member, part)
    for entry in entries_of(member, part):
        sheet, marks = sheets.get(entry.pk, (None, {}))
        given = (marks.get(criterion.pk) for criterion in criteria)
        texts = [
            "" if steps is None else plain(criterion.exact_step * steps)
            for criterion, steps in zip(criteria, given, strict=True)
        ]
        reference = str(Reference(part, member.pk, entry.pk))
        comment = sheet.comment_text if sheet else ""
        yield [reference, entry.full_name, entry.centre.name, *texts, comment]


def look_through(member: CommissionMember, part: str, source: IO[bytes]) -> Preview:
    """What the file says, row by row; Refused, at the field «file», for another's sheet."""
    criteria = criteria_of(member.contest, part)
    reading = tables.read(source, table_of(criteria))
    own = {entry.pk: entry for entry in entries_of(member, part)}
    recused = set(Recusal.objects.in_force().filter(member=member).values_list("entry", flat=True))
    sheets = _sheets(member, part)
    lines: list[Line] = []
    places: dict[int, str] = {}
    for row in reading.rows:
        key = _entry_of(row, member, part)
        line = _line(row, reading.table)
        if key is not None:
            line.entry = own.get(key)
            if key in places:
                line.errors.append(f"этот лист уже есть в строке {places[key]}.")
            elif line.entry is None:
                line.errors.append(_no_entry(is_recused=key in recused))
            elif name := _other_name(row, line.entry):
                line.errors.append(name)
            else:
                _compare(line, row, criteria, sheets.get(key))
            places.setdefault(key, line.place)
        lines.append(line)
    return Preview(lines, reading.notes)


def _no_entry(*, is_recused: bool) -> str:
    if is_recused:
        return "вы не оцениваете эту заявку: записан конфликт интересов."
    return "эта заявка не оценивается: она не допущена к конкурсу или отозвана."


def _other_name(row: Row, entry: Entry) -> str:
    """Words where a row names another participant than its number: columns were sorted apart."""
    name = row.values.get("name") or ""
    if not name or search_key(name) == search_key(entry.full_name):
        return ""
    return f"это номер листа участника {entry.full_name}, а в строке назван(а) {name}."


def _line(row: Row, table: Table) -> Line:
    headings = {code: column.heading for code, column in table.by_code.items()}
    errors = [f"«{headings[code]}»: {text}" for code, texts in row.errors.items() for text in texts]
    return Line(place_of(row), errors=errors)


def _entry_of(row: Row, member: CommissionMember, part: str) -> int | None:
    """The entry that the row's number names; None, and an error, where it is no number of a sheet."""
    typed = row.values.get(_REFERENCE) or ""
    if not typed:
        return None
    try:
        reference = read_reference(typed)
    except ValueError:
        row.error(_REFERENCE, f"«{typed}» – такого номера листа нет.")
        return None
    if (reference.member, reference.part) != (member.pk, part):
        raise Refused(NOT_THIS, field="file")
    return reference.entry


def _compare(
    line: Line,
    row: Row,
    criteria: Sequence[Criterion],
    stored: tuple[ScoreSheet, dict[int, int]] | None,
) -> None:
    sheet, marks = stored or (None, {})
    for criterion in criteria:
        after, before = row.values.get(str(criterion.pk)), marks.get(criterion.pk)
        if after is not None and after != before:
            line.changes.append(Change(criterion, before, after))
    comment, before_comment = row.values.get(_COMMENT) or "", sheet.comment_text if sheet else ""
    if comment and comment != before_comment:
        line.comment, line.seen_comment = comment, before_comment


def _sheets(member: CommissionMember, part: str) -> dict[int, tuple[ScoreSheet, dict[int, int]]]:
    """The member's sheets by entry, each with its marks: steps by criterion; two queries."""
    rows = ScoreSheet.objects.filter(member=member, part=part)
    sheets: dict[int, tuple[ScoreSheet, dict[int, int]]] = {
        row.entry_id: (row, {}) for row in rows.select_related("entry__submission__key")
    }
    marks = Mark.objects.filter(sheet__member=member, sheet__part=part)
    for entry, criterion, steps in marks.values_list("sheet__entry", "criterion", "steps"):
        sheets[entry][1][criterion] = steps
    return sheets
