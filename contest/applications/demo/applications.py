"""Invented applications for the secretary's desk, made by the same services as real ones."""

import datetime as dt
from functools import cache
from typing import TextIO

from django.core.files.base import ContentFile
from django.db import transaction

from contest.applications.demo.answers import typed_steps
from contest.applications.demo.people import PEOPLE, Fate, Person
from contest.applications.journey.application import ContestApplication
from contest.applications.models import Entry
from contest.applications.papers.slots import slots
from contest.applications.services import LETTER_POINTS, tick_letter_points
from contest.setup.models import Contest
from core import clock, paper, roles
from core.demo_accounts import account_of
from core.models import User
from forms_app import consents, services
from forms_app.lifecycle import State
from forms_app.models import Draft, Ground, Submission

JOURNEY = ContestApplication.code


def load_applications(contest: Contest, stdout: TextIO) -> None:
    """Add the applications that are missing; without demonstration accounts nobody decides."""
    secretary = account_of(roles.CONTEST_SECRETARY)
    if secretary is None:
        stdout.write("applications: left out, there is no demonstration secretary\n")
        return
    missing = [person for person in PEOPLE if not _is_there(contest, person)]
    for number, person in enumerate(missing, start=1):
        with transaction.atomic():
            _decide(send(contest, person, secretary), person, secretary, contest)
        stdout.write(f"applications: {number} of {len(missing)}\n")


def _is_there(contest: Contest, person: Person) -> bool:
    if person.fate is Fate.DESTROYED:
        # Destruction leaves nothing to know the person by.
        return Submission.objects.filter(
            journey=JOURNEY, scope=contest.slug, state=State.DESTROYED
        ).exists()
    digest = person.participant.digest
    return Entry.objects.filter(contest=contest, person_digest=digest).exists()


def send(contest: Contest, person: Person, secretary: User) -> Submission:
    """Fill an application in and send it, step by step, as the person or the secretary would."""
    draft = _start(contest, person, secretary)
    actor = draft.entered_by
    for step, data in typed_steps(contest, person).items():
        saved = services.save_step(
            draft=draft, revision=draft.revision, step=step, data=data, actor=actor
        )
        draft = saved.draft
    for slot in slots():
        if slot.required:
            content = ContentFile(stand_in(slot.label))
            name = f"{slot.label}.pdf"
            services.store_upload(
                draft=draft, slot=slot.code, source=content, name=name, actor=actor
            )
    return services.send_draft(draft=draft, revision=draft.revision, actor=actor)


def _start(contest: Contest, person: Person, secretary: User) -> Draft:
    if person.source != "site":
        return services.enter_on_behalf(
            journey=JOURNEY,
            scope=contest.slug,
            actor=secretary,
            source=person.source,
            received_at=clock.now() - dt.timedelta(days=person.days_ago),
            email=person.email,
        )
    today = clock.in_zone(clock.now(), contest.tz).date()
    text = consents.current_text(purpose=consents.KEEP_DRAFT, operator=contest.operator, on=today)
    return services.start_draft(
        journey=JOURNEY, scope=contest.slug, email=person.email, consent_text=text
    ).draft


def _decide(submission: Submission, person: Person, secretary: User, contest: Contest) -> None:
    """Take the application to its fate by the secretary's own actions."""
    fate = person.fate
    if fate is Fate.RETURNED:
        _return(submission, secretary, contest)
    elif fate in (Fate.WITHDRAWN, Fate.DESTROYED):
        services.withdraw(submission=submission, reason="Передумал(а) участвовать")
        if fate is Fate.DESTROYED:
            services.destroy_submission(
                submission=submission, ground=Ground.WITHDRAWN, reason="отзыв заявки участником"
            )
    elif fate is not Fate.RECEIVED:
        register(submission, secretary)
        if fate is Fate.ACCEPTED:
            accept(submission, secretary)
        elif fate is Fate.REJECTED:
            services.reject(
                submission=submission,
                actor=secretary,
                reason="справка кадровой службы не подтверждает стаж работы в центре занятости",
                clause="8",
            )


def register(submission: Submission, secretary: User) -> None:
    """Number the application and take it over."""
    services.register(submission=submission, actor=secretary)
    services.assign(submission=submission, actor=secretary, to=secretary)
    services.add_note(
        submission=submission,
        actor=secretary,
        text="Комплект полный, подлинник согласия ожидаем почтой. Демонстрационная заметка.",
    )


def accept(submission: Submission, secretary: User) -> None:
    """Admit the participant: the letter covers all points, the consents are there in the original."""
    points = dict.fromkeys(LETTER_POINTS, True)
    tick_letter_points(entry=submission.entry, points=points, actor=secretary)
    for consent in submission.consents.exclude(text__purpose=consents.KEEP_DRAFT):
        services.confirm_original(consent=consent, actor=secretary)
    services.accept(submission=submission, actor=secretary)


def _return(submission: Submission, secretary: User, contest: Contest) -> None:
    services.return_for_correction(
        submission=submission,
        actor=secretary,
        remarks=[
            services.RemarkText(
                "В характеристике нет сведений о повышении квалификации за последние 3 года "
                "(пункт 11, подпункт «г»).",
                slot="reference",
            ),
            services.RemarkText("Укажите должность руководителя полностью.", step="head"),
        ],
        due_at=contest.applications_close_at,
    )


@cache
def stand_in(title: str) -> bytes:
    """A scan's stand-in that says what it is."""
    template = "contest/applications/papers/demonstration.html"
    made_at = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    return paper.render(template, {}, title=title, made_at=made_at).pdf
