"""Letters of the engine; staff edit the texts in Wagtail. Journeys may name other codes."""

import datetime as dt

from core import clock, crypto, outbox
from core.letters import compose
from core.models import Letter
from forms_app import letters, links
from forms_app.answers import Answer
from forms_app.engine import registry
from forms_app.engine.context import Scope
from forms_app.engine.journey import BoundContext, Journey
from forms_app.engine.nouns import REQUEST, Noun
from forms_app.models import Call, Submission

# Of the others the person learns where they happen: on the page, or from the printed code.
CALLED_ABOUT = frozenset(
    {"registered", "returned", "accepted", "rejected", "taken-back", "withdrawn"}
    | {"destruction-asked", "destruction-decided", "destruction-stopped"}
)
# What stands for the secret part of a link where it is not its owner who reads.
HIDDEN_LINK = "•••"
# What stands for remarks that no mailbox gets.
BY_THE_LINK = "они на странице по ссылке ниже."

LETTERS = [*letters.written(REQUEST), letters.TO_OPERATOR]


def draft_letter(code: str, ctx: BoundContext) -> Letter | None:
    """Put a letter with the link to an unsent draft into the outbox; None without an address."""
    draft, about = ctx.draft, ctx.about
    if draft is None or not draft.email:
        return None
    # A correction has a date of its own; the first deadline may be long past.
    due = ctx.corrects.corrections_due_at if ctx.corrects is not None else about.deadline
    deadline = clock.format_deadline(due, about.tz) if due else ""
    return outbox.enqueue(
        code=ctx.journey.letter(code),
        to=draft.email,
        about=draft,
        key=draft.key,
        operator=about.operator,
        context={
            "form": ctx.journey.title,
            "scope": about.title,
            "operator": about.operator.full_name,
            "contact": ctx.journey.contact(about),
            "number": ctx.reference,
            "link": links.resume_url(draft),
            "kept_until": clock.format_date(draft.expires_at.astimezone(about.tz).date()),
            "deadline": deadline,
            "send_by": f"\nОтправить {ctx.journey.noun.acc} нужно в срок: {deadline}."
            if deadline
            else "",
        },
    )


def submission_letter(
    submission: Submission,
    event: str,
    *,
    answers: list[Answer] | None = None,
    remarks: str = "",
    due: str = "",
    reason: str = "",
    clause: str = "",
    by_applicant: bool = False,
) -> Letter | None:
    """Tell the applicant of a change (X-3); None without an address. ``answers`` come masked.

    Without an address the applicant has to be called, unless the change was their own doing.
    """
    journey = registry.get(submission.journey)
    if not submission.email:
        if event in CALLED_ABOUT | journey.called_about and not by_applicant:
            code = journey.letter(event)
            Call.objects.create(submission=submission, letter_code=code, due_at=clock.now())
        return None
    about = journey.describe(submission.scope)
    return outbox.enqueue(
        code=journey.letter(event),
        to=submission.email,
        about=submission,
        key=submission.key,
        operator=about.operator,
        context={
            **_places(submission, journey, about),
            "answers": "\n".join(f"{a.label}: {a.text}" for a in answers or []),
            "remarks": BY_THE_LINK if journey.is_confidential else remarks,
            "due": due,
            "reason": reason,
            "clause": clause,
        },
    )


def letter_text(submission: Submission, event: str, *, reason: str = "") -> tuple[str, str]:
    """The letter of an event, subject and body, as staff may read it before it is sent.

    The applicant's own link is hidden: it opens the submission. The event needs no further words
    than ``reason``.
    """
    journey = registry.get(submission.journey)
    places = _places(submission, journey, journey.describe(submission.scope))
    subject, body = compose(journey.letter(event), {**places, "reason": reason})
    return subject, body.replace(links.token(links.TRACK, submission), HIDDEN_LINK)


def _places(submission: Submission, journey: Journey, about: Scope) -> dict[str, object]:
    """What fills the places of every letter about a submission."""
    registration = submission.registration
    return {
        "form": journey.title,
        "scope": about.title,
        "operator": about.operator.full_name,
        "contact": journey.contact(about),
        "reference": submission.reference,
        "number": registration.label if registration is not None else "",
        "link": links.track_url(submission),
        "repeat": links.repeat_url(submission) if journey.repeatable else "",
        **journey.letter_values(submission),
    }


def recall(submission: Submission, *events: str) -> None:
    """Let nobody be told of these events any more: no letter that still waits, no call."""
    codes = [registry.get(submission.journey).letter(event) for event in events]
    submission.calls.due().filter(letter_code__in=codes).delete()
    outbox.cancel(Letter.objects.about(submission).filter(code__in=codes))


def destruction_letter(
    scope: Scope, *, form: str, noun: Noun, count: int, until: dt.datetime, destroyed: dt.datetime
) -> Letter | None:
    """Tell the operator which submissions will be destroyed when; None without an address."""
    operator = scope.operator
    if not operator.email:
        return None
    return outbox.enqueue(
        code="destruction-announced",
        to=operator.email,
        about=operator,
        # Nobody's data: a key of its own, which no destruction reaches.
        key=crypto.new_key(),
        operator=operator,
        context={
            "form": form,
            "scope": scope.title,
            "operator": operator.full_name,
            "records": noun.many,
            "count": count,
            "until": clock.format_date(until.astimezone(scope.tz).date()),
            "destroyed": clock.format_date(destroyed.astimezone(scope.tz).date()),
        },
    )
