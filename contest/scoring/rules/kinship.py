"""What may be a conflict of interest: surname, employer, signature (suggested, never decided)."""

import re
from functools import lru_cache

SAME_SURNAME = "surname"
SAME_EMPLOYER = "employer"
SIGNED = "signed"
_ENDINGS = ("ый", "ий", "ой", "ая", "яя", "а")
# Shorter stems are too common to mean anything.
_SHORTEST = 3
_NAME = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_QUOTED = re.compile(r"«([^«»]+)»")


def suggestions(
    *,
    member_surname: str,
    post: str,
    surname: str,
    employer: str,
    member: str = "",
    signed_by: str = "",
) -> list[str]:
    """Codes of what a member and a participant have in common.

    ``member`` is the member's whole name, ``signed_by`` who signed the participant's papers.
    """
    common = []
    if _stem(member_surname) == _stem(surname):
        common.append(SAME_SURNAME)
    if _is_named(employer, post):
        common.append(SAME_EMPLOYER)
    if _is_same_person(member, signed_by):
        common.append(SIGNED)
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


@lru_cache(maxsize=4096)
def _is_same_person(one: str, other: str) -> bool:
    """Whether two names, whole or with initials, may be one person's: surname first in both."""
    names, others = _NAME.findall(_plain(one)), _NAME.findall(_plain(other))
    if not names or not others or names[0] != others[0]:
        return False
    return all(map(_is_same_name, names[1:], others[1:]))


def _is_same_name(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split())
