"""Use cases of the contest's entries (C-8, C-11)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from contest.applications import kept
from contest.applications.models import Entry
from contest.setup.models import Contest, ContestRole, EmploymentCentre, StateService
from core import clock, text
from core.crypto import keyed_digest
from core.errors import Refused
from core.full_disk import CannotWrite
from core.history import SYSTEM_LABEL, log_change
from core.models import User
from forms_app import limits, notifications
from forms_app.lifecycle import State
from forms_app.models import Draft, Submission

LETTER_POINTS = {
    "letter_qualities": "а",
    "letter_potential": "б",
    "letter_technology": "в",
    "letter_training": "г",
    "letter_awards": "д",
}
# In these states the application stands no longer and its author may file another.
ENDED = frozenset({State.REJECTED, State.WITHDRAWN, State.DESTROYED})
# Names and birth dates that may be tried in one draft before it stops causing letters.
NAMES_PER_HOUR = 5


@dataclass(frozen=True)
class Participant:
    """Who takes part, as the application names them."""

    last_name: str
    first_name: str
    middle_name: str
    # None where an incomplete set does not say it.
    born_on: dt.date | None

    @property
    def full_name(self) -> str:
        """«Иванова Мария Петровна»."""
        return " ".join(p for p in (self.last_name, self.first_name, self.middle_name) if p)

    @property
    def digest(self) -> str:
        """Tells two people apart without keeping either readable; empty where that is unknown."""
        if self.born_on is None:
            return ""
        name = text.search_key(self.full_name)
        return keyed_digest("contest-person", f"{name}|{self.born_on.isoformat()}")


@transaction.atomic
def file_entry(
    *,
    submission: Submission,
    contest: Contest,
    role: ContestRole,
    service: StateService,
    centre: EmploymentCentre,
    participant: Participant,
    signed_by: str = "",
) -> Entry:
    """The entry of an application that is being sent, or its new version (C-11).

    ``signed_by`` is the head or whom they authorised.

    Raises Refused when the person has another active application in this contest.
    """
    if service.role_id != role.pk or role.contest_id != contest.pk:
        raise Refused("Выберите услугу из списка этого конкурса.", field="service")
    entry = Entry.objects.select_for_update().filter(submission=submission).first()
    entry = entry or Entry(submission=submission, contest=contest)
    entry.role, entry.service, entry.centre = role, service, centre
    entry.last_name = participant.last_name
    entry.first_name = participant.first_name
    entry.middle_name = participant.middle_name
    entry.signed_by = signed_by
    unknown = keyed_digest("contest-person", submission.reference)
    entry.person_digest = participant.digest or unknown
    entry.is_active = _stands(submission, contest)
    try:
        # The constraint decides, so that two who press at once cannot both get in.
        with transaction.atomic():
            entry.save()
    except IntegrityError:
        raise Refused(_second_application(contest), clause="11") from None
    return entry


def standing_entry(*, contest: Contest, participant: Participant) -> Entry | None:
    """The application that keeps this person from filing another; None where there is none."""
    rows = Entry.objects.filter(contest=contest, is_active=True).select_related("submission")
    return rows.filter(person_digest=participant.digest).first() if participant.digest else None


@transaction.atomic
def warn_of_second_application(*, draft: Draft, contest: Contest, participant: Participant) -> None:
    """Write to the first application's address that a second one was begun (C-11).

    Whoever types sees the same page with and without it (ADR 15). One letter a day for an
    application, and only so many names tried in one draft.
    """
    try:
        limits.count("second-application-tried", str(draft.pk), limit=NAMES_PER_HOUR)
    except (Refused, CannotWrite):
        return
    entry = standing_entry(contest=contest, participant=participant)
    if entry is None:
        return
    submission = entry.submission
    try:
        limits.count("second-application", str(submission.pk), limit=1, seconds=24 * limits.HOUR)
    except (Refused, CannotWrite):
        return
    log_change(submission, actor=None, action="second-application", actor_label=SYSTEM_LABEL)
    notifications.submission_letter(submission, "second-application")


@transaction.atomic
def follow_submission(*, submission: Submission) -> None:
    """Keep ``is_active`` in step with the submission's state; call inside its transaction.

    Raises Refused when an application that stands again would be the person's second.
    """
    entry = (
        Entry.objects.select_for_update(of=("self",))
        .select_related("contest")
        .filter(submission=submission)
        .first()
    )
    if entry is None:
        return
    entry.is_active = _stands(submission, entry.contest)
    if submission.state == State.DESTROYED:
        # The digest too would still tell whether a known person took part.
        entry.last_name = entry.first_name = entry.middle_name = entry.person_digest = ""
        entry.signed_by = ""
        kept.destroy(entry, clock.now())
    try:
        with transaction.atomic():
            entry.save(
                update_fields=[
                    "is_active",
                    "last_name",
                    "first_name",
                    "middle_name",
                    "signed_by",
                    "person_digest",
                ]
            )
    except IntegrityError:
        raise Refused(
            "Участник уже подал другую заявку на этот конкурс: сначала решите, какая останется."
        ) from None


@transaction.atomic
def tick_letter_points(*, entry: Entry, points: Mapping[str, bool], actor: User) -> Entry:
    """Record which points а–д of clause 11 the reference letter covers.

    ``points`` maps a field of LETTER_POINTS to its tick; fields left out stay as they are. Refused
    once the application stands no longer.
    """
    entry = Entry.objects.select_for_update().get(pk=entry.pk)
    if entry.submission.state in ENDED:
        raise Refused("Заявка уже не рассматривается: отметки характеристики не меняют.")
    changed = {
        field: bool(ticked)
        for field, ticked in points.items()
        if field in LETTER_POINTS and getattr(entry, field) != bool(ticked)
    }
    if not changed:
        return entry
    for field, ticked in changed.items():
        setattr(entry, field, ticked)
    entry.save(update_fields=list(changed))
    log_change(
        entry.submission,
        actor=actor,
        action="letter-points",
        details={LETTER_POINTS[field]: ticked for field, ticked in changed.items()},
    )
    return entry


def _stands(submission: Submission, contest: Contest) -> bool:
    """Whether it is an application that its author may not file beside another.

    What came late or incomplete, and is kept to be refused formally, keeps nobody from applying.
    """
    is_late = submission.received_at >= contest.applications_close_at
    return submission.state not in ENDED and not is_late and not submission.is_incomplete


def _second_application(contest: Contest) -> str:
    contact = f" ({contest.operator.email})" if contest.operator.email else ""
    return (
        "От этого участника уже есть действующая заявка на этот конкурс: участник подаёт одну заявку."
        " Чтобы исправить её, откройте ссылку из письма о получении. Чтобы подать другую,"
        f" сначала отзовите прежнюю по той же ссылке или обратитесь к организатору{contact}."
    )
