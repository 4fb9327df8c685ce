"""What may not be a ground for not referring somebody: age, sex, family (Labour Code, art. 64)."""

import re

from core.text import search_key
from placement.vacancies.rules.demands import AGE, FAMILY, SEX
from placement.vacancies.rules.wording import screen

# Of a person, where the screen of vacancies knows the words of demands.
_OF_PERSON = re.compile(
    r"\b(?:беремен\w+|декрет\w*|многодет\w+|мать одиночка|матери одиночк\w+"
    r"|(?:есть|имеет|имеются|двое|трое|маленьк\w+|малолетн\w+|грудн\w+) (?:\w+ )?(?:дет\w+|ребен\w+)"
    r"|(?:слишком|очень|уже) (?:стар|молод)\w*|пожил\w+|пенсионер\w*"
    r"|(?:ему|ей) (?:уже )?\d\d (?:год|года|лет))\b"
)


def forbidden_ground(text: str) -> str:
    """The first words of ``text`` that name age, sex or family; «» where none do."""
    for finding in screen(text):
        if finding.reason in (SEX, AGE, FAMILY):
            return finding.text
    match = _OF_PERSON.search(search_key(text))
    return match[0] if match else ""
