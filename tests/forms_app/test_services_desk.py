"""What staff and applicants do with a submission: every state, action and actor."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from core import clock
from core.errors import Refused, TransitionRefused
from core.lifecycle import APPLICANT, STAFF, SYSTEM
from core.models import HistoryRecord, Letter
from forms_app import links, services
from forms_app.lifecycle import SUBMISSION, State
from forms_app.models import Draft, Note, Submission
from forms_app.services.locking import move
from tests import factories
from tests.forms_app import helpers
from tests.forms_app.helpers import marks_of, save, sent, upload

pytestmark = pytest.mark.usefixtures("sample")
ACTIONS = [
    "take-back",
    "register",
    "return",
    "correct",
    "correct-registered",
    "accept",
    "reject",
    "withdraw",
    "destroy",
]
ALLOWED = {
    ("received", "register", STAFF): "registered",
    ("received", "return", STAFF): "returned",
    ("registered", "return", STAFF): "returned",
    ("returned", "correct", APPLICANT): "received",
    ("returned", "correct", STAFF): "received",
    ("returned", "correct-registered", APPLICANT): "registered",
    ("returned", "correct-registered", STAFF): "registered",
    ("registered", "accept", STAFF): "accepted",
    ("registered", "reject", STAFF): "rejected",
    ("returned", "reject", STAFF): "rejected",
    ("accepted", "take-back", STAFF): "registered",
    ("rejected", "take-back", STAFF): "registered",
    **{
        (s, "withdraw", w): "withdrawn"
        for s in ("received", "registered", "returned", "accepted")
        for w in (APPLICANT, STAFF)
    },
    **{
        (s, "destroy", SYSTEM): "destroyed"
        for s in ("received", "registered", "returned", "accepted", "rejected", "withdrawn")
    },
}


@pytest.fixture
def clerk(db):
    return factories.UserFactory()


def returned(clerk, *, steps=("person",), slots=(), due_at=None, submission=None):
    return services.return_for_correction(
        submission=submission or sent(),
        actor=clerk,
        remarks=[
            services.RemarkText(
                "Исправьте имя.", step=steps[0] if steps else "", slot=slots[0] if slots else ""
            )
        ],
        steps=list(steps),
        slots=list(slots),
        due_at=due_at,
    )


@pytest.mark.parametrize("who", [APPLICANT, STAFF, SYSTEM])
@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("state", [state.value for state in State])
def test_every_state_action_and_actor(state, action, who):
    expected = ALLOWED.get((state, action, who))
    if expected is None:
        with pytest.raises(TransitionRefused):
            SUBMISSION.target(action, source=state, who=who)
    else:
        assert SUBMISSION.target(action, source=state, who=who) == expected


def test_every_state_is_reached_and_every_open_one_has_a_way_out():
    reached = {row.target for row in SUBMISSION.transitions} | {"received"}
    assert reached == {state.value for state in State}
    # What is withdrawn leaves by its term, or by a destruction that is planned and announced.
    for state in set(State) - {State.WITHDRAWN, State.DESTROYED}:
        assert SUBMISSION.actions(source=state, who=STAFF)


def test_the_diagram_in_the_documents_is_the_table():
    with pytest.raises(SystemExit) as left:
        call_command("lifecycle_diagram", "--check")
    assert left.value.code == 0


@pytest.mark.req("X-3", "X-4")
def test_registering_gives_number_log_and_letter(clerk, sample):
    submission = services.register(submission=sent(), actor=clerk)
    assert submission.registration.label == "001/П"
    record = HistoryRecord.objects.about(submission).last()
    assert (record.actor, record.from_state, record.to_state) == (clerk, "received", "registered")
    assert Letter.objects.filter(code="submission-registered").exists()
    assert sample.changes == ["register"]
    with pytest.raises(TransitionRefused):
        services.register(submission=submission, actor=clerk)


def test_a_journey_without_an_address_sends_no_letter(clerk):
    services.register(submission=sent(""), actor=clerk)
    assert not Letter.objects.exists()


@pytest.mark.req("X-3", "C-11")
def test_a_returned_submission_opens_exactly_what_was_named(clerk):
    submission = returned(clerk, steps=["person"], slots=["extra"])
    draft = services.start_correction(submission=submission)
    assert services.start_correction(submission=submission) == draft
    with pytest.raises(Refused, match="не возвращён"):
        save(draft, "work")
    with pytest.raises(Refused, match="не возвращён"):
        upload(draft, "agreement")
    assert save(draft, "person", name="Иванова Анна").complete
    upload(draft, "signed")  # voided by the changed name, so it has to be open
    upload(draft, "extra")
    again = services.send_draft(draft=draft, revision=draft.revision)
    assert again.pk == submission.pk
    assert again.state == State.RECEIVED
    assert again.title == "Иванова Анна"
    first, second = again.versions.all()
    shared = {f.file_id for f in first.files.all()} & {f.file_id for f in second.files.all()}
    assert len(shared) == 1
    assert first.digest != second.digest
    assert services.send_draft(draft=draft, revision=0) == again


def test_a_corrected_registered_submission_keeps_its_number(clerk):
    submission = services.register(submission=sent(), actor=clerk)
    number = submission.registration_id
    draft = services.start_correction(submission=returned(clerk, submission=submission))
    again = services.send_draft(draft=draft, revision=draft.revision, left=marks_of(draft))
    assert (again.state, again.registration_id) == (State.REGISTERED, number)


def test_after_the_deadline_only_the_correction_date_counts(clerk, sample):
    now = clock.now()
    submission = returned(clerk, due_at=now + dt.timedelta(days=2))
    sample.deadline = now
    draft = services.start_correction(submission=submission)
    with pytest.raises(Refused, match="Исправления принимались"):
        services.send_draft(draft=draft, revision=draft.revision, at=now + dt.timedelta(days=2))
    left = marks_of(draft)
    assert services.send_draft(draft=draft, revision=draft.revision, at=now, left=left)


@pytest.mark.parametrize(
    ("remarks", "steps", "due", "said"),
    [
        ([], ["person"], None, "Напишите"),
        ([services.RemarkText("общее")], [], None, "Укажите шаги"),
        ([services.RemarkText("нет", step="nothing")], [], None, "Такого шага"),
        (
            [services.RemarkText("поздно")],
            ["person"],
            dt.datetime(2000, 1, 1, tzinfo=dt.UTC),
            "прошёл",
        ),
    ],
)
def test_a_return_says_what_and_by_when(clerk, remarks, steps, due, said):
    with pytest.raises(Refused, match=said):
        services.return_for_correction(
            submission=sent(), actor=clerk, remarks=remarks, steps=steps, due_at=due
        )


@pytest.mark.req("C-K6")
def test_a_rejection_cites_a_clause(clerk):
    submission = services.register(submission=sent(), actor=clerk)
    with pytest.raises(Refused, match="пункт"):
        services.reject(submission=submission, actor=clerk, reason="стаж", clause=" ")
    rejected = services.reject(submission=submission, actor=clerk, reason="стаж", clause="8")
    assert HistoryRecord.objects.about(rejected).last().why == "пункт 8: стаж"


def test_a_returned_one_is_rejected_only_after_its_date(clerk):
    submission = returned(clerk, due_at=clock.now() + dt.timedelta(days=1))
    services.start_correction(submission=submission)
    with pytest.raises(Refused, match="не истёк"):
        services.reject(submission=submission, actor=clerk, reason="нет", clause="11")
    Submission.objects.update(corrections_due_at=clock.now())
    rejected = services.reject(submission=submission, actor=clerk, reason="нет", clause="11")
    assert rejected.registration is not None
    assert not Draft.objects.filter(state=Draft.State.OPEN).exists()


@pytest.mark.req("X-3")
def test_the_applicant_withdraws_through_the_link(client):
    submission = sent()
    address = f"/track/{links.token('track', submission)}/withdraw/"
    client.get(address)
    submission.refresh_from_db()
    assert submission.state == State.RECEIVED
    helpers.prove_tracked(client, submission)
    client.post(address)
    submission.refresh_from_db()
    assert submission.state == State.WITHDRAWN
    record = HistoryRecord.objects.about(submission).last()
    assert (record.actor, record.actor_label) == (None, "заявитель")
    assert client.post(address).status_code == 302


@pytest.mark.req("X-3")
def test_the_applicant_corrects_through_the_link(client, clerk):
    submission = returned(clerk)
    address = f"/track/{links.token('track', submission)}/"
    page = helpers.said(client.get(address))
    assert "Исправьте имя." in page
    assert clerk.last_name not in page
    response = client.post(f"{address}correct/")
    assert response.url == "/forms/sample/person/"
    page = helpers.said(client.get(response.url))
    assert "Исправьте имя." in page
    assert client.get("/forms/sample/work/").url == "/forms/sample/check/"


@pytest.mark.req("X-3")
def test_a_correction_shows_identity_data_of_closed_steps_masked(client, clerk):
    submission = returned(clerk, steps=["work"])
    client.post(f"/track/{links.token('track', submission)}/correct/")
    page = helpers.said(client.get("/forms/sample/check/"))
    assert "123456" not in page
    assert "••••56" in page


def test_a_new_serial_withdraws_the_old_link(client):
    submission = sent()
    address = f"/track/{links.token('track', submission)}/"
    Submission.objects.update(link_serial=2)
    assert client.get(address).status_code == 404


@pytest.mark.req("X-3")
def test_number_and_code_lead_to_the_submission(client):
    draft = helpers.ready("")
    code = "7K2M-9QXD"
    from forms_app import numbers

    Draft.objects.update(code_hash=numbers.code_hash(draft.number, code))
    draft.refresh_from_db()
    submission = services.send_draft(draft=draft, revision=draft.revision)
    response = Client().post("/track/", {"number": submission.reference, "code": code})
    assert response.url == links.track_url(submission)


def test_notes_and_assignment_stay_inside(client, clerk):
    submission = sent()
    services.add_note(submission=submission, actor=clerk, text="Позвонить кадровику")
    services.assign(submission=submission, actor=clerk, to=clerk)
    page = helpers.said(client.get(f"/track/{links.token('track', submission)}/"))
    assert "кадровику" not in page
    assert clerk.last_name not in page
    with pytest.raises(Refused):
        services.add_note(submission=submission, actor=clerk, text=" ")


def test_a_note_sent_twice_by_one_press_is_kept_once_and_may_be_said_again_later(clerk, make_user):
    note = {"submission": sent(), "text": "Не дозвонились"}
    services.add_note(actor=clerk, **note)
    with pytest.raises(Refused, match="уже записано"):
        services.add_note(actor=clerk, **note)
    services.add_note(actor=make_user(), **note)
    Note.objects.update(at=dt.datetime.now(dt.UTC) - dt.timedelta(minutes=2))
    services.add_note(actor=clerk, **note)
    assert Note.objects.count() == 3


def test_the_receipt_of_the_original_is_recorded_once(clerk):
    given = sent().consents.get(text__purpose="processing")
    first = services.confirm_original(consent=given, actor=clerk)
    again = services.confirm_original(consent=given, actor=clerk)
    assert again.original_received_at == first.original_received_at
    assert again.original_received_by == clerk


@pytest.mark.req("X-5")
def test_a_withdrawn_consent_acts_at_once():
    submission = sent()
    services.withdraw_consent(consent=submission.consents.get(text__purpose="processing"))
    submission.refresh_from_db()
    assert submission.state == State.WITHDRAWN


def test_a_refused_move_changes_nothing():
    submission = sent()
    with pytest.raises(TransitionRefused):
        move(submission, "accept", actor=None, who=STAFF)
    assert Submission.objects.get().state == State.RECEIVED


@pytest.mark.postgres
@pytest.mark.req("C-11", "X-6")
@pytest.mark.django_db(transaction=True)
def test_twenty_parallel_registrations_give_twenty_consecutive_numbers(clerk):
    submissions = [sent() for _ in range(20)]

    def press(submission):
        try:
            return services.register(submission=submission, actor=clerk).registration.number
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        assert sorted(pool.map(press, submissions)) == list(range(1, 21))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_people_registering_the_same_take_one_number(clerk):
    submission = sent()

    def press(_):
        try:
            services.register(submission=submission, actor=clerk)
        except TransitionRefused:
            return 0
        else:
            return 1
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(press, range(8))) == 1
    assert Submission.objects.get().registration.journal.next_number == 2
