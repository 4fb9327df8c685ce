"""Who goes on to the federal stage: until when that lasts, a written refusal, the data kept for it (C-18)."""

import datetime as dt

from django.db import transaction

from contest.applications.models import Entry
from contest.meetings.rules.questions import Kind
from contest.meetings.services.guards import require_secretary, today_of
from contest.results.facts import nominee_of, signed_decision
from contest.results.models import Nomination, ResultsOrder
from contest.setup.consents import FEDERAL_STAGE
from contest.setup.models import Contest
from core import clock, history
from core.errors import Refused
from core.models import PrivateFile, User
from forms_app import consents
from forms_app.engine.access import Access
from forms_app.lifecycle import State
from forms_app.models import Consent, ConsentText
from forms_app.services.locking import APPLICANT_LABEL, lock_submission
from forms_app.services.proving import check_owner

NOBODY = "На федеральный этап никто не выдвинут: нужно решение комиссии в подписанном протоколе."
NOT_ASKED = "Это согласие даёт тот, кто выдвинут на федеральный этап."


def nomination_of(contest: Contest) -> Nomination | None:
    """What is known of the latest decision on the nominee."""
    decision = signed_decision(contest, Kind.NOMINEE)
    rows = Nomination.objects.filter(decision=decision) if decision else Nomination.objects.none()
    return rows.select_related("paper", "refused_by").first()


@transaction.atomic
def set_end(*, resultsorder: ResultsOrder, ends_on: dt.date, actor: User) -> Nomination:
    """Record the last day of the federal stage: until then the nominee's data may be kept."""
    row = _locked(resultsorder, actor)
    if ends_on < today_of(resultsorder.contest):
        raise Refused("Этот день уже прошёл.", field="ends_on")
    row.ends_on = ends_on
    row.save()
    history.log_change(resultsorder, actor=actor, action="federal-end")
    return row


@transaction.atomic
def refuse(
    *, resultsorder: ResultsOrder, refused_on: dt.date, paper: PrivateFile, actor: User
) -> Nomination:
    """Record the nominee's written refusal: the right passes on by another decision.

    The paper lies under the order's key.
    """
    row = _locked(resultsorder, actor)
    if row.refused_on is not None:
        raise Refused("Отказ уже записан: выдвинуть другого может комиссия.")
    if refused_on > today_of(resultsorder.contest):
        raise Refused("Этот день ещё не наступил.", field="refused_on")
    row.refused_on, row.paper, row.refused_by = refused_on, paper, actor
    row.save()
    history.log_change(resultsorder, actor=actor, action="nominee-refused")
    return row


def _locked(order: ResultsOrder, actor: User) -> Nomination:
    """The row of the latest decision, under the contest's lock; Refused where there is none."""
    contest = Contest.objects.select_for_update(of=("self",)).get(pk=order.contest_id)
    require_secretary(actor, contest)
    decision = signed_decision(contest, Kind.NOMINEE)
    if decision is None:
        raise Refused(NOBODY)
    return Nomination.objects.get_or_create(decision=decision)[0]


# --- the consent to keep the data -------------------------------------------------------------------


def held(entry: Entry) -> Consent | None:
    """The consent to keep the data that the nominee gave and has not taken back."""
    rows = entry.submission.consents.filter(
        text__purpose=FEDERAL_STAGE, withdrawn_at=None, destroyed_at=None
    )
    return rows.select_related("text__operator").last()


def text_for(entry: Entry) -> ConsentText | None:
    """What the nominee is asked; None for everybody else, and while the stage has no end."""
    if entry.submission.state != State.ACCEPTED or _end_for(entry) is None:
        return None
    today = today_of(entry.contest)
    try:
        return consents.current_text(
            purpose=FEDERAL_STAGE, operator=entry.contest.operator, on=today
        )
    except consents.NoText:
        return None


def values(entry: Entry) -> dict[str, str]:
    """What fills the places of the text."""
    ends_on = _end_for(entry)
    return {
        "full_name": entry.full_name,
        "contact": entry.submission.email or f"указано в заявке {entry.submission.reference}",
        "contest": str(entry.contest),
        "until": clock.format_date(ends_on) if ends_on else "",
    }


@transaction.atomic
def agree(*, entry: Entry, text: ConsentText, access: Access | None = None) -> Consent:
    """Record that the nominee lets the data be kept until the federal stage ends."""
    submission = lock_submission(entry.submission_id)
    check_owner(submission, access)
    if known := held(entry):
        return known
    if text_for(entry) is None:
        raise Refused(NOT_ASKED)
    consent = consents.give_later(
        submission=submission, text=text, values=values(entry), at=clock.now()
    )
    history.log_change(
        submission,
        actor=None,
        action="consent-given",
        details={"purpose": FEDERAL_STAGE, "version": text.version},
        actor_label=APPLICANT_LABEL,
    )
    return consent


def keep_until(entry: Entry) -> dt.datetime | None:
    """Until when the nominee's data are kept under their own consent; None for everybody else."""
    ends_on = _end_for(entry) if held(entry) is not None else None
    if ends_on is None:
        return None
    return clock.at_local(ends_on + dt.timedelta(days=1), dt.time(), entry.contest.tz)


def _end_for(entry: Entry) -> dt.date | None:
    """The last day of the stage, of whoever goes on to it."""
    chosen = nominee_of(entry.contest)
    row = nomination_of(entry.contest) if chosen and chosen.pk == entry.pk else None
    return row.ends_on if row else None
