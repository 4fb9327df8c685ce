"""Wording of the contest's consents: content files beside this module."""

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
