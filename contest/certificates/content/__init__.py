"""The words of certificates as data, taken over from clauses 15 and 17; docs/adr/0021 tells the repair."""

import functools
import json
from importlib import resources


@functools.cache
def wording() -> dict[str, str]:
    """The words by kind: ``participant``, ``winner``, ``prize``."""
    folder = resources.files("contest.certificates.content")
    words: dict[str, str] = json.loads(folder.joinpath("certificates.json").read_text("utf-8"))
    return words
