"""Reading what was filed: answers, typed data, the applicant's timeline."""

import dataclasses
import datetime as dt

from core import crypto
from core.models import HistoryRecord
from forms_app import answers as answer_lists
from forms_app.answers import Answer
from forms_app.engine import registry
from forms_app.engine.journey import BoundContext
from forms_app.engine.nouns import Noun
from forms_app.engine.payload import Payload, version_place
from forms_app.engine.progress import Progress, evaluate
from forms_app.lifecycle import State
from forms_app.models import Submission, SubmissionVersion
from forms_app.models.drafts import Source

# What the applicant reads for each logged action, the noun is the journey's; what is not here is
# internal.
WORDS = {
    "send": "Отправлен{noun:|а|о}",
    "register": "Зарегистрирован{noun:|а|о}",
    "return": "Возвращен{noun:|а|о} на исправление",
    "correct": "Исправленная версия отправлена",
    "correct-registered": "Исправленная версия отправлена",
    "reject": "Отклонен{noun:|а|о}",
    "withdraw": "Отозван{noun:|а|о}",
    "original-received": "Получен подлинник согласия",
    "consent-withdrawn": "Согласие отозвано",
    "take-back": "Решение отменено, {noun.nom} снова рассматривается",
    "request-destruction": "Записана просьба уничтожить данные",
    "confirm-destruction": "Объявлено уничтожение данных",
    "stop-destruction": "Уничтожение данных остановлено",
    "keep-data": "Уничтожение данных остановлено по вашей ссылке",
    "destroy": "Данные уничтожены",
}
# Whose reason was written for the applicant.
_TOLD_WHY = {"reject", "take-back", "request-destruction", "confirm-destruction"}


ARRIVED = {
    "send": "Поступил{noun:|а|о}",
    "correct": "Исправленная версия поступила",
    "correct-registered": "Исправленная версия поступила",
}


@dataclasses.dataclass(frozen=True)
class Event:
    """A line of the applicant's timeline: no names of staff.

    What came on paper or by letter stands at its arrival.
    """

    at: dt.datetime
    text: str
    why: str = ""


def answers_of(version: SubmissionVersion) -> list[Answer]:
    """The stored answers; empty when they are destroyed. Renders without the form's code."""
    if version.answers is None:
        return []
    submission = version.submission
    place = version_place("answers", submission, version.number)
    rows = crypto.decrypt_json(submission.key, bytes(version.answers), context=place)
    return answer_lists.from_json(rows)


def payload_of(version: SubmissionVersion) -> Payload:
    """What was typed for a version; empty when it is destroyed."""
    if version.data is None:
        return Payload()
    submission = version.submission
    place = version_place("data", submission, version.number)
    return Payload.from_json(
        crypto.decrypt_json(submission.key, bytes(version.data), context=place)
    )


def progress_of(version: SubmissionVersion) -> Progress:
    """The filed steps judged again by today's forms, for papers and the domain's services."""
    submission = version.submission
    ctx = BoundContext(
        journey=registry.get(submission.journey),
        scope=submission.scope,
        at=version.sent_at,
        submission=submission,
    )
    return evaluate(ctx, payload_of(version))


def context_of(version: SubmissionVersion) -> BoundContext:
    """The context of a filed version, with the data of its steps."""
    return progress_of(version).ctx


def timeline(submission: Submission) -> list[Event]:
    """What happened, in plain words and without names of staff (X-3)."""
    journey = registry.get(submission.journey)
    words = {**WORDS, "accept": journey.state_labels()[State.ACCEPTED]}
    records = HistoryRecord.objects.about(submission).order_by("at", "pk")
    events = [
        _event(
            record,
            words[record.action] + _which_consent(record, submission),
            noun=journey.noun,
        )
        for record in records
        if record.action in words
    ]
    return sorted(events, key=lambda event: event.at)


def arrival_of(record: HistoryRecord) -> tuple[dt.datetime, str] | None:
    """When and how that came which staff typed in; None for what an applicant sent."""
    details = record.details
    if not {"received_at", "source"} <= details.keys():
        return None
    return dt.datetime.fromisoformat(details["received_at"]), Source(details["source"]).label


def _which_consent(record: HistoryRecord, submission: Submission) -> str:
    """«: «Согласие на …»» of a consent that was taken back, empty of anything else."""
    if record.action != "consent-withdrawn":
        return ""
    rows = submission.consents.filter(
        text__purpose=record.details.get("purpose"), text__version=record.details.get("version")
    )
    title = rows.values_list("text__title", flat=True).first()
    return f": «{title}»" if title else ""


def _event(record: HistoryRecord, text: str, *, noun: Noun) -> Event:
    why = record.why if record.action in _TOLD_WHY else ""
    arrival = arrival_of(record)
    if arrival is None:
        return Event(record.at, noun.write(text), why)
    came_at, how = arrival
    return Event(came_at, noun.write(f"{ARRIVED.get(record.action, text)} {how}"), why)
