"""How an applicant learns what was decided: by a letter, or by a call (X-3).

Screens say what these functions say; nothing else may claim that a letter was sent.
"""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from core import phones
from core.errors import KeyDestroyed
from core.letters import letter_titles
from core.models import Letter
from forms_app import reading
from forms_app.answers import mask
from forms_app.engine import registry
from forms_app.models import Call, Submission, SubmissionVersion
from forms_app.models.calls import failed_letters

_NO_LETTER = "Адреса электронной почты нет, письма не будет."


def phones_of(submissions: Iterable[Submission]) -> dict[UUID, str]:
    """The telephone of each applicant as it was filed; empty where none was given or kept."""
    versions = SubmissionVersion.objects.filter(submission__in=list(submissions))
    newest = {
        version.submission_id: version
        for version in versions.select_related("submission__key").defer("data").order_by("number")
    }
    return {pk: _phone(version) for pk, version in newest.items()}


def phone_of(submission: Submission) -> str:
    """The telephone of one applicant; empty where none was given or kept."""
    return phones_of([submission]).get(submission.pk, "")


def way_to_call(submission: Submission) -> str:
    """«Позвоните: +7 …», or that no number is known."""
    phone = phone_of(submission)
    return f"Позвоните: {phones.phone_text(phone)}." if phone else "Телефон не указан."


def will_be_told(submission: Submission) -> str:
    """What staff read before they decide: whether a letter will go, or whom to call."""
    if submission.email:
        return f"На адрес {mask(submission.email)} уйдёт письмо."
    return f"{_NO_LETTER} {way_to_call(submission)}"


def was_told(submission: Submission) -> str:
    """What staff read once it is done: which letter is queued, or whom to call now."""
    if submission.email:
        return f"Письмо на адрес {mask(submission.email)} поставлено в очередь отправки."
    return f"{_NO_LETTER} {way_to_call(submission)}"


def news_for(submissions: Iterable[Submission]) -> dict[UUID, list[str]]:
    """What each of these applicants still has to be told, as titles of letters, oldest first."""
    rows = list(submissions)
    news: list[tuple[dt.datetime, str, UUID]] = [
        (call.due_at, call.letter_code, call.submission_id)
        for call in Call.objects.due().filter(submission__in=rows)
    ]
    keys = {str(row.pk): row.pk for row in rows}
    news += [
        (letter.created_at, letter.code, keys[letter.object_id])
        for letter in failed_letters().filter(object_id__in=keys)
    ]
    titles = letter_titles() if news else {}
    by_key: dict[UUID, list[str]] = {}
    for _, code, pk in sorted(news):
        by_key.setdefault(pk, []).append(titles.get(code, code))
    return {pk: list(dict.fromkeys(lines)) for pk, lines in by_key.items()}


def has_news(submission: Submission) -> bool:
    """Whether this applicant still has to be called; a list says it of all its rows as ``news``."""
    news: list[str] | None = getattr(submission, "news", None)
    if news is not None:
        return bool(news)
    return (
        submission.calls.due().exists()
        or failed_letters().filter(object_id=str(submission.pk)).exists()
    )


def letter_state(letter: Letter) -> str:
    """What the applicant reads of a letter that was not sent; empty for one that was."""
    match letter.state:
        case Letter.State.SENT:
            return ""
        case Letter.State.WAITING:
            return "ещё отправляется"
        case Letter.State.FAILED:
            return "отправить не удалось"
    return "отменено"


def _phone(version: SubmissionVersion) -> str:
    place = registry.get(version.submission.journey).phone_answer
    try:
        answers = reading.answers_of(version)
    except KeyDestroyed:
        return ""
    return next((str(a.value or "") for a in answers if (a.step, a.code) == place), "")
