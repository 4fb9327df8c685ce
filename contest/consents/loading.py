"""Consent texts of a contest's operator as rows (C-A5, X-5)."""

import datetime as dt

from core.models import Organisation
from forms_app.consents import KEEP_DRAFT
from forms_app.models import ConsentText

from . import PARTICIPATION, read

# (purpose, version, file, in force from). Version 1 is the regulation's Appendix 5 as it stands;
# since 01.09.2025 a consent is a document apart from «ознакомлен», so version 2 is without it.
TEXTS = [
    (PARTICIPATION, 1, "participation-1.txt", dt.date(2024, 5, 1)),
    (PARTICIPATION, 2, "participation-2.txt", dt.date(2025, 9, 1)),
    (KEEP_DRAFT, 1, "draft-1.txt", dt.date(2024, 5, 1)),
]
# The same with operator, data, actions and withdrawal named; in force once the operator says so.
FULL = (PARTICIPATION, 3, "participation-3.txt")


def load_texts(operator: Organisation, *, full_from: dt.date | None = None) -> int:
    """Add the texts that ``operator`` lacks; return how many. A version that exists stays as it is.

    ``full_from`` adds version 3, in force from that day; it is not Appendix 5 any more.
    """
    wanted = [*TEXTS, (*FULL, full_from)] if full_from else TEXTS
    made = 0
    for purpose, version, name, effective_from in wanted:
        title, body = read(name, operator)
        _, created = ConsentText.objects.get_or_create(
            purpose=purpose,
            operator=operator,
            version=version,
            defaults={"title": title, "body": body, "effective_from": effective_from},
        )
        made += created
    return made
