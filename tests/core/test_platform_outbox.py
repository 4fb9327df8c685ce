"""Letters: the row is the truth; nothing is lost and nothing leaves twice."""

import datetime as dt
import smtplib

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core import outbox
from core.letters import LetterText
from core.models import Letter, LetterTemplate

pytestmark = [pytest.mark.everywhere, pytest.mark.django_db]

TEXT = LetterText(
    code="test-received",
    title="Проба",
    subject="Заявка {reference} принята",
    body="Здравствуйте!\nНомер: {reference}.",
    placeholders=("reference",),
)


@pytest.fixture(autouse=True)
def _declared(monkeypatch):
    monkeypatch.setattr("core.letters.declared", lambda: {TEXT.code: TEXT})


@pytest.fixture
def enqueue(organisation, person_key):
    def put(**changes):
        values = {
            "code": TEXT.code,
            "to": "person@example.org",
            "about": organisation,
            "key": person_key,
            "context": {"reference": "К-7"},
        }
        return outbox.enqueue(**{**values, **changes})

    return put


@pytest.fixture
def broken_mail(monkeypatch):
    """The mail server is down until the returned function is called."""
    from django.core.mail.backends import locmem

    working = locmem.EmailBackend.send_messages

    def refuse(self, messages):
        raise ConnectionRefusedError

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", refuse)
    return lambda: monkeypatch.setattr(locmem.EmailBackend, "send_messages", working)


def test_a_letter_says_that_a_machine_sent_it(enqueue, run_jobs):
    enqueue()
    run_jobs()
    assert mail.outbox[0].extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_letter_is_sent_by_its_job(enqueue, run_jobs):
    letter = enqueue()
    assert run_jobs() == 1
    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT
    assert letter.sent_at is not None
    assert mail.outbox[0].subject == "Заявка К-7 принята"
    assert mail.outbox[0].body == "Здравствуйте!\nНомер: К-7."
    assert mail.outbox[0].to == ["person@example.org"]


@pytest.mark.req("X-5")
def test_the_stored_letter_cannot_be_read_without_the_key(enqueue):
    letter = enqueue()
    assert "К-7".encode() not in bytes(letter.content)
    assert outbox.content(letter)[0] == "Заявка К-7 принята"


def test_a_rolled_back_transaction_leaves_no_letter(enqueue):
    def fail():
        with transaction.atomic():
            enqueue()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not Letter.objects.exists()
    assert not DBTaskResult.objects.exists()


@pytest.mark.req("X-6")
def test_with_the_mail_server_down_letters_wait_and_leave_later(
    enqueue, run_jobs, broken_mail, time_machine
):
    time_machine.move_to("2026-11-22T09:00:00+00:00", tick=False)
    letter = enqueue()
    run_jobs()
    letter.refresh_from_db()
    assert letter.state == Letter.State.WAITING
    assert letter.attempts == 1
    assert letter.last_error == "ConnectionRefusedError"
    time_machine.move_to("2026-11-22T21:00:00+00:00", tick=False)
    assert outbox.sweep_letters() == 1
    run_jobs()
    broken_mail()
    time_machine.move_to("2026-11-23T21:00:00+00:00", tick=False)
    assert outbox.sweep_letters() == 1
    run_jobs()
    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT
    assert len(mail.outbox) == 1


@pytest.mark.req("X-6")
def test_a_letter_whose_worker_was_killed_is_swept_up(enqueue, run_jobs, time_machine):
    time_machine.move_to("2026-11-22T09:00:00+00:00", tick=False)
    letter = enqueue()
    # The worker claims the job and the letter, then dies: the job stays «running» for ever.
    DBTaskResult.objects.get().claim("killed")
    assert outbox._claim(letter.pk)
    time_machine.move_to("2026-11-22T09:04:00+00:00", tick=False)
    assert outbox.sweep_letters() == 0
    time_machine.move_to("2026-11-22T09:06:00+00:00", tick=False)
    assert outbox.sweep_letters() == 1
    assert outbox.sweep_letters() == 0
    run_jobs()
    assert len(mail.outbox) == 1


def test_two_jobs_for_one_letter_send_it_once(enqueue):
    letter = enqueue()
    assert outbox.deliver(letter.pk) is True
    assert outbox.deliver(letter.pk) is False
    assert len(mail.outbox) == 1


def test_a_letter_in_another_workers_hands_is_left_alone(enqueue):
    letter = enqueue()
    Letter.objects.update(lease_until=timezone.now() + dt.timedelta(minutes=1))
    assert outbox.deliver(letter.pk) is False
    assert mail.outbox == []


