"""What was typed into a draft, sealed under its person's key (invariant 9)."""

import dataclasses
from typing import Any

from core import crypto
from forms_app.models import Draft, Submission

from .typed import Raw


@dataclasses.dataclass
class Typed:
    """One step as typed; ``quiet`` means: kept without having been judged.

    ``taken`` means: taken over from another submission by a link and not typed since.
    """

    raw: Raw
    quiet: bool = False
    taken: bool = False


@dataclasses.dataclass
class Payload:
    """All steps of a draft, by code.

    ``lacks`` says what is missing in a set that staff enter as incomplete; empty for a whole one.
    ``anchors`` holds, by the place of a proof, what its owner had typed before somebody who came
    by a link typed something else there; None where the owner had typed nothing.
    """

    steps: dict[str, Typed] = dataclasses.field(default_factory=dict)
    lacks: str = ""
    anchors: dict[str, Any] = dataclasses.field(default_factory=dict)

    def raw_of(self, step: str) -> Raw:
        """What was typed on a step; empty where nothing was."""
        typed = self.steps.get(step)
        return typed.raw if typed is not None else {}

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        steps = {code: dataclasses.asdict(typed) for code, typed in self.steps.items()}
        return {"steps": steps, "lacks": self.lacks, "anchors": self.anchors}

    def owned(self) -> "Payload":
        """The same as if it had been typed for this very submission, which has to be whole."""
        steps = self.steps.items()
        owned = {code: dataclasses.replace(typed, taken=False) for code, typed in steps}
        return Payload(owned, anchors=dict(self.anchors))

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Payload":
        """The payload that ``to_json`` gave."""
        steps = {code: Typed(**typed) for code, typed in value["steps"].items()}
        return cls(steps, value.get("lacks", ""), dict(value.get("anchors", {})))


def _draft_place(draft: Draft) -> str:
    return f"forms_app.Draft.payload:{draft.pk}"


def open_draft(draft: Draft) -> Payload:
    """The draft's payload; empty when nothing was typed. Raises KeyDestroyed."""
    if draft.payload is None:
        return Payload()
    blob = bytes(draft.payload)
    return Payload.from_json(crypto.decrypt_json(draft.key, blob, context=_draft_place(draft)))


def seal_draft(draft: Draft, payload: Payload) -> None:
    """Put the payload into the draft's field; the caller saves the row."""
    draft.payload = crypto.encrypt_json(draft.key, payload.to_json(), context=_draft_place(draft))


def version_place(field: str, submission: Submission, number: int) -> str:
    """Where a field of a submission's version is bound to by its encryption."""
    return f"forms_app.SubmissionVersion.{field}:{submission.pk}:{number}"
