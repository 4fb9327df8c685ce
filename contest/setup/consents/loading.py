"""Consent texts of a contest's operator as rows (C-A5, X-5)."""

import datetime as dt

from core.models import Organisation
from forms_app import consent_files
from forms_app.consent_files import TextFile
from forms_app.consents import KEEP_DRAFT

from . import FEDERAL_STAGE, PACKAGE, PARTICIPATION, PUBLICATION

# Version 1 is the regulation's Appendix 5 as it stands; since 01.09.2025 a consent is a document
# apart from «ознакомлен», so version 2 is without it.
TEXTS = [
    TextFile(PARTICIPATION, 1, "participation-1.txt", dt.date(2024, 5, 1)),
    TextFile(PARTICIPATION, 2, "participation-2.txt", dt.date(2025, 9, 1)),
    TextFile(KEEP_DRAFT, 1, "draft-1.txt", dt.date(2024, 5, 1)),
    TextFile(PUBLICATION, 1, "publication-1.txt", dt.date(2025, 9, 1)),
    TextFile(FEDERAL_STAGE, 1, "federal-stage-1.txt", dt.date(2025, 9, 1)),
]
# The same with operator, data, actions and withdrawal named; in force once the operator says so.
FULL = (PARTICIPATION, 3, "participation-3.txt")


def load_texts(operator: Organisation, *, full_from: dt.date | None = None) -> int:
    """Add the texts that ``operator`` lacks; return how many. A version that exists stays as it is.

    ``full_from`` adds version 3, in force from that day; it is not Appendix 5 any more.
    """
    wanted = [*TEXTS, TextFile(*FULL, full_from)] if full_from else TEXTS
    return consent_files.load_texts(PACKAGE, operator, wanted)
