"""The words of Appendix 6, taken over exactly."""

import json
from functools import cache
from importlib import resources
from typing import Any


@cache
def wording() -> Any:
    """What a video may tell, and that a telephone will do."""
    text = resources.files("contest.video.content").joinpath("appendix.json").read_text("utf-8")
    return json.loads(text)
