"""What a page of one submission shows, gathered for the template."""

import datetime as dt
import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core import clock
from core.errors import KeyDestroyed
from core.letters import letter_titles
from core.models import HistoryRecord, Letter
from forms_app import reading
from forms_app.answers import NOT_GIVEN, Answer, by_section
from forms_app.engine import registry
from forms_app.engine.context import Scope
from forms_app.engine.journey import UploadSlot
from forms_app.models import Consent, Submission, SubmissionFile, SubmissionVersion

IMAGE = "image/"
PDF = "application/pdf"


@dataclass(frozen=True)
class ShownAnswer:
    """An answer as this person may see it; ``text`` is empty where it is hidden."""

    label: str
    text: str
    hidden: bool


@dataclass(frozen=True)
class ShownSection:
    """The answers of a section; ``empty`` are the questions that nobody answered."""

    title: str
    answers: list[ShownAnswer]
    empty: list[str]


@dataclass(frozen=True)
class ShownFile:
    """A document of a version; ``preview`` is «image», «pdf», «made» or empty.

    «made» is a picture of a kind that browsers do not show: a JPEG is made of it for the page.
    """

    row: SubmissionFile
    url: str
    preview: str
    is_identity: bool

    @property
    def shown_url(self) -> str:
        """The address at which a browser can show the file."""
        return f"{self.url}?preview" if self.preview == "made" else self.url


def scope_of(submission: Submission) -> Scope:
    """What the submission was filed to."""
    return registry.get(submission.journey).describe(submission.scope)


def lateness(submission: Submission, scope: Scope) -> str:
    """«в срок» or how much too late; empty where there is no deadline."""
    if scope.deadline is None:
        return ""
    arrived = registry.noun(submission.journey).write("поступил{noun:|а|о}")
    late_by = submission.received_at - scope.deadline
    if late_by < dt.timedelta(0):
        return f"{arrived} в срок"
    days = late_by.days + 1
    return f"{arrived} после окончания приёма (просрочка, суток: {days})"


def stored_answers(version: SubmissionVersion) -> list[Answer]:
    """The answers as filed; none once the data are destroyed."""
    if version.answers is None:
        return []
    try:
        return reading.answers_of(version)
    except KeyDestroyed:
        return []


def sections(answers: Iterable[Answer], *, hide: Any) -> list[ShownSection]:
    """Answers by section; those for which ``hide`` says so carry no text at all.

    That nothing was answered is no secret.
    """
    return [
        ShownSection(
            title=section,
            answers=[
                ShownAnswer(a.label, "" if hide(a) else a.text, hidden=bool(hide(a)))
                for a in group
                if not _is_empty(a)
            ],
            empty=[a.label for a in group if _is_empty(a)],
        )
        for _, section, group in by_section(answers)
    ]


def _is_empty(answer: Answer) -> bool:
    return answer.text in ("", NOT_GIVEN)


def phone_in(answers: Iterable[Answer], submission: Submission) -> str:
    """The telephone among the answers; empty where none was given."""
    place = registry.get(submission.journey).phone_answer
    numbers = (str(a.value or "") for a in answers if (a.step, a.code) == place)
    return next(numbers, "")


def slots_of(version: SubmissionVersion) -> list[UploadSlot]:
    """The documents that the form asks for; none once its data are destroyed."""
    return slots_and_doubts(version)[0]


def slots_and_doubts(version: SubmissionVersion) -> tuple[list[UploadSlot], list[str]]:
    """The documents that the form asks for, and what is unusual in the answers."""
    if version.data is None:
        return [], []
    progress = reading.progress_of(version)
    slots = progress.ctx.journey.upload_slots(progress.ctx)
    return slots, [f"Необычное в ответах: {text}" for text in progress.warnings()]


def missing_slots(slots: Iterable[UploadSlot], files: Iterable[SubmissionFile]) -> list[str]:
    """Labels of required documents that are not there."""
    have = {file.slot for file in files}
    return [slot.label for slot in slots if slot.required and slot.code not in have]


def preview_kind(content_type: str) -> str:
    """How a browser may show the file on the page."""
    if content_type == PDF:
        return "pdf"
    if content_type in {"image/jpeg", "image/png", "image/webp"}:
        return "image"
    return "made" if content_type.startswith(IMAGE) else ""


def letters_of(submission: Submission) -> list[Letter]:
    """Letters about the submission, newest first, each with the title of its kind."""
    titles = letter_titles()
    letters = list(Letter.objects.about(submission))
    for letter in letters:
        letter.title = titles.get(letter.code, letter.code)
    return letters


def consents_of(submission: Submission) -> list[Consent]:
    """The evidence of consent."""
    rows = submission.consents.select_related("text", "text__operator", "original_received_by")
    return list(rows)


def zone_of(submission: Submission) -> zoneinfo.ZoneInfo:
    """The zone in which the submission's instants are said (invariant 4)."""
    return scope_of(submission).tz


def change_words(record: HistoryRecord) -> list[str]:
    """What a change of a submission was about: whom, which number, what was returned until when."""
    details = record.details
    words = []
    if "to" in details:
        words.append(f"кому: {details['to']}" if details["to"] else "ответственный снят")
    if "number" in details:
        words.append(f"№ {details['number']}")
    if (until := details.get("until")) and isinstance(record.about, Submission):
        instant = dt.datetime.fromisoformat(until)
        words.append(f"не раньше {clock.format_instant(instant, zone_of(record.about))}")
    if day := details.get("called_on"):
        words.append(f"{dt.date.fromisoformat(day):%d.%m.%Y}")
    if left := details.get("left"):
        words.append(f"оставлено как было: {'; '.join(left)}")
    if arrival := reading.arrival_of(record):
        came_at, how = arrival
        utc = zoneinfo.ZoneInfo("UTC")
        zone = zone_of(record.about) if isinstance(record.about, Submission) else utc
        words.append(f"поступило {how} {clock.format_instant(came_at, zone)}")
    if record.action == "return" and isinstance(record.about, Submission):
        words += _returned(record.about, details)
    return words


def _returned(submission: Submission, details: dict[str, Any]) -> list[str]:
    titles = {step.code: step.title for step in registry.get(submission.journey).steps}
    slots = details.get("slots", [])
    labels = {slot.code: slot.label for slot in slots_of(submission.current)} if slots else {}
    groups = (("шаги", details.get("steps", []), titles), ("документы", slots, labels))
    words = [
        f"{what}: {', '.join(names.get(code, code) for code in codes)}"
        for what, codes, names in groups
        if codes
    ]
    if due := details.get("due"):
        instant = dt.datetime.fromisoformat(due)
        words.append(f"исправить {clock.format_deadline(instant, zone_of(submission))}")
    return words