def test_a_refused_address_fails_at_once_and_is_shown(enqueue, monkeypatch):
    from django.core.mail.backends import locmem

    def refuse(self, messages):
        raise smtplib.SMTPRecipientsRefused({"person@example.org": (550, b"no such user")})

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", refuse)
    letter = enqueue()
    outbox.deliver(letter.pk)
    letter.refresh_from_db()
    assert letter.state == Letter.State.FAILED
    assert "person@example.org" not in letter.last_error


def test_after_ten_days_a_person_has_to_look_and_may_try_again(enqueue, broken_mail, run_jobs):
    letter = enqueue()
    Letter.objects.update(created_at=timezone.now() - dt.timedelta(days=11))
    outbox.deliver(letter.pk)
    letter.refresh_from_db()
    assert letter.state == Letter.State.FAILED
    broken_mail()
    outbox.retry(letter)
    run_jobs()
    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT


def test_the_text_that_staff_edited_is_used(enqueue, run_jobs):
    LetterTemplate.objects.create(
        code=TEXT.code, title="Проба", subject="Ваша заявка", body="№ {reference}"
    )
    enqueue()
    run_jobs()
    assert (mail.outbox[0].subject, mail.outbox[0].body) == ("Ваша заявка", "№ К-7")


@pytest.mark.parametrize(
    ("changes", "error"),
    [({"code": "nothing"}, LookupError), ({"context": {}}, KeyError), ({"to": ""}, ValueError)],
)
def test_a_letter_that_cannot_be_written_is_refused_at_once(enqueue, changes, error):
    with pytest.raises(error):
        enqueue(**changes)


def test_a_value_with_braces_is_not_a_place(enqueue):
    letter = enqueue(context={"reference": "{key}"})
    assert outbox.content(letter)[0] == "Заявка {key} принята"


# --- asked at the sending -------------------------------------------------------------------------


@pytest.fixture
def guarded(monkeypatch):
    """``guarded(may_go)``: what is asked before a letter of the tests is sent."""
    monkeypatch.setattr(outbox, "_guards", {})
    return lambda may_go: outbox.guard(TEXT.code, may_go)


def test_a_letter_that_may_not_go_any_more_is_cancelled_when_its_turn_comes(enqueue, guarded):
    letter = enqueue()
    guarded(lambda one: one.pk != letter.pk)
    assert not outbox.deliver(letter.pk)
    letter.refresh_from_db()
    assert letter.state == Letter.State.CANCELLED
    assert not outbox.deliver(letter.pk)
    assert mail.outbox == []


def test_a_letter_whose_guard_fails_is_not_sent_and_asked_about_again(enqueue, guarded):
    def fail(letter):
        raise RuntimeError

    letter = enqueue()
    guarded(fail)
    assert not outbox.deliver(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.last_error) == (Letter.State.WAITING, "RuntimeError")
    guarded(lambda one: True)
    assert outbox.deliver(letter.pk)
    assert len(mail.outbox) == 1


def test_a_worker_that_dies_while_asking_leaves_the_letter_to_the_next_one(enqueue, guarded):
    def die(letter):
        raise KeyboardInterrupt

    letter = enqueue()
    guarded(die)
    with pytest.raises(KeyboardInterrupt):
        outbox.deliver(letter.pk)
    guarded(lambda one: False)
    later = timezone.now() + outbox.LEASE + dt.timedelta(seconds=1)
    assert outbox.sweep_letters(later) == 1
    Letter.objects.filter(pk=letter.pk).update(lease_until=None)
    assert not outbox.deliver(letter.pk)
    letter.refresh_from_db()
    assert letter.state == Letter.State.CANCELLED
    assert mail.outbox == []


# --- while it is held by a worker -----------------------------------------------------------------


def test_a_letter_that_is_called_off_in_a_workers_hands_is_not_sent(enqueue, guarded):
    letter = enqueue()
    guarded(lambda one: outbox.cancel(Letter.objects.filter(pk=one.pk)) > 0)
    assert not outbox.deliver(letter.pk)
    letter.refresh_from_db()
    assert letter.state == Letter.State.CANCELLED
    assert mail.outbox == []


def test_a_letter_that_is_called_off_while_an_attempt_fails_for_good_stays_called_off(
    enqueue, monkeypatch
):
    """Nobody is shown a failure of it, and nobody can send it again."""
    from django.core.mail.backends import locmem

    def refuse(self, messages):
        outbox.cancel(Letter.objects.all())
        raise smtplib.SMTPRecipientsRefused({"person@example.org": (550, b"no such user")})

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", refuse)
    letter = enqueue()
    outbox.deliver(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.last_error) == (Letter.State.CANCELLED, "")
    outbox.retry(letter)
    letter.refresh_from_db()
    assert letter.state == Letter.State.CANCELLED
