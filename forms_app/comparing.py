"""Two versions of a submission beside each other: what was answered and enclosed, and what changed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from forms_app.answers import Answer


@dataclass(frozen=True)
class Pair:
    """One question in both versions; an answer is None where the question was not asked."""

    old: Answer | None
    new: Answer | None

    @property
    def either(self) -> Answer:
        """The newer answer, else the older."""
        answer = self.new or self.old
        assert answer is not None
        return answer

    @property
    def is_changed(self) -> bool:
        """Whether the person said something else, or was asked something else."""
        return self.old is None or self.new is None or self.old.text != self.new.text


def pairs(old: Sequence[Answer], new: Sequence[Answer]) -> list[Pair]:
    """Every question of both, in the order of the newer; one that is gone stands at its old place."""
    before = {_key(answer): answer for answer in old}
    after = {_key(answer): answer for answer in new}
    return [Pair(before.get(key), after.get(key)) for key in _merged(list(before), list(after))]


def by_section(rows: Iterable[Pair]) -> list[tuple[str, list[Pair]]]:
    """The pairs under the headings of the form."""
    grouped = groupby(rows, key=lambda pair: (pair.either.step, pair.either.section))
    return [(section, list(own)) for (_, section), own in grouped]


Key = tuple[str, str]


def _key(answer: Answer) -> Key:
    return answer.step, answer.code


def _merged(old: list[Key], new: list[Key]) -> Iterator[Key]:
    """Both orders in one, each key once."""
    there = set(new)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for _, first, last, start, end in matcher.get_opcodes():
        yield from (key for key in old[first:last] if key not in there)
        yield from new[start:end]
