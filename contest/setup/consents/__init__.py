"""Wording of the contest's consents: content files beside this module."""

import functools
from importlib import resources

PACKAGE = "contest.setup.consents"

# The purpose of the consent to processing by which a person takes part (Appendix 5).
PARTICIPATION = "contest-participation"
# Asked for after admission, each apart: to be named in the published results, and to have the data
# kept for the federal stage (C-18, C-19).
PUBLICATION = "contest-publication"
FEDERAL_STAGE = "contest-federal-stage"


def is_appendix_5(body: str) -> bool:
    """Whether the text is the regulation's Appendix 5, whole or without «факт ознакомления»."""
    return body.strip() in _appendix_5()


@functools.cache
def _appendix_5() -> frozenset[str]:
    folder = resources.files(PACKAGE)
    names = ("participation-1.txt", "participation-2.txt")
    texts = (folder.joinpath(name).read_text(encoding="utf-8") for name in names)
    return frozenset(text.strip().partition("\n\n")[2] for text in texts)
