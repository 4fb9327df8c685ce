"""The one list of answers that a person checks, a paper prints and staff read (invariant 3).

Every answer carries its official label and its shown text, so that an old submission renders
without the code of its form.
"""

import dataclasses
import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

DOT = "•"
# How an empty answer is shown.
NOT_GIVEN = "не указано"
# A shorter number would be told by its last two digits.
LONG_NUMBER = 6
# A masked number within a text, with the digits of it that are left.
_MASKED = re.compile(rf"{DOT}[{DOT}\d]*(?:[\s./-]+[{DOT}\d]*{DOT}[{DOT}\d]*)*")


@dataclasses.dataclass(frozen=True)
class Answer:
    """One question answered.

    ``value`` is plain JSON; ``text`` is what people see; ``section`` groups answers on a page.
    A ``sensitive`` answer is masked on pages that are reached by a link and in letters; one with
    ``veiled``, which is secret in part or may not even be masked, is shown there with that text.
    """

    code: str
    step: str
    section: str
    label: str
    value: Any
    text: str
    sensitive: bool = False
    veiled: str = ""


def to_json(answers: Iterable[Answer]) -> list[dict[str, Any]]:
    """The list as plain JSON, for storage."""
    return [dataclasses.asdict(answer) for answer in answers]


def from_json(rows: Iterable[dict[str, Any]]) -> list[Answer]:
    """The stored list back as answers."""
    return [Answer(**row) for row in rows]


def digest(answers: Iterable[Answer]) -> str:
    """SHA-256 over canonical JSON, 64 hexadecimal digits: same answers, same digest.

    It covers what a paper says: code, label, value and text. Where on the site a question is
    asked may change without voiding anybody's signed paper.
    """
    rows = [[a.code, a.label, a.value, a.text] for a in answers]
    text = json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def short_digest(full: str) -> str:
    """The part of a digest that fits on a paper: «1A2B-3C4D»."""
    return f"{full[:4]}-{full[4:8]}".upper()


def mask(text: str) -> str:
    """Hide a value but let its owner recognise it: «••••32», «i•••@mail.ru», «••.••.1980», «г•••».

    Of a number at most the last two digits are left, of a date the year. That nothing was given
    is no secret.
    """
    if text in ("", NOT_GIVEN):
        return text
    if re.fullmatch(r"[^@\s]+@[^@\s]+", text):
        return f"{text[0]}{DOT * 3}@{text.rpartition('@')[2]}"
    if re.fullmatch(r"\d{2}\.\d{2}\.\d{4}", text):
        return f"{DOT * 2}.{DOT * 2}.{text[6:]}"
    digits = sum(char.isdigit() for char in text)
    if digits * 2 >= len(text):
        return mask_number(text)
    return f"{DOT if text[0].isdigit() else text[0]}{DOT * 3}"


def mask_number(text: str) -> str:
    """Hide letters and digits of a number, all but the last two of a long one: «••• •••••67»."""
    left = sum(char.isdigit() for char in text)
    shown = 2 if left >= LONG_NUMBER else 0
    out = []
    for char in text:
        keep = not char.isalnum() or (char.isdigit() and left <= shown)
        out.append(char if keep else DOT)
        left -= char.isdigit()
    return "".join(out)


def masked(answers: Iterable[Answer]) -> list[Answer]:
    """The same list with the sensitive answers masked, in value and in text."""
    return [_masked(answer) for answer in answers]


def _masked(answer: Answer) -> Answer:
    if answer.veiled:
        return dataclasses.replace(answer, value=None, text=answer.veiled)
    if answer.sensitive:
        return dataclasses.replace(answer, value=None, text=mask(answer.text))
    return answer


def blanked(answer: Answer, blank: str) -> Answer:
    """The answer with a line to write on in place of what is secret; what is empty stays empty."""
    if answer.sensitive and answer.text not in ("", NOT_GIVEN):
        return dataclasses.replace(answer, value=None, text=blank)
    if answer.veiled:
        return dataclasses.replace(answer, value=None, text=_MASKED.sub(blank, answer.veiled))
    return answer


class Section(NamedTuple):
    """Answers that stand together, all of them of one step."""

    step: str
    title: str
    answers: list[Answer]


def by_section(answers: Iterable[Answer]) -> list[Section]:
    """Answers grouped in the order of the list."""
    sections: list[Section] = []
    for answer in answers:
        if not sections or sections[-1][:2] != (answer.step, answer.section):
            sections.append(Section(answer.step, answer.section, []))
        sections[-1].answers.append(answer)
    return sections
