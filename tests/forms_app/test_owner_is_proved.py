"""Who comes by a link or a code sees identity data only after proving to be the owner (X-5)."""

import ast
import datetime as dt
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core import clock
from core.errors import Refused
from forms_app import links, reading, services, views
from forms_app.engine.access import Access
from forms_app.engine.documents import document_set
from forms_app.engine.payload import open_draft
from forms_app.errors import NotProved
from forms_app.models import Draft, Submission
from forms_app.services.locking import progress_of
from forms_app.views.confirm import WRONG
from tests.forms_app import helpers
from tests.forms_app.helpers import begin, draft_of, post, prove, said, sent, upload, walk

pytestmark = [pytest.mark.usefixtures("sample"), pytest.mark.req("X-5")]
HOME = "/forms/sample/"
PASSPORT, PHONE = "123456", "222-33-44"


@pytest.fixture
def stranger(client):
    """A browser in which the mailed link of a filled-in draft was opened, and nothing else."""
    begin(client)
    draft = walk(client)
    upload(draft, "signed")
    other = Client()
    other.get(links.resume_url(draft).partition("8000")[2])
    return other


def raw(client, step="person"):
    return open_draft(draft_of(client)).steps[step].raw


def page(client, address):
    return said(client.get(HOME + address))


# --- what is hidden -------------------------------------------------------------------------------


def test_a_resumed_draft_shows_no_identity_data_on_any_page(stranger):
    for address in ("person/", "check/", "papers/", "uploads/", "send/"):
        shown = page(stranger, address)
        assert PASSPORT not in shown, address
        assert PHONE not in shown, address
    assert "Иванова Мария" in page(stranger, "person/")
    assert "Личные данные, введённые раньше, скрыты" in page(stranger, "check/")


def test_the_answer_that_proves_is_not_even_masked(stranger):
    shown = page(stranger, "check/")
    assert "скрыто" in shown
    assert "44" not in shown.partition("Контактный телефон")[2][:200]


def test_a_paper_leaves_lines_and_a_scan_stays_closed(stranger):
    paper = stranger.get(f"{HOME}papers/form.pdf").content
    assert PASSPORT.encode() not in paper
    assert b"____" in paper
    scan = draft_of(stranger).uploads.get()
    assert stranger.get(f"{HOME}uploads/{scan.pk}/").status_code == 404


def test_number_and_code_open_no_more_than_a_link(client):
    begin(client, email="")
    code = client.get(f"{HOME}number/").context["code"]
    draft = walk(client)
    other = Client()
    other.post("/forms/continue/", {"number": draft.number, "code": code})
    assert PASSPORT not in page(other, "check/")
    prove(other)
    assert PASSPORT in page(other, "check/")


def test_where_the_data_were_typed_nobody_is_asked(client):
    begin(client)
    draft = walk(client)
    assert PASSPORT in page(client, "check/")
    client.get(links.resume_url(draft).partition("8000")[2])
    assert PASSPORT in page(client, "check/")
    post(client, "work", leave="1")
    client.get(links.resume_url(draft).partition("8000")[2])
    assert PASSPORT not in page(client, "check/")


def test_what_a_stranger_has_sent_is_not_given_out(stranger):
    draft = draft_of(stranger)
    for slot in ("signed", "agreement"):
        upload(draft, slot)
    draft.refresh_from_db()
    services.send_draft(draft=draft, revision=draft.revision)
    assert "form.pdf" not in page(stranger, "done/")
    assert stranger.get(f"{HOME}papers/form.pdf").status_code == 404
    scan = draft.submission.current.files.first()
    assert stranger.get(f"{HOME}uploads/{scan.pk}/").status_code == 404


# --- what is not lost -----------------------------------------------------------------------------


