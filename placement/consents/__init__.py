"""Wording of the centre's consents: content files beside this module."""

import datetime as dt

from core.models import Organisation
from forms_app import consent_files
from forms_app.consent_files import TextFile
from forms_app.consents import KEEP_DRAFT

# The purpose of the consent of an employer's contact person.
CONTACT_PERSON = "employer-contact"
TEXTS = [
    TextFile(CONTACT_PERSON, 1, "contact-1.txt", dt.date(2025, 9, 1)),
    TextFile(KEEP_DRAFT, 1, "draft-1.txt", dt.date(2025, 9, 1)),
]


def load_texts(operator: Organisation) -> int:
    """Add the texts that ``operator`` lacks; return how many. A version that exists stays as it is."""
    return consent_files.load_texts("placement.consents", operator, TEXTS)
