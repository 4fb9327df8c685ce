"""Consent texts of the contests' operators, from content files (C-A5, X-5)."""

import datetime as dt
from typing import TextIO

from contest.consents import PARTICIPATION, read
from contest.models import Contest
from core.models import Organisation
from forms_app.consents import KEEP_DRAFT
from forms_app.models import ConsentText

# (purpose, version, file, in force from). Version 1 is the regulation's Appendix 5 as it stands;
# since 01.09.2025 a consent is a document apart from «ознакомлен», so version 2 is without it.
TEXTS = [
    (PARTICIPATION, 1, "participation-1.txt", dt.date(2024, 5, 1)),
    (PARTICIPATION, 2, "participation-2.txt", dt.date(2025, 9, 1)),
    (KEEP_DRAFT, 1, "draft-1.txt", dt.date(2024, 5, 1)),
]


def load(stdout: TextIO) -> None:
    """Add the missing texts for every contest's operator; a version that exists is left alone."""
    made = 0
    for operator in Organisation.objects.filter(pk__in=Contest.objects.values("operator")):
        for purpose, version, name, effective_from in TEXTS:
            title, body = read(name, operator)
            _, created = ConsentText.objects.get_or_create(
                purpose=purpose,
                operator=operator,
                version=version,
                defaults={"title": title, "body": body, "effective_from": effective_from},
            )
            made += created
    stdout.write(f"Тексты согласий конкурса: добавлено {made}.\n")
