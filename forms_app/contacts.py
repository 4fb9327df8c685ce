"""Telephones and addresses to search by: equal ones have equal digests, whoever typed them (X-4).

A telephone counts without its extension: who knows the number finds everybody behind it. Only this
installation can compute the digests, and nothing can be read back from them.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from core import phones
from core.crypto import keyed_digest
from core.text import one_line
from forms_app.answers import Answer
from forms_app.engine import registry
from forms_app.models import Submission


def phone_digest(typed: str) -> str:
    """The digest of a telephone, however it is written; empty where there is none."""
    try:
        number = phones.without_extension(phones.parse_phone(typed))
    except phones.WrongPhone:
        return ""
    return keyed_digest("forms_app.contact.phone", number)


def email_digest(typed: str) -> str:
    """The digest of an address in any letter case; empty where there is none."""
    address = one_line(typed).lower()
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return keyed_digest("forms_app.contact.email", address)


def digests_of(submission: Submission, answers: Iterable[Answer]) -> set[str]:
    """The digests of all by which the applicant of these answers is reached."""
    place = registry.get(submission.journey).phone_answer
    numbers = (str(a.value or "") for a in answers if (a.step, a.code) == place)
    digests = {email_digest(submission.email), *map(phone_digest, numbers)}
    return digests - {""}
