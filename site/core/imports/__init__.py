"""Bringing tables into registers: look through, enter what is good, take all of it back (X-4).

A noun declares its import once, at start::

    EMPLOYERS = imports.register(Importing(
        code="employers", title="Работодатели", model=Employer, permission=IMPORT,
        table=EMPLOYERS_TABLE, check=find_known_and_like, enter=enter_employers,
    ))

``check(reading, subject)`` adds what only the register can tell: errors, notes, ``skip``, ``outcome``.
``enter(lines, subject, actor)`` makes the rows, all or none, and returns an ``Entered`` for each.
The screens are ``core.back_office.importing`` and the desk «Загрузки таблиц».
"""

from .chunks import chunks
from .columns import columns_of
from .declare import Entered, Importing, all_importings, importing_of, register
from .imported import rows_of
from .references import references
from .services import OVERTAKEN, HinderedUndo, bad_rows, enter, look_through, purge, undo

__all__ = [
    "OVERTAKEN",
    "Entered",
    "HinderedUndo",
    "Importing",
    "all_importings",
    "bad_rows",
    "chunks",
    "columns_of",
    "enter",
    "importing_of",
    "look_through",
    "purge",
    "references",
    "register",
    "rows_of",
    "undo",
]
