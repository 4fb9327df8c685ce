"""From the plain text of an act to a tree of chapters, clauses, tables and forms (C-1, P-1).

Plain Python. ``parse`` never loses or adds a character of text other than spaces, every clause
gets an anchor that is unique on its page (``p-11-5-v``), and ``plain(parse(text))`` parses to the
same tree again.
"""

from .doubts import doubts
from .marking import Mark, marks
from .notes import note_marks, notes_of
from .numbering import Slip, slips, warnings
from .parser import parse, plain
from .tables import Grid, grid
from .tree import Act, Block, Kind, Part, PartKind, words

__all__ = [
    "Act",
    "Block",
    "Grid",
    "Kind",
    "Mark",
    "Part",
    "PartKind",
    "Slip",
    "doubts",
    "grid",
    "marks",
    "note_marks",
    "notes_of",
    "parse",
    "plain",
    "slips",
    "warnings",
    "words",
]
