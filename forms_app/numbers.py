"""Printed numbers and codes: Crockford's alphabet, which cannot be misread."""

import secrets

from core import crypto
from forms_app.models import Draft, Submission

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 8
# What people write instead: letters that look like digits, and Cyrillic twins.
_READ_AS = str.maketrans("OILОАВЕКМНРСТХ", "011" + "0ABEKMHPCTX")


def new_text() -> str:
    """Eight random characters as «XXXX-XXXX»: 40 bits."""
    text = "".join(secrets.choice(ALPHABET) for _ in range(_LENGTH))
    return f"{text[:4]}-{text[4:]}"


def new_number() -> str:
    """A number that no draft and no submission has."""
    while True:
        number = new_text()
        taken = Draft.objects.filter(number=number).exists()
        if not taken and not Submission.objects.filter(reference=number).exists():
            return number


def normalise(typed: str) -> str:
    """What a person typed as «XXXX-XXXX»; empty when it cannot be one."""
    text = typed.upper().translate(_READ_AS)
    text = "".join(char for char in text if char in ALPHABET)
    return f"{text[:4]}-{text[4:]}" if len(text) == _LENGTH else ""


def code_hash(number: str, code: str) -> str:
    """What is stored of a code: keyed, and bound to its number."""
    return crypto.keyed_digest("forms_app.code", f"{number}:{code}")
