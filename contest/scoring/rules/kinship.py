"""What may be a conflict of interest: the same surname, the same employer (suggested, never decided)."""

import re
from functools import lru_cache

SAME_SURNAME = "surname"
SAME_EMPLOYER = "employer"
_ENDINGS = ("ый", "ий", "ой", "ая", "яя", "а")
# Shorter stems are too common to mean anything.
_SHORTEST = 3
_QUOTED = re.compile(r"«([^«»]+)»")


def suggestions(*, member_surname: str, post: str, surname: str, employer: str) -> list[str]:
    """Codes of what a member and a participant have in common."""
    common = []
    if _stem(member_surname) == _stem(surname):
        common.append(SAME_SURNAME)
    if _is_named(employer, post):
        common.append(SAME_EMPLOYER)
    return common


@lru_cache(maxsize=4096)
def _stem(surname: str) -> str:
    """The surname without what tells a man's from a woman's: «Иванов» and «Иванова» are one."""
    plain = _plain(surname)
    for ending in _ENDINGS:
        stem = plain.removesuffix(ending)
        if stem != plain and len(stem) >= _SHORTEST:
            return stem
    return plain


@lru_cache(maxsize=4096)
def _is_named(employer: str, post: str) -> bool:
    """Whether the post names the employer, by the words in its quotes or as a whole."""
    quoted = _QUOTED.findall(employer)
    return any(_plain(name) in _plain(post) for name in quoted or [employer] if name.strip())


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split())
