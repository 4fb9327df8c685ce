"""What proves more than a link does: an answer that was typed before is asked for again (X-5)."""

import dataclasses

# What stands for an answer that proves its owner on pages that a link opens.
VEIL = "скрыто"


@dataclasses.dataclass(frozen=True)
class Proof:
    """An answer that only its owner knows; ``question`` asks for it in plain words."""

    step: str
    field: str
    question: str

    @property
    def place(self) -> str:
        """Where a payload names it."""
        return f"{self.step}.{self.field}"
