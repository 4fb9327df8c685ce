"""Official wording of the application's forms as data, taken over exactly from the regulation."""

import functools
import json
from importlib import resources
from typing import Any


@functools.cache
def wording() -> Any:
    """Labels, headings and captions of Appendices 1–5, exactly as in the regulation."""
    folder = resources.files("contest.applications.content")
    return json.loads(folder.joinpath("appendices.json").read_text("utf-8"))
