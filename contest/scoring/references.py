"""The reference of a score sheet: it says whose it is and of which entry, and betrays a typing error."""

import re
from dataclasses import dataclass

from contest.setup.models import Part
from core.crypto import keyed_digest

_LETTERS = {Part.VIDEO: "В", Part.ROLE_PLAY: "Р"}
_PARTS = {letter: part for part, letter in _LETTERS.items()}
# Latin letters that look the same.
_ALIKE = str.maketrans("BPbp", "ВРВР")
_FORM = re.compile(r"([ВР])-?(\d{1,12})-(\d{1,12})-(\d{4})", re.ASCII)
EXAMPLE = "В-12-345-6789"


@dataclass(frozen=True)
class Reference:
    """One sheet: the keys of its member and its entry, and the part of the contest."""

    part: str
    member: int
    entry: int

    def __str__(self) -> str:
        """«В-12-345-6789»; the last four digits depend on all before."""
        return f"{_LETTERS[Part(self.part)]}-{self.member}-{self.entry}-{self._check()}"

    def _check(self) -> str:
        digest = keyed_digest("score-sheet", f"{self.part}|{self.member}|{self.entry}")
        return f"{int(digest, 16) % 10_000:04d}"


def read_reference(typed: str) -> Reference:
    """What a reference says; ValueError for what no sheet bears."""
    form = _FORM.fullmatch("".join(typed.split()).translate(_ALIKE).upper())
    if form is None:
        raise ValueError(typed)
    letter, member, entry, check = form.groups()
    reference = Reference(_PARTS[letter], int(member), int(entry))
    if str(reference)[-4:] != check:
        raise ValueError(typed)
    return reference
