"""The one list of answers that a person checks, a paper prints and staff read (invariant 3).

Every answer carries its official label and its shown text, so that an old submission renders
without the code of its form.
"""

import dataclasses
import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any

DOT = "•"


@dataclasses.dataclass(frozen=True)
class Answer:
    """One question answered.

    ``value`` is plain JSON; ``text`` is what people see; ``section`` groups answers on a page.
    A ``sensitive`` answer is masked on pages that are reached by a link and in letters.
    """

    code: str
    step: str
    section: str
    label: str
    value: Any
    text: str
    sensitive: bool = False


def to_json(answers: Iterable[Answer]) -> list[dict[str, Any]]:
    """The list as plain JSON, for storage."""
    return [dataclasses.asdict(answer) for answer in answers]


def from_json(rows: Iterable[dict[str, Any]]) -> list[Answer]:
    """The stored list back as answers."""
    return [Answer(**row) for row in rows]


def digest(answers: Iterable[Answer]) -> str:
    """SHA-256 over canonical JSON, 64 hexadecimal digits: same answers, same digest."""
    text = json.dumps(to_json(answers), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def short_digest(full: str) -> str:
    """The part of a digest that fits on a paper: «1A2B-3C4D»."""
    return f"{full[:4]}-{full[4:8]}".upper()


def mask(text: str) -> str:
    """Hide a value but let its owner recognise it: «50•• ••••32», «i•••@mail.ru», «г•••»."""
    if not text:
        return text
    if re.fullmatch(r"[^@\s]+@[^@\s]+", text):
        return f"{text[0]}{DOT * 3}@{text.rpartition('@')[2]}"
    digits = sum(char.isdigit() for char in text)
    if digits * 2 >= len(text) and digits > 4:
        return _mask_digits(text, digits)
    return f"{text[0]}{DOT * 3}"


def _mask_digits(text: str, digits: int) -> str:
    seen = 0
    out = []
    for char in text:
        if char.isdigit():
            seen += 1
            out.append(char if seen <= 2 or seen > digits - 2 else DOT)
        else:
            out.append(char)
    return "".join(out)


def masked(answers: Iterable[Answer]) -> list[Answer]:
    """The same list with the sensitive answers masked, in value and in text."""
    return [
        dataclasses.replace(a, value=None, text=mask(a.text)) if a.sensitive else a for a in answers
    ]


def by_section(answers: Iterable[Answer]) -> list[tuple[str, str, list[Answer]]]:
    """Answers grouped as (step, section, answers), in the order of the list."""
    groups: list[tuple[str, str, list[Answer]]] = []
    for answer in answers:
        if not groups or groups[-1][:2] != (answer.step, answer.section):
            groups.append((answer.step, answer.section, []))
        groups[-1][2].append(answer)
    return groups
