"""A consent to be named in the results: given and taken back by the participant's own link (C-19)."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from contest.applications.models import Entry
from contest.publication.models import PublicationConsent
from contest.setup.consents import PUBLICATION
from core import clock, history
from core.errors import Refused
from forms_app import consents
from forms_app.engine.access import Access
from forms_app.lifecycle import State
from forms_app.models import Consent, ConsentText, Ground
from forms_app.services import withdraw_consent
from forms_app.services.locking import APPLICANT_LABEL, lock_submission
from forms_app.services.proving import check_owner

NAME_WORDS = "фамилию, имя и отчество"
CENTRE_WORDS = "наименование центра занятости, в котором я работаю"
PLACE_WORDS = "занятое место, а если конкурс публикует баллы, то и баллы"


@dataclass(frozen=True)
class Choice:
    """What may be published: the name, without which nothing points to the person, and what else."""

    name: bool = False
    centre: bool = False
    place: bool = False

    @property
    def words(self) -> str:
        """The chosen items, as the text of the consent lists them."""
        chosen = (
            (self.name, NAME_WORDS),
            (self.centre, CENTRE_WORDS),
            (self.place, PLACE_WORDS),
        )
        return ";\n".join(f"– {words}" for is_chosen, words in chosen if is_chosen)


def text_for(entry: Entry) -> ConsentText | None:
    """The wording in force today; None where the operator has none."""
    today = clock.in_zone(clock.now(), entry.contest.tz).date()
    try:
        return consents.current_text(purpose=PUBLICATION, operator=entry.contest.operator, on=today)
    except consents.NoText:
        return None


def values(entry: Entry, choice: Choice) -> dict[str, str]:
    """What fills the places of the text."""
    submission = entry.submission
    return {
        "full_name": entry.full_name,
        "contact": submission.email or f"указано в заявке {submission.reference}",
        "site": settings.SITE_URL.partition("://")[2],
        "contest": str(entry.contest),
        "published": choice.words,
    }


def current(entry: Entry) -> PublicationConsent | None:
    """The consent that holds."""
    rows = PublicationConsent.objects.in_force().filter(entry=entry)
    return rows.select_related("consent__text__operator").last()


def may_give(entry: Entry) -> bool:
    """Whether it is asked for: after admission, not in the application."""
    return entry.submission.state == State.ACCEPTED and text_for(entry) is not None


@transaction.atomic
def give(
    *, entry: Entry, text: ConsentText, choice: Choice, access: Access | None = None
) -> PublicationConsent:
    """Record that the participant may be named so; another choice takes the place of the earlier.

    Raises NotProved for whoever has only the link (ADR 14), Refused for one who is not admitted.
    """
    submission = lock_submission(entry.submission_id)
    check_owner(submission, access)
    if submission.state != State.ACCEPTED:
        raise Refused("Согласие на публикацию дают допущенные участники.")
    if not choice.name:
        raise Refused(
            "Отметьте имя: без него публиковать больше нечего, а место и так будет без имени.",
            field="name",
        )
    held, now = current(entry), clock.now()
    if held is not None:
        if (held.centre, held.place) == (choice.centre, choice.place):
            return held
        Consent.objects.filter(pk=held.consent_id).update(withdrawn_at=now)
    consent = consents.give_later(
        submission=submission, text=text, values=values(entry, choice), at=now
    )
    row = PublicationConsent.objects.create(
        consent=consent, entry=entry, centre=choice.centre, place=choice.place
    )
    history.log_change(
        submission,
        actor=None,
        action="consent-given",
        details={"purpose": PUBLICATION, "version": text.version},
        actor_label=APPLICANT_LABEL,
    )
    return row


def withdraw(*, entry: Entry, access: Access | None = None) -> None:
    """End it: the name leaves the public pages at once. Twice is once."""
    held = current(entry)
    if held is not None:
        withdraw_consent(consent=held.consent, access=access)


def end_with_data(entry: Entry, at: dt.datetime) -> None:
    """When the data go before their term because somebody wanted so, the name leaves the site too.

    Of an application destroyed at the end of its term the consent lives on until it is taken back
    or its own term is over (ADR 20). Inside the application's destruction.
    """
    act = entry.submission.acts.order_by("-pk").first()
    if act is not None and act.ground == Ground.TERM:
        return
    for row in PublicationConsent.objects.given().filter(entry=entry).select_related("consent"):
        withdraw_consent(consent=row.consent, at=at)
