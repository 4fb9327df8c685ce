"""What becomes of a sent application: corrections, the letter's points, retention (C-11, C-A5)."""

import datetime as dt
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from contest.applications.models import Entry
from contest.applications.services import tick_letter_points
from core.errors import Refused
from core.models import HistoryRecord
from forms_app import services, tasks
from forms_app.engine import registry
from forms_app.lifecycle import State
from forms_app.models import ConsentText
from forms_app.reading import answers_of
from forms_app.services import RemarkText
from tests.contest.factories import (
    CentreFactory,
    as_typed,
    sent_application,
    typed_steps,
    upload_all,
)

pytestmark = pytest.mark.django_db
JOURNEY = "contest-application"


def _returned(contest, secretary, due_at, *, steps=("participant",)):
    submission = sent_application(contest)
    services.register(submission=submission, actor=secretary)
    return services.return_for_correction(
        submission=submission,
        actor=secretary,
        remarks=[RemarkText("Проверьте отчество.", step=step) for step in steps],
        steps=list(steps),
        slots=["application", "questionnaire", "consent"],
        due_at=due_at,
    )


@pytest.mark.req("C-11")
def test_a_correction_after_the_deadline_is_taken_by_its_own_date(contest, secretary):
    due = contest.applications_close_at + dt.timedelta(days=3)
    submission = _returned(contest, secretary, due)
    after = contest.applications_close_at + dt.timedelta(days=1)
    with time_machine.travel(after, tick=False):
        draft = services.start_correction(submission=submission)
        person = {**typed_steps(contest)["participant"], "middle_name": "Дмитриевна"}
        draft = services.save_step(
            draft=draft, revision=draft.revision, step="participant", data=as_typed(person)
        ).draft
        for upload in draft.uploads.filter(slot__in=["application", "questionnaire", "consent"]):
            services.drop_upload(draft=draft, upload_id=upload.pk)
        upload_all(draft, "application", "questionnaire", "consent")
        sent = services.send_draft(draft=draft, revision=draft.revision)
    assert sent.pk == submission.pk
    assert sent.entry.middle_name == "Дмитриевна"
    assert Entry.objects.count() == 1
    assert [a.text for a in answers_of(sent.versions.get(number=2)) if a.code == "full_name"] == [
        "Королёва Анна-Мария Дмитриевна"
    ]


@pytest.mark.req("C-11")
def test_a_correction_after_its_own_date_is_late(contest, secretary):
    due = contest.applications_close_at + dt.timedelta(days=3)
    submission = _returned(contest, secretary, due)
    with (
        time_machine.travel(due, tick=False),
        pytest.raises(Refused, match="Исправления принимались"),
    ):
        services.start_correction(submission=submission)


@pytest.mark.req("C-11")
def test_a_return_without_a_date_ends_with_the_general_deadline(contest, secretary):
    submission = _returned(contest, secretary, None)
    draft = services.start_correction(submission=submission)
    with pytest.raises(Refused, match="Срок исправления прошёл"):
        services.send_draft(draft=draft, revision=draft.revision, at=contest.applications_close_at)


@pytest.mark.req("C-11")
@pytest.mark.parametrize(
    ("steps", "has_date", "words"),
    [
        (["participant"], False, "укажите срок"),
        (["indicators"], True, "только формальные"),
        (["role"], True, "только формальные"),
    ],
)
def test_after_the_deadline_only_formal_defects_are_returned(
    contest, secretary, steps, has_date, words
):
    submission = sent_application(contest)
    after = contest.applications_close_at + dt.timedelta(days=1)
    with time_machine.travel(after, tick=False), pytest.raises(Refused, match=words):
        services.return_for_correction(
            submission=submission,
            actor=secretary,
            remarks=[RemarkText("Исправьте.", step=step) for step in steps],
            due_at=after + dt.timedelta(days=3) if has_date else None,
        )
    submission.refresh_from_db()
    assert submission.state == State.RECEIVED


# -- the secretary's ticks, retention ----------------------------------------------------
@pytest.mark.req("C-11")
def test_the_letters_points_are_ticked_and_logged_once(contest, secretary):
    entry = sent_application(contest).entry
    tick_letter_points(entry=entry, points={"letter_awards": True}, actor=secretary)
    tick_letter_points(entry=entry, points={"letter_awards": True}, actor=secretary)
    entry.refresh_from_db()
    assert entry.letter_awards
    assert not entry.letter_training
    logged = HistoryRecord.objects.about(entry.submission).filter(action="letter-points")
    assert [record.details for record in logged] == [{"д": True}]


@pytest.mark.req("C-A5")
def test_data_are_kept_until_thirty_days_after_the_contest(contest):
    journey = registry.get(JOURNEY)
    submission = sent_application(contest)
    assert journey.keep_until(submission) is None
    contest.ceremony_on = dt.date(2027, 2, 1)
    contest.save()
    kept = journey.keep_until(submission)
    assert kept.astimezone(contest.tz).date() == dt.date(2027, 3, 3)


@pytest.mark.req("C-A5")
def test_a_withdrawn_application_is_destroyed_before_thirty_days(contest):
    submission = services.withdraw(submission=sent_application(contest), actor=None)
    now = dt.datetime.now(dt.UTC)
    assert tasks.destroy_due(now + dt.timedelta(days=28)) == 0
    assert tasks.destroy_due(now + dt.timedelta(days=29)) == 1
    submission.refresh_from_db()
    assert submission.state == State.DESTROYED


@pytest.mark.req("C-A5")
def test_destruction_takes_the_name_from_the_entry(contest, secretary):
    submission = services.withdraw(submission=sent_application(contest), actor=None)
    services.destroy_submission(submission=submission, reason="срок хранения")
    entry = Entry.objects.get(submission=submission)
    assert (entry.full_name, entry.person_digest, entry.is_active) == ("", "", False)


def test_what_was_filed_stays_readable_when_its_centre_leaves_the_list(contest):
    from forms_app.reading import progress_of

    submission = sent_application(contest)
    contest.centres.set([CentreFactory()])
    assert progress_of(submission.versions.get()).is_complete


@pytest.mark.req("X-5")
def test_consent_texts_are_loaded_once_per_operator(contest):
    out = StringIO()
    ConsentText.objects.all().delete()
    call_command("load_consent_texts", operator=contest.operator.code, stdout=out)
    call_command("load_consent_texts", stdout=out)
    assert f"{contest.operator}: добавлено 5" in out.getvalue()
    assert f"{contest.operator}: добавлено 0" in out.getvalue()
    texts = ConsentText.objects.filter(operator=contest.operator)
    assert texts.count() == 5
    call_command("load_consent_texts", "--full-from", "2027-01-01", stdout=out)
    assert texts.get(version=3).effective_from == dt.date(2027, 1, 1)


@pytest.mark.req("C-A2", "X-3")
def test_numbers_of_diplomas_are_not_shown_by_a_link(contest):
    from forms_app.answers import masked

    answers = answers_of(sent_application(contest).current)
    filed = next(answer for answer in answers if answer.code == "education")
    shown = next(answer for answer in masked(answers) if answer.code == "education")
    number = filed.value[0]["number"]
    assert number in filed.text
    assert number not in shown.text
    assert filed.value[0]["institution"] in shown.text
    assert shown.value is None
