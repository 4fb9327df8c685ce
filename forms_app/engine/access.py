"""How whoever works on a draft came to it, and what they may see of what was typed before (X-5)."""

import dataclasses
import datetime as dt
from collections.abc import Mapping


@dataclasses.dataclass(frozen=True)
class Access:
    """A session's way to a draft. Who began it here sees everything, and so do staff.

    ``since`` is the instant when a link or a code opened it: what was typed earlier is hidden
    until the person proves more. ``kept`` names, for each step saved since, the entries that were
    left as they were; other entries of that step were typed here and are shown.
    """

    since: dt.datetime | None = None
    is_proved: bool = False
    kept: Mapping[str, frozenset[str]] = dataclasses.field(default_factory=dict)

    @property
    def is_veiled(self) -> bool:
        """Whether anything that was typed before is hidden."""
        return self.since is not None and not self.is_proved

    def hides(self, step: str) -> bool:
        """Whether this step may hold something that was typed before."""
        return self.is_veiled and (step not in self.kept or bool(self.kept[step]))

    def is_own(self, step: str, entry: str) -> bool:
        """Whether this entry of the step was typed in this very session."""
        return step in self.kept and entry not in self.kept[step]
