"""Transition tables: the only way a status may change (invariant 1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import TextChoices

from core.errors import TransitionRefused

APPLICANT = "applicant"
STAFF = "staff"
SYSTEM = "system"


@dataclass(frozen=True)
class Transition:
    """One allowed move: ``action`` takes any of ``sources`` to ``target``, done by ``who``."""

    action: str
    sources: frozenset[str]
    target: str
    who: frozenset[str]


@dataclass
class Lifecycle:
    """A transition table for one model.

    With ``states``, the first of which ``begins`` leads to, its diagram stands in the documents.
    """

    name: str
    states: type[TextChoices] | None = None
    begins: str = "create"
    # How each state looks in lists: waiting, ok, warning, accepted, withdrawn.
    tones: Mapping[str, str] = field(default_factory=dict)
    transitions: list[Transition] = field(default_factory=list)

    def allow(
        self, action: str, *, sources: Iterable[str], target: str, who: Iterable[str]
    ) -> None:
        """Add one row to the table."""
        self.transitions.append(
            Transition(action, frozenset(map(str, sources)), str(target), frozenset(who))
        )

    def target(self, action: str, *, source: str, who: str) -> str:
        """The state that ``action`` leads to from ``source``; raise TransitionRefused if none."""
        for row in self.transitions:
            if row.action == action and source in row.sources and who in row.who:
                return row.target
        raise TransitionRefused(action=action, source=source)

    @property
    def codes(self) -> set[str]:
        """The codes of all moves."""
        return {row.action for row in self.transitions}

    def actions(self, *, source: str, who: str) -> list[str]:
        """The actions open from ``source`` to ``who``, in the table's order."""
        return [r.action for r in self.transitions if source in r.sources and who in r.who]