def test_nothing_is_saved_before_the_proof_and_what_was_typed_waits_for_it(stranger):
    answer = post(stranger, "person", name="Иванова Мария Петровна", passport="", phone="")
    assert answer.url == f"{HOME}confirm/?next=person"
    assert raw(stranger)["name"] == ["Иванова Мария"]
    prove(stranger)
    typed = raw(stranger)
    assert typed["name"] == ["Иванова Мария Петровна"]
    assert typed["passport"] == [PASSPORT]


def test_what_stands_for_a_hidden_answer_is_never_its_value(stranger):
    post(stranger, "person", passport="••••56", phone="скрыто")
    prove(stranger)
    typed = raw(stranger)
    assert (typed["passport"], typed["phone"]) == ([PASSPORT], ["8 383 222-33-44"])


def test_leaving_a_step_with_hidden_answers_keeps_them_too(stranger):
    post(stranger, "person", passport="", phone="", leave="1")
    draft = Draft.objects.get()
    assert open_draft(draft).steps["person"].raw["passport"] == [PASSPORT]


def test_what_is_sent_are_the_true_values(stranger):
    post(stranger, "person", passport="", phone="")
    draft = draft_of(stranger)
    for slot in ("signed", "agreement"):
        upload(draft, slot)
    draft.refresh_from_db()
    submission = services.send_draft(draft=draft, revision=draft.revision)
    texts = [answer.text for answer in reading.answers_of(submission.current)]
    assert PASSPORT in texts
    assert not any("•" in text or text == "скрыто" for text in texts)


def test_what_is_typed_anew_waits_for_the_proof_too(stranger):
    post(stranger, "person", passport="654321", phone="")
    assert raw(stranger)["passport"] == [PASSPORT]
    prove(stranger)
    assert raw(stranger)["passport"] == ["654321"]


def test_a_stranger_learns_of_no_error(stranger):
    right, wrong = (
        post(stranger, "person", name=name, passport="", phone="") for name in ("Иванова", "")
    )
    assert right.url == wrong.url
    assert "error-summary" not in page(stranger, "person/")


# --- nothing is taken before the proof ------------------------------------------------------------

VEILED = Access(since=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))


def mark_of(draft):
    draft.refresh_from_db()
    return {"draft": str(draft.pk), "revision": draft.revision}


def choose(client, slot="agreement", **pressed):
    return client.post(
        f"{HOME}uploads/",
        {
            **mark_of(draft_of(client)),
            **pressed,
            f"file-{slot}": SimpleUploadedFile("скан.png", helpers.PNG),
        },
    )


@pytest.fixture
def filled():
    draft = helpers.ready()
    draft.refresh_from_db()
    return draft


@pytest.mark.parametrize(
    "act",
    [
        lambda draft: services.save_step(
            draft=draft,
            revision=draft.revision,
            step="person",
            data=helpers.data_of("person"),
            access=VEILED,
        ),
        lambda draft: services.store_upload(
            draft=draft,
            slot="extra",
            source=SimpleUploadedFile("скан.png", helpers.PNG),
            name="скан.png",
            access=VEILED,
        ),
        lambda draft: services.attach_set_aside(
            draft=draft,
            slot="extra",
            file=services.set_aside(
                draft=draft,
                slot="extra",
                source=SimpleUploadedFile("скан.png", helpers.PNG),
                name="скан.png",
            ).file.pk,
            answers_digest="",
            access=VEILED,
        ),
        lambda draft: services.drop_upload(
            draft=draft, upload_id=draft.uploads.first().pk, access=VEILED
        ),
        lambda draft: services.send_draft(draft=draft, revision=draft.revision, access=VEILED),
        lambda draft: services.discard_draft(
            draft=draft, reason="отзыв", demanded=True, access=VEILED
        ),
        lambda draft: services.correct_address(
            draft=draft, email="evil@example.org", access=VEILED
        ),
    ],
    ids=[
        "save_step",
        "store_upload",
        "attach_set_aside",
        "drop_upload",
        "send_draft",
        "discard_draft",
        "correct_address",
    ],
)
def test_no_service_takes_anything_by_a_link_alone(filled, act):
    before = filled.payload, sorted(filled.uploads.values_list("pk", flat=True))
    with pytest.raises(NotProved):
        act(filled)
    filled.refresh_from_db()
    assert (filled.payload, sorted(filled.uploads.values_list("pk", flat=True))) == before
    assert filled.state == Draft.State.OPEN


