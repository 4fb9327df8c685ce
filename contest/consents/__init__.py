"""Wording of the contest's consents: content files beside this module."""

import functools
from importlib import resources

from core.models import Organisation

# The purpose of the consent to processing by which a person takes part (Appendix 5).
PARTICIPATION = "contest-participation"


def read(name: str, operator: Organisation) -> tuple[str, str]:
    """Title and body of a content file, with the operator named; answers' places stay open."""
    source = resources.files("contest.consents").joinpath(name).read_text(encoding="utf-8")
    title, _, body = source.strip().partition("\n\n")
    places = {
        "operator_name": operator.full_name,
        "operator_address": f", {operator.address}" if operator.address else "",
        "operator_contact": f" ({operator.email})" if operator.email else "",
    }
    for place, value in places.items():
        body = body.replace(f"{{{place}}}", value)
    return title, body


def is_appendix_5(body: str) -> bool:
    """Whether the text is the regulation's Appendix 5, whole or without «факт ознакомления»."""
    return body.strip() in _appendix_5()


@functools.cache
def _appendix_5() -> frozenset[str]:
    folder = resources.files("contest.consents")
    names = ("participation-1.txt", "participation-2.txt")
    texts = (folder.joinpath(name).read_text(encoding="utf-8") for name in names)
    return frozenset(text.strip().partition("\n\n")[2] for text in texts)
