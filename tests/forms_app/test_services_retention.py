"""Reminders, expiry, destruction with proof."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from core import crypto, files
from core.errors import KeyDestroyed, Refused
from core.files import FileDestroyed
from core.models import HistoryRecord, Letter, PersonKey
from forms_app import consents, links, reading, services, tasks
from forms_app.lifecycle import State
from forms_app.models import Consent, DestructionAct, Draft, Submission, SubmissionFile
from tests.forms_app.helpers import fill, ready, save, sent, start, text, upload

pytestmark = [pytest.mark.sqlite, pytest.mark.usefixtures("sample")]
DAY = dt.timedelta(days=1)


@pytest.mark.req("X-3")
def test_reminders_three_days_and_one_day_before_once_each(sample):
    start()
    start("")
    began = Draft.objects.earliest("created_at").created_at
    sample.deadline = began + 10 * DAY
    assert tasks.remind(began + 6 * DAY) == 0
    assert tasks.remind(began + 7 * DAY) == 1
    assert tasks.remind(began + 8 * DAY) == 0
    assert tasks.remind(began + 9 * DAY) == 1
    assert tasks.remind(began + 9.5 * DAY) == 0
    assert tasks.remind(began + 10 * DAY) == 0
    assert Letter.objects.filter(code="draft-reminder").count() == 2


def test_a_late_tick_reminds_once_and_who_has_just_begun_not_at_all(sample):
    draft = start().draft
    sample.deadline = draft.created_at + 10 * DAY
    assert tasks.remind(sample.deadline - 0.5 * DAY) == 1
    assert tasks.remind(sample.deadline - 0.4 * DAY) == 0
    fresh = start().draft
    sample.deadline = fresh.created_at + 0.5 * DAY
    assert tasks.remind(fresh.created_at) == 0


@pytest.mark.req("X-5")
def test_an_expired_draft_is_destroyed_with_its_files_and_key(client):
    draft = fill(start().draft)
    scan = upload(draft, "signed").file
    draft.refresh_from_db()
    resume = links.token("resume", draft)
    assert tasks.expire_drafts(draft.expires_at - DAY) == 0
    assert tasks.expire_drafts(draft.expires_at) == 1
    assert tasks.expire_drafts(draft.expires_at) == 0
    draft.refresh_from_db()
    scan.refresh_from_db()
    assert (draft.state, draft.payload, draft.email) == ("destroyed", None, "")
    assert scan.destroyed_at is not None
    assert not PersonKey.objects.filter(destroyed_at=None).exists()
    assert DestructionAct.objects.get().subject == f"черновик № {draft.number}"
    page = client.get(f"/forms/resume/{resume}/")
    assert page.status_code == 410
    assert "Срок хранения истёк" in page.content.decode()
    assert client.get(f"/forms/resume/{resume[:-1]}x/").status_code == 404


def test_an_abandoned_correction_leaves_the_submission_whole(superuser):
    submission = sent()
    services.return_for_correction(
        submission=submission, actor=superuser, remarks=[services.RemarkText("имя", step="person")]
    )
    draft = services.start_correction(submission=submission)
    save(draft, "person", name="Иванова Анна")
    tasks.expire_drafts(draft.expires_at)
    assert reading.answers_of(submission.current)
    assert files.read_file(submission.current.files.get(slot="signed").file)
    assert services.start_correction(submission=submission).pk != draft.pk


@pytest.mark.req("X-5")
def test_destruction_removes_the_data_and_keeps_the_proof(superuser, client):
    submission = services.withdraw(submission=sent())
    digest = submission.current.digest
    link = links.token("track", submission)
    act = services.destroy_submission(submission=submission, reason="отзыв согласия")
    submission.refresh_from_db()
    version = submission.current
    assert (submission.state, submission.email) == (State.DESTROYED, "")
    assert "Иванова" not in submission.title + submission.search_key + submission.sort_key
    assert (version.answers, version.data, version.digest) == (None, None, digest)
    assert act.subject == "Иванова Мария"
    assert act.number == 1
    assert "Подписанная анкета" in act.data_list
    assert HistoryRecord.objects.about(submission).last().action == "destroy"
    scan = SubmissionFile.objects.get(slot="signed").file
    with pytest.raises(FileDestroyed):
        files.read_file(scan)
    with pytest.raises(KeyDestroyed):
        crypto.encrypt(PersonKey.objects.get(pk=submission.key_id), b"", context="x")
    page = client.get(f"/track/{link}/")
    assert page.status_code == 410
    assert "уничтожены" in page.content.decode()


@pytest.mark.req("C-A5")
def test_the_consent_outlives_the_data_by_three_years(superuser):
    submission = services.withdraw(submission=sent())
    scan = submission.current.files.get(slot="agreement").file
    services.destroy_submission(submission=submission, reason="срок")
    given = Consent.objects.get(text__purpose="processing")
    assert "Иванова" in consents.filled_text(given)
    assert files.read_file(scan)
    destroyed = Submission.objects.get().destroyed_at
    assert tasks.destroy_old_evidence(destroyed + 2 * 365 * DAY) == 0
    assert tasks.destroy_old_evidence(destroyed + 3 * 366 * DAY) == 1
    given.refresh_from_db()
    assert (given.filled_text, given.text_sha256) == (None, given.text.sha256)
    scan.refresh_from_db()
    assert scan.destroyed_at is not None


def test_an_undecided_submission_cannot_be_destroyed(superuser):
    submission = sent()
    for begin in (services.request_destruction, services.propose_destruction):
        with pytest.raises(Refused, match="Сначала"):
            begin(submission=submission, actor=superuser, reason="нет")
    submission.refresh_from_db()
    assert reading.answers_of(submission.current)


@pytest.mark.req("X-5")
def test_retention_runs_out_into_destruction(sample):
    submission = services.withdraw(submission=sent())
    now = submission.received_at
    assert tasks.destroy_due(now) == 0
    sample.keep = now + DAY
    assert tasks.destroy_due(now) == 0
    assert tasks.destroy_due(now + DAY) == 1
    assert tasks.destroy_due(now + DAY) == 0
    assert DestructionAct.objects.get().destroyed_by_label == "система, автоматически"


@pytest.mark.req("X-5")
def test_after_a_withdrawn_consent_the_data_go_within_30_days():
    submission = sent()
    given = submission.consents.get(text__purpose="processing")
    services.withdraw_consent(consent=given)
    given.refresh_from_db()
    assert tasks.destroy_due(given.withdrawn_at + 20 * DAY) == 0
    assert tasks.destroy_due(given.withdrawn_at + 30 * DAY) == 1


def test_a_draft_keeps_living_while_it_is_worked_on():
    draft = start().draft
    Draft.objects.update(expires_at=draft.created_at)
    save(draft, "kind")
    draft.refresh_from_db()
    assert draft.expires_at > draft.created_at + 29 * DAY


@pytest.mark.req("X-5")
def test_a_used_consent_text_never_changes():
    ready()
    used = text()
    used.body += "!"
    with pytest.raises(ValidationError, match="новую версию"):
        used.save()
    with pytest.raises(ValidationError):
        text().delete()
    newer = text().next_version()
    newer.save()
    assert (newer.version, newer.used_at) == (2, None)
