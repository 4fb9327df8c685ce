"""A register declared once: what its fields are called, who sees them, and where each one goes.

A noun's ``record.py`` names the fields of its model and says of each what the rest of the site
needs to know. Forms, the object's page, exports, imports, papers, search, the history's words, the
check against lost updates and the way from a form's answers to the row are derived from it. The
model keeps the types; `core.records.checks` holds the two together.
"""

from .declare import (
    Asked,
    Audience,
    Field,
    Group,
    Imported,
    Record,
    Section,
    all_records,
    record_of,
)
from .revisions import refuse_overtaken, revision_of

__all__ = [
    "Asked",
    "Audience",
    "Field",
    "Group",
    "Imported",
    "Record",
    "Section",
    "all_records",
    "record_of",
    "refuse_overtaken",
    "revision_of",
]
