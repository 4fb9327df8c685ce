"""Pages that a domain adds to «/track/<token>/»: the engine links to them and leads back to them."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from forms_app.models import Submission


@dataclass(frozen=True)
class TrackedLink:
    """A page of the domain's own under a submission's link; ``note`` says what is to be done there."""

    code: str
    label: str
    url: str
    note: str = ""


Maker = Callable[[Submission, str], TrackedLink | None]
_makers: dict[str, list[Maker]] = defaultdict(list)


def add(journey: str, maker: Maker) -> None:
    """Offer what ``maker`` makes of a submission of this journey and its token; None offers nothing."""
    if maker not in _makers[journey]:
        _makers[journey].append(maker)


def links_of(submission: Submission, token: str) -> list[TrackedLink]:
    """The pages that there are for this submission now."""
    offered = (maker(submission, token) for maker in _makers[submission.journey])
    return [link for link in offered if link is not None]
