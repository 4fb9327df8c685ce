"""Use cases of complaints: received by the participant's link, answered by staff."""

import datetime as dt

from django.db import transaction

from contest.applications.models import Entry
from contest.complaints.lifecycle import COMPLAINT, ComplaintState
from contest.complaints.models import Complaint
from contest.setup.models import Contest
from core import clock, files, journals
from core.errors import Refused
from core.history import log_change
from core.lifecycle import STAFF
from core.models import Journal, JournalEntry, PrivateFile, User
from forms_app import notifications
from forms_app.services.locking import APPLICANT_LABEL, lock_submission

WORK = "contest.work_entries"
# Characters of a complaint and of an answer.
LONGEST = 8000
FILE_TYPES = files.DOCUMENT_TYPES | files.IMAGE_TYPES
FILE_BYTES = 20 * 1024 * 1024
STILL_OPEN = "Ваша прежняя жалоба ещё ждёт ответа: новую можно написать после него."


@transaction.atomic
def receive(
    *, entry: Entry, text: str, at: dt.datetime, file: PrivateFile | None = None
) -> Complaint:
    """Keep a complaint under the next number and tell the participant so; one waits at a time."""
    submission = lock_submission(entry.submission_id)
    if entry.complaints.filter(state=ComplaintState.RECEIVED).exists():
        raise Refused(STILL_OPEN)
    if not text.strip():
        raise Refused("Напишите, с чем вы не согласны.", field="text")
    entry.submission = submission
    row = Complaint.objects.create(
        entry=entry,
        number=journals.take_number(journal=journal_of(entry.contest), actor=None, at=at),
        received_at=at,
        text=text.strip(),
        file=file,
    )
    log_change(
        row,
        actor=None,
        action="receive",
        to_state=row.state,
        details={"number": row.number.label},
        actor_label=APPLICANT_LABEL,
    )
    when = clock.format_instant(at, row.tz)
    notifications.submission_letter(
        submission,
        "complaint-received",
        reason=f"Мы получили вашу жалобу. Номер: {row.number.label}, поступила {when}.",
        by_applicant=True,
    )
    return row


@transaction.atomic
def answer(*, complaint: Complaint, answer: str, signed_by: str, actor: User) -> Complaint:
    """Keep the answer and tell the participant that it is there."""
    submission = lock_submission(complaint.entry.submission_id)
    rows = Complaint.objects.select_related("entry__contest__operator", "number")
    row = rows.get(pk=complaint.pk)
    row.entry.submission = submission
    if not (actor.has_perm(WORK) and actor.organisation_id == row.entry.contest.operator_id):
        raise Refused("У вас нет права на это действие.")
    source = row.state
    row.state = ComplaintState(COMPLAINT.target("answer", source=source, who=STAFF))
    if not row.text:
        raise Refused("Данные заявки уничтожены.")
    if not answer.strip():
        raise Refused("Напишите ответ.", field="answer")
    if not signed_by.strip():
        raise Refused("Напишите, кто подписал ответ.", field="signed_by")
    row.answer, row.signed_by = answer.strip(), signed_by.strip()
    row.answered_at, row.answered_by = clock.now(), actor
    row.save()
    log_change(row, actor=actor, action="answer", from_state=source, to_state=row.state)
    notifications.submission_letter(
        submission,
        "complaint-answered",
        reason=f"На вашу жалобу № {row.number.label} дан ответ.",
    )
    return row


def journal_of(contest: Contest) -> Journal:
    """The journal of the contest's complaints, made with the first of them."""
    defaults = {"title": f"Журнал жалоб участников: {contest}"[:255]}
    return Journal.objects.get_or_create(code=f"complaints-{contest.slug}", defaults=defaults)[0]


def hold_number(entry: JournalEntry) -> str:
    """Why the number of a complaint is not annulled; empty for other numbers."""
    if Complaint.objects.filter(number=entry).exists():
        return "Это номер жалобы участника: он остаётся у неё."
    return ""


def destroy_of(entry: Entry, at: dt.datetime) -> None:
    """Destroy texts, files and answers; inside the application's destruction."""
    for row in entry.complaints.select_related("file"):
        if row.file is not None:
            files.destroy_file(row.file, at)
        row.text = row.answer = ""
        row.save(update_fields=["text", "answer"])


def kept_words(entry: Entry) -> str:
    """What the act of destruction says of complaints; empty where there are none."""
    number = entry.complaints.count()
    return f"Жалобы с ответами: {number}." if number else ""
