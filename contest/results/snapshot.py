"""Results frozen so that names can go and the digest still be checked (ADR 20).

The snapshot holds no name. Of name and centre it holds marks: SHA-256 of a secret and the text. Who
is shown the name is shown its secret too and can compare; once the name is taken off the site, the
secret is, and from the mark alone nobody guesses it. The digest is of the text of the snapshot.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable
from typing import Any

from contest.results.facts import Facts, Person
from contest.results.models import ResultLine, ResultsOrder

NAME, CENTRE = "name", "centre"


def lines_of(order: ResultsOrder, facts: Facts) -> list[ResultLine]:
    """The lines of an order, not saved."""
    return [
        ResultLine(
            order=order,
            entry=one.entry,
            ordinal=ordinal,
            place=one.place,
            role=one.role,
            points=one.points,
            name=one.name,
            centre=one.centre,
            seed=secrets.token_hex(32),
        )
        for ordinal, one in enumerate(facts.people, start=1)
    ]


def text_of(order: ResultsOrder, lines: Iterable[ResultLine], nominee: Person | None) -> str:
    """The canonical text: the same results give the same bytes."""
    contest, meeting = order.contest, order.decision.item.meeting
    assert order.signed_on is not None
    assert meeting.number is not None
    assert meeting.signed_on is not None
    facts: dict[str, Any] = {
        "contest": {"address": contest.slug, "title": contest.title, "year": contest.year},
        "order": {"number": order.number, "date": order.signed_on.isoformat()},
        "protocol": {
            "number": meeting.number.label,
            "date": meeting.signed_on.isoformat(),
            "digest": meeting.digest,
        },
        "lines": [
            {
                "line": line.ordinal,
                "place": line.place,
                "role": line.role,
                "points": line.points,
                NAME: mark(line, NAME),
                CENTRE: mark(line, CENTRE),
                "nominee": nominee is not None and nominee.entry.pk == line.entry_id,
            }
            for line in lines
        ],
    }
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(text: str) -> str:
    """SHA-256 of the canonical text."""
    return hashlib.sha256(text.encode()).hexdigest()


def secret(line: ResultLine, kind: str) -> str:
    """What the mark of the line's name, or of its centre, was made with."""
    return hashlib.sha256(f"{line.seed}:{kind}".encode()).hexdigest()


def mark(line: ResultLine, kind: str) -> str:
    """What stands in the snapshot for the line's name, or for its centre."""
    text = line.name if kind == NAME else line.centre
    return hashlib.sha256(f"{secret(line, kind)}:{text}".encode()).hexdigest()


def is_whole(order: ResultsOrder) -> bool:
    """Whether snapshot, digest and the names that lie beside it still belong together."""
    if digest_of(order.snapshot) != order.digest:
        return False
    stored = {line["line"]: line for line in json.loads(order.snapshot)["lines"]}
    lines = list(order.lines.select_related("order__key"))
    return len(lines) == len(stored) and all(
        stored[line.ordinal][kind] == mark(line, kind) for line in lines for kind in (NAME, CENTRE)
    )