def test_every_view_says_by_which_access_it_saves_and_sends():
    gated = {
        "save_step",
        "store_upload",
        "attach_set_aside",
        "drop_upload",
        "send_draft",
        "discard_draft",
        "correct_address",
        "withdraw",
        "withdraw_consent",
    }
    without, seen = [], set()
    for file in sorted(Path(views.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            name = (
                node.func.attr
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
                else ""
            )
            if name in gated:
                seen.add(name)
                if not any(word.arg == "access" for word in node.keywords):
                    without.append(f"{file.name}:{node.lineno} {name}")
    assert seen == gated
    assert without == []


def test_a_file_that_a_stranger_chooses_goes_nowhere_and_waits_for_the_proof(stranger):
    assert "приложить или убрать файл нельзя" in page(stranger, "uploads/")
    answer = choose(stranger)
    assert answer.url == f"{HOME}confirm/?next=uploads"
    draft = draft_of(stranger)
    assert list(draft.uploads.values_list("slot", flat=True)) == ["signed"]
    asks = page(stranger, "confirm/?next=uploads")
    assert f'action="{HOME}confirm/?next=uploads"' in asks
    assert prove(stranger, page="uploads").url == f"{HOME}uploads/"
    assert sorted(draft.uploads.values_list("slot", flat=True)) == ["agreement", "signed"]
    shown = page(stranger, "uploads/")
    assert "Приложено: скан.png." in shown
    assert "приложить или убрать файл нельзя" not in shown


def outdated(draft):
    """The slots whose file repeats answers that the draft no longer has."""
    draft.refresh_from_db()
    slots = document_set(progress_of(draft, at=clock.now())).slots
    return {state.slot.code for state in slots if state.void}


def test_a_paper_chosen_for_the_old_answers_does_not_pass_for_the_new_ones(stranger):
    draft = draft_of(stranger)
    draft.uploads.all().delete()
    choose(stranger, "signed")
    post(stranger, "person", name="Иванова Мария Петровна", passport="", phone="")
    prove(stranger)
    assert raw(stranger)["name"] == ["Иванова Мария Петровна"]
    assert draft.uploads.filter(slot="signed").exists()
    assert outdated(draft) == {"signed"}


def test_a_paper_chosen_for_the_answers_that_still_hold_is_valid(stranger):
    draft = draft_of(stranger)
    draft.uploads.all().delete()
    choose(stranger, "signed")
    prove(stranger)
    assert draft.uploads.filter(slot="signed").exists()
    assert outdated(draft) == set()


def test_an_outdated_paper_does_not_replace_a_valid_one(stranger, client):
    choose(stranger, "signed")
    post(client, "person", name="Иванова Мария Петровна")
    draft = draft_of(client)
    valid = upload(draft, "signed")
    prove(stranger, page="uploads")
    assert draft.uploads.get(slot="signed").pk == valid.pk
    assert "уже приложен документ с новыми ответами" in page(stranger, "uploads/")


def test_what_one_session_set_aside_is_attached_once_and_only_there(stranger):
    choose(stranger)
    draft = draft_of(stranger)
    other = Client()
    other.get(links.resume_url(draft).partition("8000")[2])
    prove(other)
    assert draft.uploads.count() == 1
    prove(stranger)
    prove(stranger)
    assert draft.uploads.count() == 2


def test_a_file_of_a_wrong_kind_is_refused_before_the_proof_too(stranger):
    answer = stranger.post(
        f"{HOME}uploads/",
        {
            **mark_of(draft_of(stranger)),
            "file-agreement": SimpleUploadedFile("скан.png", b"<html>"),
        },
    )
    assert "не принят" in said(answer)
    assert "forms_set_aside" not in stranger.session


def test_a_stranger_removes_no_file(stranger):
    draft = draft_of(stranger)
    upload_id = draft.uploads.get().pk
    answer = stranger.post(f"{HOME}uploads/", {**mark_of(draft), "remove": upload_id})
    assert answer.url == f"{HOME}confirm/?next=uploads"
    assert draft.uploads.filter(pk=upload_id).exists()
    prove(stranger)
    stranger.post(f"{HOME}uploads/", {**mark_of(draft), "remove": upload_id})
    assert not draft.uploads.exists()


def test_a_stranger_sends_nothing_and_is_led_back_to_the_button(stranger):
    draft = draft_of(stranger)
    upload(draft, "agreement")
    assert "Отправить заявку" not in page(stranger, "send/")
    answer = stranger.post(f"{HOME}send/", mark_of(draft))
    assert answer.url == f"{HOME}confirm/?next=send"
    assert not Submission.objects.exists()
    assert prove(stranger, page="send").url == f"{HOME}send/"
    assert "Отправить заявку" in page(stranger, "send/")
    stranger.post(f"{HOME}send/", mark_of(draft))
    assert Submission.objects.get().reference == draft.number


def test_a_stranger_deletes_no_draft(stranger):
    draft = draft_of(stranger)
    shown = page(stranger, "discard/")
    assert "Да, удалить" not in shown
    assert f"{HOME}confirm/?next=discard" in shown
    answer = stranger.post(f"{HOME}discard/", mark_of(draft))
    assert answer.url == f"{HOME}confirm/?next=discard"
    draft.refresh_from_db()
    assert draft.state == Draft.State.OPEN
    assert prove(stranger, page="discard").url == f"{HOME}discard/"
    assert "Да, удалить" in page(stranger, "discard/")
    stranger.post(f"{HOME}discard/", mark_of(draft))
    draft.refresh_from_db()
    assert draft.state == Draft.State.DESTROYED


def test_a_draft_without_anything_secret_is_deleted_by_its_link(client):
    begin(client)
    draft = draft_of(client)
    other = Client()
    other.get(links.resume_url(draft).partition("8000")[2])
    assert "Да, удалить" in page(other, "discard/")
    other.post(f"{HOME}discard/", mark_of(draft))
    draft.refresh_from_db()
    assert draft.state == Draft.State.DESTROYED


# --- the proof ------------------------------------------------------------------------------------


def test_the_owner_confirms_and_sees_everything_for_a_while(stranger, monkeypatch):
    assert "Ваш телефон" in page(stranger, "confirm/")
    assert prove(stranger, "+7 (383) 2223344", "person").url == f"{HOME}person/"
    for address in ("person/", "check/"):
        assert PASSPORT in page(stranger, address)
    assert PASSPORT.encode() in stranger.get(f"{HOME}papers/form.pdf").content
    scan = draft_of(stranger).uploads.get()
    assert stranger.get(f"{HOME}uploads/{scan.pk}/").status_code == 200
    later = clock.now() + dt.timedelta(minutes=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert PASSPORT not in page(stranger, "check/")


def test_a_proof_ends_when_the_draft_is_left(stranger):
    prove(stranger)
    draft = draft_of(stranger)
    post(stranger, "work", leave="1")
    stranger.get(links.resume_url(draft).partition("8000")[2])
    assert PASSPORT not in page(stranger, "check/")


def test_every_wrong_answer_is_answered_alike(stranger):
    pages = [said(prove(stranger, phone)) for phone in ("8 383 222-33-45", "8 999 000-00-01")]
    assert all(WRONG in shown and PASSPORT not in shown for shown in pages)
    assert PASSPORT not in page(stranger, "check/")


def test_pauses_grow_and_hold_for_the_right_answer_too(stranger, monkeypatch):
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    waits = []
    draft = draft_of(stranger)
    for _ in range(5):
        assert not services.prove(obj=draft, answer="+79990000001")
        draft.refresh_from_db()
        waits.append(draft.proof_after and draft.proof_after - now)
        if draft.proof_after:
            with pytest.raises(Refused, match="попыток"):
                services.prove(obj=draft, answer="+73832223344")
            now = draft.proof_after
    assert waits[:2] == [None, None]
    assert waits[2] < waits[3] < waits[4]
    assert services.prove(obj=draft, answer="+73832223344")
    draft.refresh_from_db()
    assert (draft.proof_misses, draft.proof_after) == (0, None)


def test_nobody_proves_by_an_answer_that_they_typed_themselves(stranger):
    mine = "8 999 000-00-01"
    post(stranger, "person", passport="", phone=mine)
    assert WRONG in said(prove(stranger, mine))
    draft = draft_of(stranger)
    post(stranger, "work", leave="1")
    stranger.get(links.resume_url(draft).partition("8000")[2])
    assert WRONG in said(prove(stranger, mine))
    prove(stranger)
    assert PASSPORT in page(stranger, "check/")


def test_who_types_first_is_the_owner_whatever_way_they_came(client):
    begin(client)
    draft = draft_of(client)
    phone = Client()
    phone.get(links.resume_url(draft).partition("8000")[2])
    walk(phone)
    assert PASSPORT in page(phone, "check/")
    later = Client()
    later.get(links.resume_url(draft).partition("8000")[2])
    assert PASSPORT not in page(later, "check/")
    prove(later)
    assert PASSPORT in page(later, "check/")


# --- following a submission -----------------------------------------------------------------------


def test_the_tracking_page_shows_all_to_the_owner_alone(client):
    address = f"/track/{links.token('track', sent())}/"
    assert f"{address}confirm/" in said(client.get(address))
    assert WRONG in said(client.post(f"{address}confirm/", {"answer": "8 999 000-00-01"}))
    assert PASSPORT not in said(client.get(address))
    assert client.post(f"{address}confirm/", {"answer": "8 383 222-33-44"}).url == address
    assert PASSPORT in said(client.get(address))
    assert PASSPORT not in said(Client().get(address))


def test_wrong_answers_count_for_the_submission_and_its_correction_together(client, superuser):
    submission = sent()
    for _ in range(2):
        services.prove(obj=submission, answer="+79990000001")
    services.return_for_correction(
        submission=submission,
        actor=superuser,
        remarks=[services.RemarkText("Исправьте", step="person")],
    )
    client.post(f"/track/{links.token('track', submission)}/correct/")
    prove(client, "8 999 000-00-01")
    assert Submission.objects.get().proof_misses == 3
    assert "попыток" in said(prove(client))


def test_a_correction_hides_the_returned_step_and_keeps_it(client, superuser):
    submission = sent()
    services.return_for_correction(
        submission=submission,
        actor=superuser,
        remarks=[services.RemarkText("Исправьте", step="person")],
    )
    client.post(f"/track/{links.token('track', submission)}/correct/")
    assert PASSPORT not in page(client, "person/")
    post(client, "person", name="Иванова Анна", passport="", phone="")
    prove(client)
    assert raw(client)["passport"] == [PASSPORT]
    assert raw(client)["name"] == ["Иванова Анна"]
    assert PASSPORT in page(client, "person/")


def test_a_removed_row_takes_its_own_data_along(stranger):
    assert helpers.STEPS["work"]["periods-count"] == "1"
    prove(stranger)
    post(stranger, "work", add="periods")
    post(
        stranger,
        "work",
        **{"periods-count": "2", "periods-2-start": "01.03.2021", "periods-2-place": "Второй"},
        remove="periods-1",
    )
    assert raw(stranger, "work")["periods-1-place"] == ["Второй"]
