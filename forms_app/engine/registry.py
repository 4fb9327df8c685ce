"""The journeys of this installation; each domain registers its own when it starts."""

from .journey import Journey
from .nouns import Noun

_journeys: dict[str, Journey] = {}


def register(journey: Journey) -> Journey:
    """Make a journey reachable at ``/forms/<code>/``; the code must be free.

    Raises ValueError when another journey has the code or a step has a reserved one.
    """
    journey.check_definition()
    registered = _journeys.get(journey.code)
    if registered is not None and type(registered) is not type(journey):
        raise ValueError(f"journey {journey.code!r} is registered already")
    _journeys[journey.code] = journey
    return journey


def get(code: str) -> Journey:
    """The journey with this code; raise LookupError when this installation has none."""
    try:
        return _journeys[code]
    except KeyError:
        raise LookupError(code) from None


def noun(code: str) -> Noun:
    """What the journey with this code calls its form; LookupError as ``get``."""
    return get(code).noun


def every() -> list[Journey]:
    """All registered journeys, by code."""
    return [_journeys[code] for code in sorted(_journeys)]
