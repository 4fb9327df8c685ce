"""What the papers of Appendices 1–5 say, out of the stored list of answers (invariant 3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from contest.applications.content import wording
from forms_app.answers import Answer

# Rows of the questionnaire that the regulation numbers by itself; 9.x follow from the answers.
_BEFORE_INDICATORS = {
    "birth_date": "1",
    "education": "2",
    "in_position": "3",
    "in_service": "4",
    "in_serving": "5",
    "courses": "6",
    "other": "7",
    "mentoring": "8",
}
INDICATOR = "indicator-"
SHORT_ANSWER = 500


@dataclass(frozen=True)
class Row:
    """A row of an official table; ``number`` is empty where the form leaves the cell empty."""

    number: str
    label: str
    text: str

    @property
    def is_short(self) -> bool:
        """Whether the row stays on one page; a longer answer flows on over the page."""
        return len(self.text) < SHORT_ANSWER


@dataclass(frozen=True)
class Signature:
    """The line that the head signs."""

    post: str
    name: str


class Answers:
    """The answers by code; a question that was not asked is an empty text."""

    def __init__(self, answers: Iterable[Answer]) -> None:
        self._by_code = {answer.code: answer for answer in answers}

    def text(self, code: str) -> str:
        """What was shown as the answer to ``code``."""
        answer = self._by_code.get(code)
        return answer.text if answer else ""

    def label(self, code: str, default: str = "") -> str:
        """The official label under which ``code`` was answered."""
        answer = self._by_code.get(code)
        return answer.label if answer else default

    def value(self, code: str) -> Any:
        """The stored value of ``code``; None when it was not asked."""
        answer = self._by_code.get(code)
        return answer.value if answer else None

    def starting(self, prefix: str) -> list[Answer]:
        """The answers whose code begins with ``prefix``, in the order of the form."""
        return [a for code, a in self._by_code.items() if code.startswith(prefix)]


def application_rows(answers: Answers) -> list[Row]:
    """The rows of Appendix 1, which the regulation does not number (C-A1)."""
    return [
        Row("", label, answers.text(code))
        for code, label in wording()["application"]["rows"].items()
    ]


def questionnaire_rows(answers: Answers) -> list[Row]:
    """Rows 1–10 of Appendices 2–4; row 9 is split as in the form (C-A2…C-A4)."""
    labels = wording()["questionnaire"]["rows"]
    rows = [
        Row(number, labels.get(code) or answers.label(code), answers.text(code))
        for code, number in _BEFORE_INDICATORS.items()
    ]
    for index, answer in enumerate(answers.starting(INDICATOR)):
        rows.append(Row("" if index else "9", answer.label, answer.text))
    return [*rows, Row("10", labels["services"], answers.text("services"))]


def signature(answers: Answers) -> Signature:
    """Post and name of the head (or the authorised person) of the centre."""
    return Signature(answers.text("head_post"), answers.text("head_name"))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a filled consent."""
    return [part.strip() for part in text.split("\n\n") if part.strip()]
