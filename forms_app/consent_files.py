"""Consent texts that a domain brings as files, and their rows for one operator (X-5)."""

import datetime as dt
from collections.abc import Iterable
from importlib import resources
from typing import NamedTuple

from core.models import Organisation
from forms_app.models import ConsentText


class TextFile(NamedTuple):
    """A version of a text: its purpose, number, file in the domain's package, first day."""

    purpose: str
    version: int
    name: str
    effective_from: dt.date


def read(package: str, name: str, operator: Organisation) -> tuple[str, str]:
    """Title and body of a content file, with the operator named; answers' places stay open."""
    source = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    title, _, body = source.strip().partition("\n\n")
    places = {
        "operator_name": operator.full_name,
        "operator_address": f", {operator.address}" if operator.address else "",
        "operator_contact": f" ({operator.email})" if operator.email else "",
    }
    for place, value in places.items():
        body = body.replace(f"{{{place}}}", value)
    return title, body


def load_texts(package: str, operator: Organisation, files: Iterable[TextFile]) -> int:
    """Add the texts that ``operator`` lacks; return how many. A version that exists stays as it is."""
    added = 0
    for file in files:
        title, body = read(package, file.name, operator)
        _, created = ConsentText.objects.get_or_create(
            purpose=file.purpose,
            operator=operator,
            version=file.version,
            defaults={"title": title, "body": body, "effective_from": file.effective_from},
        )
        added += created
    return added
