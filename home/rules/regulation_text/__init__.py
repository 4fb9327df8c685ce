"""From the plain text of an act to a tree of chapters, clauses, tables and forms (C-1, P-1).

Plain Python. ``parse`` never loses or adds a character of text other than spaces, every clause
gets an anchor that is unique on its page (``p-11-5-v``), and ``plain(parse(text))`` parses to the
same tree again.
"""

from .numbering import warnings
from .parser import parse, plain
from .tables import Grid, grid
from .tree import Act, Block, Kind, Part, PartKind, words

__all__ = [
    "Act",
    "Block",
    "Grid",
    "Kind",
    "Part",
    "PartKind",
    "grid",
    "parse",
    "plain",
    "warnings",
    "words",
]
