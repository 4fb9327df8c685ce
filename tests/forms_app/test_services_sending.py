"""Drafts, uploads and sending."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from unittest import mock

import pytest
from django.db import connection

from core import files
from core.errors import Refused
from core.models import HistoryRecord, Letter
from forms_app import answers, consents, reading, services
from forms_app.engine import registry
from forms_app.errors import Incomplete, NotYet, StaleRevision, TooLate
from forms_app.lifecycle import State
from forms_app.models import Consent, Draft, Submission
from tests.forms_app import helpers
from tests.forms_app.helpers import fill, ready, save, sent, start, text, upload

pytestmark = [pytest.mark.sqlite, pytest.mark.usefixtures("sample")]


def send(draft, **kwargs):
    draft.refresh_from_db()
    return services.send_draft(draft=draft, revision=draft.revision, **kwargs)


@pytest.mark.req("X-6")
def test_sending_keeps_answers_files_consents_and_letter_together():
    submission = sent()
    version = submission.current
    shown = {a.code: a.text for a in reading.answers_of(version)}
    assert shown["name"] == "Иванова Мария"
    assert shown["share"] == "50 %"
    assert shown["periods-1-start"] == "01.02.2020"
    assert version.digest == answers.digest(reading.answers_of(version))
    assert {f.slot for f in version.files.all()} == {"signed", "agreement"}
    assert {c.text.purpose for c in submission.consents.all()} == {"draft-keeping", "processing"}
    assert Letter.objects.filter(code="submission-received").count() == 1
    assert submission.state == State.RECEIVED
    assert submission.draft.payload is None


def test_what_was_checked_is_what_is_filed():
    draft = ready()
    from core import clock
    from forms_app.services.locking import progress_of

    checked = progress_of(draft, at=clock.now()).answers()
    assert reading.answers_of(send(draft).current) == checked


def test_nothing_readable_lies_in_the_tables():
    draft = ready()
    assert "Иванова".encode() not in bytes(draft.payload)
    version = send(draft).current
    for blob in (version.answers, version.data):
        assert "Иванова".encode() not in bytes(blob)


@pytest.mark.req("X-2")
def test_a_second_press_gives_the_same_submission():
    draft = ready()
    assert send(draft) == send(draft)
    assert Submission.objects.count() == 1
    assert Letter.objects.filter(code="submission-received").count() == 1


def test_a_failure_in_the_domain_leaves_nothing_behind(sample):
    draft = ready()
    with mock.patch.object(sample, "file", side_effect=RuntimeError), pytest.raises(RuntimeError):
        send(draft)
    draft.refresh_from_db()
    assert draft.state == Draft.State.OPEN
    assert not Submission.objects.exists()
    assert not Letter.objects.filter(code="submission-received").exists()


def test_the_deadline_is_an_instant_that_is_too_late_itself(sample):
    first, second = ready(), ready()
    with pytest.raises(TooLate, match="новосибирское"):
        send(first, at=sample.deadline)
    assert send(second, at=sample.deadline - dt.timedelta(microseconds=1))
    first.refresh_from_db()
    assert first.state == Draft.State.OPEN


def test_missing_steps_and_documents_are_named():
    draft = start().draft
    save(draft, "kind")
    with pytest.raises(Incomplete) as refused:
        send(draft)
    assert refused.value.blockers[0].step == "consent"
    fill(draft)
    upload(draft, "signed")
    with pytest.raises(Incomplete) as refused:
        send(draft)
    assert [b.step for b in refused.value.blockers] == ["uploads"]
    assert "Подписанное согласие" in refused.value.message


def test_the_journey_may_refuse():
    with pytest.raises(Refused, match="отказано"):
        send(ready(person={"name": "Отказов"}))


def test_a_stale_revision_is_not_sent():
    draft = ready()
    with pytest.raises(StaleRevision):
        services.send_draft(draft=draft, revision=draft.revision - 1)


def test_every_step_is_judged_again_when_it_is_sent():
    draft = ready()
    newer = text().next_version()
    Consent.objects.filter(text=text()).update(withdrawn_at=dt.datetime.now(dt.UTC))
    newer.save()
    with pytest.raises(Incomplete):
        send(draft)


@pytest.mark.req("X-5")
def test_the_consent_is_evidence_of_the_exact_text():
    draft = start().draft
    save(draft, "kind")
    save(draft, "consent")
    given = Consent.objects.get(text__purpose="processing")
    assert given.text_sha256 == text().sha256
    assert given.method == Consent.Method.TICK
    assert given.text.used_at is not None
    save(draft, "consent")
    assert Consent.objects.filter(text__purpose="processing").count() == 1
    save(draft, "consent", agree=[])
    given.refresh_from_db()
    assert given.withdrawn_at is not None


@pytest.mark.req("X-5")
def test_no_identity_data_before_the_consent():
    draft = start().draft
    save(draft, "kind")
    with pytest.raises(NotYet):
        save(draft, "person")


def test_a_newer_text_asks_those_who_have_not_agreed_yet():
    early, late = start().draft, start().draft
    for draft in (early, late):
        save(draft, "kind")
    save(early, "consent")
    old = consents.mark(text())
    text().next_version().save()
    assert not save(late, "consent", text=old).complete
    assert save(late, "consent").complete
    assert save(early, "person").complete


def test_the_filled_consent_is_kept_under_its_own_key():
    submission = sent()
    given = submission.consents.get(text__purpose="processing")
    assert consents.filled_text(given).startswith("Я, Иванова Мария, паспорт ____")
    assert given.key_id != submission.key_id
    scan = submission.current.files.get(slot="agreement").file
    assert scan.key_id == given.key_id


@pytest.mark.req("C-11")
def test_a_changed_answer_voids_the_signed_upload():
    draft = ready()
    save(draft, "person", name="Иванова Анна")
    with pytest.raises(Incomplete, match="новая подпись"):
        send(draft)
    upload(draft, "signed")
    assert draft.uploads.filter(slot="signed").count() == 1
    assert send(draft)


def test_an_unchanged_consent_is_not_voided_by_another_answer():
    draft = ready()
    save(draft, "person", name="Иванова Анна")
    upload(draft, "signed")
    assert {f.slot for f in send(draft).current.files.all()} == {"signed", "agreement"}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("скан.pdf", b"", "0 байт"),
        ("скан.pdf", b"MZ\x90\x00" * 100, "не принят"),
        ("скан.jpg", b"<html><script>alert(1)</script>", "не принят"),
        ("скан.png", helpers.PNG + b"\0" * 20 * 1024 * 1024, "МБ"),
    ],
)
def test_bad_files_are_refused_with_words(name, content, message):
    draft = fill(start().draft)
    with pytest.raises(Refused, match=message):
        upload(draft, "signed", content, name)
    assert not draft.uploads.exists()


def test_one_file_is_replaced_several_are_counted():
    draft = fill(start().draft)
    first = upload(draft, "signed").file
    upload(draft, "signed")
    assert draft.uploads.filter(slot="signed").count() == 1
    first.refresh_from_db()
    assert first.destroyed_at is not None
    for _ in range(3):
        upload(draft, "extra")
    with pytest.raises(Refused, match="не больше 3"):
        upload(draft, "extra")
    dropped = draft.uploads.filter(slot="extra").first()
    for _ in range(2):
        services.drop_upload(draft=draft, upload_id=dropped.pk)
    assert draft.uploads.filter(slot="extra").count() == 2


def test_a_foreign_upload_is_not_dropped():
    mine, other = fill(start().draft), fill(start().draft)
    kept = upload(other, "signed")
    services.drop_upload(draft=mine, upload_id=kept.pk)
    assert other.uploads.filter(pk=kept.pk).exists()


def test_uploads_wait_for_the_steps():
    with pytest.raises(NotYet):
        upload(start().draft, "signed")


def test_a_step_that_no_longer_applies_is_left_out():
    draft = start().draft
    fill(draft, kind={"kind": "long"})
    assert save(draft, "more", text="Ещё").complete
    save(draft, "kind", kind="short")
    upload(draft, "signed")
    upload(draft, "agreement")
    assert "text" not in {a.code for a in reading.answers_of(send(draft).current)}


@pytest.mark.req("C-10")
def test_staff_enter_what_came_on_paper_and_its_arrival_decides(superuser, sample):
    came = sample.deadline - dt.timedelta(days=40_000)
    draft = services.enter_on_behalf(
        journey="sample", scope="only", actor=superuser, source="paper", received_at=came
    )
    for step in helpers.STEPS:
        save(draft, step)
    upload(draft, "signed")
    upload(draft, "agreement")
    submission = send(draft, actor=superuser, at=sample.deadline + dt.timedelta(days=1))
    assert (submission.source, submission.received_at) == ("paper", came)
    assert submission.entered_by == superuser
    given = submission.consents.get(text__purpose="processing")
    assert given.method == Consent.Method.INK
    record = HistoryRecord.objects.about(submission).get()
    assert record.actor == superuser


def test_what_came_late_on_paper_is_late(superuser, sample):
    now = dt.datetime.now(dt.UTC)
    draft = services.enter_on_behalf(
        journey="sample", scope="only", actor=superuser, source="email", received_at=now
    )
    sample.deadline = now
    fill(draft)
    upload(draft, "signed")
    upload(draft, "agreement")
    with pytest.raises(TooLate):
        send(draft, actor=superuser)


def test_an_arrival_in_the_future_is_refused(superuser):
    with pytest.raises(Refused, match="не наступил"):
        services.enter_on_behalf(
            journey="sample",
            scope="only",
            actor=superuser,
            source="paper",
            received_at=dt.datetime(2999, 1, 1, tzinfo=dt.UTC),
        )


def test_the_draft_is_kept_without_email_under_number_and_code():
    started = start("")
    assert started.code
    assert not Letter.objects.exists()
    # A letter may not arrive.
    assert start().code
    assert Letter.objects.get().code == "draft-started"


def test_a_code_of_a_journey_cannot_be_taken_twice(sample):
    with pytest.raises(ValueError, match="registered already"):
        registry.register(type("Other", (type(sample),), {})())


def test_files_are_readable_after_sending():
    held = sent().current.files.get(slot="signed")
    assert files.read_file(held.file) == helpers.PNG


@pytest.mark.postgres
@pytest.mark.req("X-2", "X-6")
@pytest.mark.django_db(transaction=True)
def test_twenty_parallel_sends_give_one_submission():
    draft = ready()

    def press(_):
        try:
            return services.send_draft(draft=draft, revision=draft.revision).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        assert len(set(pool.map(press, range(20)))) == 1
    assert Submission.objects.count() == 1
    assert Letter.objects.filter(code="submission-received").count() == 1
