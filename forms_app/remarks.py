"""Where a remark belongs: a section and its questions, or a document (C-11).

Letter, tracking page, correction and desk name the same places in the same words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import Truncator

from core.errors import KeyDestroyed
from forms_app import reading
from forms_app.models import Remark, Submission, SubmissionVersion

# An official label may be a whole paragraph; its beginning is enough to find it by.
LONGEST_LABEL = 80


@dataclass(frozen=True)
class Place:
    """A section (by its step) or a document (by its slot); ``questions`` are labels."""

    title: str = ""
    step: str = ""
    slot: str = ""
    questions: Sequence[str] = ()

    @property
    def asked(self) -> str:
        """«вопрос «Телефон»»; empty for a whole section."""
        if not self.questions:
            return ""
        word = "вопрос" if len(self.questions) == 1 else "вопросы"
        return f"{word} " + ", ".join(f"«{question}»" for question in self.questions)

    @property
    def name(self) -> str:
        """«раздел «Участник», вопрос «Телефон»», or «документ «Согласие»»; empty for the whole form."""
        if not self.title:
            return ""
        if self.slot:
            return f"документ «{self.title}»"
        return f"раздел «{self.title}»" + (f", {self.asked}" if self.asked else "")

    @property
    def heading(self) -> str:
        """The name at the beginning of a line."""
        return self.name[:1].upper() + self.name[1:]


@dataclass(frozen=True)
class PlacedRemark:
    """A remark with its place."""

    remark: Remark
    place: Place

    @property
    def text(self) -> str:
        """What is to be corrected."""
        return self.remark.text

    @property
    def title(self) -> str:
        """The heading of the remark where it stands at its own section or document."""
        return f"Замечание: {self.place.asked}" if self.place.asked else "Замечание"

    @property
    def line(self) -> str:
        """Place and text in one line of a letter."""
        return f"{self.place.heading}: {self.text}" if self.place.name else self.text


class Places:
    """The sections, questions and documents of a filed version, by their codes."""

    def __init__(self, version: SubmissionVersion) -> None:
        self._steps: dict[str, str] = {}
        self._slots: dict[str, str] = {}
        self._questions: dict[tuple[str, str], str] = {}
        try:
            ctx = reading.context_of(version)
            answers = reading.answers_of(version)
        except KeyDestroyed:
            return
        self._steps = {step.code: step.title for step in ctx.journey.steps}
        # A version whose data are gone has no documents to name.
        if version.data is not None:
            self._slots = {slot.code: slot.label for slot in ctx.journey.upload_slots(ctx)}
        self._questions = {(a.step, a.code): a.label for a in answers}

    def has(self, step: str, slot: str, questions: Iterable[str] = ()) -> bool:
        """Whether there are such a section, document and questions."""
        is_place = (not step or step in self._steps) and (not slot or slot in self._slots)
        return is_place and all((step, code) in self._questions for code in questions)

    def questions(self, step: str) -> list[tuple[str, str]]:
        """Code and label of each answer of a section."""
        return [(code, label) for (at, code), label in self._questions.items() if at == step]

    def place(self, step: str = "", slot: str = "", questions: Iterable[str] = ()) -> Place:
        """The place in words; what is not known any more, or was destroyed, has no name."""
        title = self._slots.get(slot, "") if slot else self._steps.get(step, "")
        labels = (self._questions.get((step, code), "") for code in questions)
        shown = tuple(
            Truncator(label).chars(LONGEST_LABEL, truncate="…") for label in labels if label
        )
        return Place(title, step, slot, shown)

    def of(self, remark: Remark) -> PlacedRemark:
        """A remark with its place."""
        return PlacedRemark(remark, self.place(remark.step, remark.slot, remark.questions))


def placed(remarks: Iterable[Remark], version: SubmissionVersion) -> list[PlacedRemark]:
    """The remarks on a version with their places."""
    rows = list(remarks)
    places = Places(version) if rows else None
    return [places.of(row) for row in rows] if places else []


def remarks_on(submission: Submission, **place: str) -> list[PlacedRemark]:
    """The remarks on the version in force at one place: a step or a slot."""
    version = submission.current
    return placed(submission.remarks.filter(version=version, **place), version)
