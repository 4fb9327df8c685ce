"""Complaints: received by the link, kept encrypted, answered by staff, destroyed with the data."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from contest.complaints import services
from contest.complaints.models import Complaint
from core import clock, journals, outbox, roles
from core.errors import Refused
from core.models import Letter, PrivateFile
from forms_app.models import Call
from forms_app.services.retention import destroy_submission
from tests.boards import panel
from tests.contest.factories import ContestFactory
from tests.core.file_samples import pdf
from tests.forms_app.helpers import said
from tests.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-3")]
TEXT = "Не согласна с оценкой по первому критерию."
LIST = "/cms/contest/complaints/"


def send(browser, link, **typed):
    page = browser.get(f"{link}complaint/")
    typed = {"stamp": page.context_data["stamp"], "text": TEXT} | typed
    return browser.post(f"{link}complaint/", typed, follow=True)


def letters(code: str) -> list[Letter]:
    return list(Letter.objects.filter(code=code).select_related("key"))


def answered(complaint, actor):
    return services.answer(
        complaint=complaint, answer="Оценка верна.", signed_by="Председатель", actor=actor
    )


def test_a_complaint_is_received_with_a_number_an_instant_and_a_letter(owner, link, entry):
    page = said(send(owner, link))
    row = Complaint.objects.get(entry=entry)
    assert "Жалоба получена. Её номер: 1." in page
    assert clock.format_instant(row.received_at, row.tz) in page
    assert TEXT in page
    (letter,) = letters("contest-complaint-received")
    body = outbox.content(letter)[1]
    assert "Номер: 1, поступила" in body
    assert f"{link}complaint/" in body
    assert TEXT not in body


@pytest.mark.req("X-5")
def test_the_text_lies_encrypted(complain):
    row = complain(TEXT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM contest_complaint")
        assert TEXT.encode() not in bytes(cursor.fetchone()[0])
    assert Complaint.objects.get(pk=row.pk).text == TEXT


@pytest.mark.req("X-5")
def test_the_link_alone_neither_shows_nor_takes_a_complaint(complain, link):
    complain(TEXT)
    stranger = Client()
    page = said(stranger.get(f"{link}complaint/"))
    assert TEXT not in page
    assert "<textarea" not in page
    answer = stranger.post(f"{link}complaint/", {"text": "Подложено"})
    assert answer["Location"].endswith("confirm/?next=complaint")
    assert Complaint.objects.count() == 1


def test_an_empty_complaint_is_refused_beside_the_field(owner, link):
    page = said(send(owner, link, text="  "))
    assert "Напишите, с чем вы не согласны." in page
    assert not Complaint.objects.exists()


def test_a_wrong_file_is_refused_with_nothing_typed_lost(owner, link):
    file = SimpleUploadedFile("a.exe", b"MZ" * 100)
    page = said(send(owner, link, file=file))
    assert "не принят" in page
    assert TEXT in page
    assert not Complaint.objects.exists()
    assert not PrivateFile.objects.filter(name="a.exe").exists()


def test_a_file_comes_with_the_complaint_and_staff_open_it(owner, link, secretary, client_of):
    send(owner, link, file=SimpleUploadedFile("снимок.pdf", pdf()))
    row = Complaint.objects.get()
    answer = client_of(secretary).get(f"{LIST}file/{row.pk}/")
    assert b"".join(answer) == pdf()


def test_one_complaint_waits_at_a_time(owner, link, complain, secretary):
    row = complain()
    page = said(owner.get(f"{link}complaint/"))
    assert "<textarea" not in page
    with pytest.raises(Refused, match="ещё ждёт ответа"):
        complain("Вторая")
    answered(row, secretary)
    assert complain("Вторая").number.label == "2"


def test_a_second_complaint_from_another_tab_is_refused_and_leaves_no_file(owner, link, complain):
    stamp = owner.get(f"{link}complaint/").context_data["stamp"]
    complain()
    kept = PrivateFile.objects.count()
    typed = {"stamp": stamp, "text": TEXT, "file": SimpleUploadedFile("снимок.pdf", pdf())}
    page = said(owner.post(f"{link}complaint/", typed))
    assert "ещё ждёт ответа" in page
    assert TEXT in page
    assert PrivateFile.objects.count() == kept


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.req("X-6")
def test_of_two_complaints_at_once_one_is_received(complain):
    answers = at_once(lambda: complain("Первая"), lambda: complain("Вторая"))
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert Complaint.objects.count() == 1


def test_the_answer_is_told_by_letter_and_shown_to_the_owner_alone(
    owner, link, complain, secretary
):
    answered(complain(), secretary)
    (letter,) = letters("contest-complaint-answered")
    body = outbox.content(letter)[1]
    assert "На вашу жалобу № 1 дан ответ." in body
    assert "Оценка верна." not in body
    assert "Оценка верна." in said(owner.get(f"{link}complaint/"))
    assert "Оценка верна." not in said(Client().get(f"{link}complaint/"))


def test_who_has_no_e_mail_is_called_about_the_answer(application, complain, secretary):
    application.email = ""
    application.save()
    row = complain()
    assert not Call.objects.exists()
    answered(row, secretary)
    assert Call.objects.get().letter_code == "contest-complaint-answered"


@pytest.mark.req("X-7")
def test_only_the_operators_staff_answer(complain, chair, make_user, contest):
    row = complain()
    stranger = make_user(roles.CONTEST_SECRETARY, organisation=ContestFactory().operator)
    for actor in (chair, stranger):
        with pytest.raises(Refused, match="нет права"):
            answered(row, actor)
    answered(row, make_user(roles.OPERATOR_STAFF, organisation=contest.operator))


def test_an_answer_is_given_once(complain, secretary):
    row = complain()
    answered(row, secretary)
    with pytest.raises(Refused):
        answered(row, secretary)


@pytest.mark.req("X-4")
def test_staff_find_it_on_the_board_read_it_and_answer(complain, secretary, client_of):
    row = complain(TEXT)
    browser = client_of(secretary)
    assert "Королёва" in panel(browser, "complaints")
    assert TEXT in said(browser.get(f"{LIST}inspect/{row.pk}/"))
    typed = {"answer": "Оценка верна.", "signed_by": ""}
    page = said(browser.post(f"{LIST}answer/{row.pk}/", typed))
    assert "Напишите, кто подписал ответ." in page
    assert "Оценка верна." in page
    typed["signed_by"] = "Председатель О. Рощин"
    page = said(browser.post(f"{LIST}answer/{row.pk}/", typed, follow=True))
    assert "Ответ сохранён. Письмо на адрес" in page
    assert panel(browser, "complaints") == ""


@pytest.mark.req("X-7")
@pytest.mark.parametrize("who", ["secretary", "staff", "member", "chair", "other-secretary"])
def test_a_complaint_is_there_only_for_the_operators_staff(who, complain, browser_of):
    row = complain()
    browser = browser_of(who)
    for address in ("inspect", "history", "answer"):
        status = browser.get(f"{LIST}{address}/{row.pk}/").status_code
        assert status == (200 if who in {"secretary", "staff"} else 404), address


@pytest.mark.req("X-5")
def test_a_complaint_ends_with_the_participants_data(owner, link, secretary):
    send(owner, link, file=SimpleUploadedFile("снимок.pdf", pdf()))
    row = Complaint.objects.get()
    answered(row, secretary)
    act = destroy_submission(submission=row.entry.submission, reason="срок", at=clock.now())
    row = Complaint.objects.select_related("file", "entry__submission__key").get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, answer FROM contest_complaint")
        assert [bytes(value) for value in cursor.fetchone()] == [b"", b""]
    assert row.file.destroyed_at is not None
    assert "Жалобы с ответами: 1." in act.data_list


def test_the_number_of_a_complaint_is_not_annulled(complain, secretary):
    with pytest.raises(Refused, match="номер жалобы"):
        journals.annul_number(entry=complain().number, actor=secretary, why="ошибка")
