"""What the secretary does on the desk, and what each look leaves behind."""

import datetime as dt

import pytest

from core import clock
from core.models import HistoryRecord, Letter, ReadRecord
from forms_app import services
from forms_app.lifecycle import State
from forms_app.models import Submission
from tests.contest.desk import ADDRESS, LIST, READERS, WORKERS, parts_of
from tests.contest.factories import sent_application

pytestmark = pytest.mark.django_db


@pytest.mark.req("X-5")
@pytest.mark.parametrize("who", sorted(READERS))
def test_identity_data_are_not_in_the_page_until_asked_for(who, browser_of, application):
    page = browser_of(who).get(f"{LIST}inspect/{application.pk}/").content.decode()
    assert "Королёва" in page
    assert ADDRESS not in page
    assert "УВД" not in page
    assert ("Показать паспортные данные" in page) == (who == "secretary")
    # The phone is for who works with the applicant.
    assert ("123-45-67" in page) == (who in WORKERS)


@pytest.mark.req("X-5")
def test_a_look_at_identity_data_is_logged_without_the_values(browser_of, application, people):
    browser = browser_of("secretary")
    assert browser.get(f"{LIST}identity/{application.pk}/").status_code == 302
    assert not ReadRecord.objects.exists()
    page = browser.post(f"{LIST}identity/{application.pk}/").content.decode()
    assert ADDRESS in page
    look = ReadRecord.objects.get()
    assert look.actor == people["secretary"]
    assert look.organisation == people["secretary"].organisation
    assert look.what.startswith("ответы:")
    assert ADDRESS not in look.what


@pytest.mark.req("X-5")
@pytest.mark.parametrize("who", ["staff", "member", "chair", "administrator"])
def test_who_lacks_the_right_cannot_ask_for_identity_data(who, browser_of, application):
    assert browser_of(who).post(f"{LIST}identity/{application.pk}/").status_code == 404
    assert not ReadRecord.objects.exists()


@pytest.mark.req("X-5")
def test_every_look_at_a_file_is_logged(browser_of, application):
    parts = parts_of(application)
    response = browser_of("member").get(LIST + "file/{pk}/{file}/".format(**parts))
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert response["Content-Disposition"].startswith("inline")
    assert ReadRecord.objects.get().what == "документ: Заявка с подписью руководителя"


def test_a_file_of_another_application_is_not_there(browser_of, contest, application):
    other = sent_application(contest, questionnaire={"birth_date": "06.03.1990"})
    foreign = other.current.files.get(slot="application").pk
    assert browser_of("secretary").get(f"{LIST}file/{application.pk}/{foreign}/").status_code == 404


@pytest.mark.req("C-K6", "X-3")
def test_the_secretary_registers_admits_and_sees_it_in_the_history(browser_of, application, people):
    browser = browser_of("secretary")
    assert browser.post(f"{LIST}register/{application.pk}/").status_code == 302
    assert browser.post(f"{LIST}accept/{application.pk}/").status_code == 302
    application.refresh_from_db()
    assert application.state == State.ACCEPTED
    assert application.registration.label == "001/К"
    page = browser.get(f"{LIST}history/{application.pk}/").content.decode()
    assert "Регистрация" in page
    assert "Допуск к конкурсу" in page
    assert people["secretary"].full_name in page


@pytest.mark.req("C-11")
def test_a_return_opens_only_what_got_a_remark(browser_of, application):
    day = clock.local_day(clock.now()) + dt.timedelta(days=10)
    browser_of("secretary").post(
        f"{LIST}return/{application.pk}/",
        {"due_on": str(day), "step-participant": "Уточните адрес.", "slot-consent": "Нет даты."},
    )
    application.refresh_from_db()
    assert application.state == State.RETURNED
    assert application.returned_steps == ["participant"]
    assert application.returned_slots == ["consent"]
    zone = application.entry.contest.tz
    due = application.corrections_due_at.astimezone(zone)
    assert due == dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), zone)


def test_a_return_without_remarks_is_refused_and_keeps_what_was_typed(browser_of, application):
    page = browser_of("secretary").post(f"{LIST}return/{application.pk}/", {"due_on": "2070-01-31"})
    text = page.content.decode()
    assert "Напишите замечание" in text
    assert "2070-01-31" in text
    application.refresh_from_db()
    assert application.state == State.RECEIVED


@pytest.mark.req("C-K6")
def test_a_rejection_cites_clause_8_or_11(browser_of, application, people):
    services.register(submission=application, actor=people["secretary"])
    browser = browser_of("secretary")
    address = f"{LIST}reject/{application.pk}/"
    refused = browser.post(address, {"clause": "3", "reason": "Просто так, очень важно"})
    assert refused.status_code == 200
    assert "Просто так, очень важно" in refused.content.decode()
    browser.post(address, {"clause": "8", "reason": "Стаж меньше года."})
    application.refresh_from_db()
    assert application.state == State.REJECTED
    assert HistoryRecord.objects.about(application).filter(why__startswith="пункт 8").exists()


@pytest.mark.req("C-11", "C-K6")
def test_a_rejection_is_not_taken_back_when_the_person_has_applied_anew(
    browser_of, contest, application, people
):
    services.register(submission=application, actor=people["secretary"])
    reason = "Нет подписи."
    services.reject(submission=application, actor=people["secretary"], reason=reason, clause="11")
    sent_application(contest)
    address = f"{LIST}take-back/{application.pk}/"
    page = browser_of("secretary").post(address, {"reason": "ошибка"}).content.decode()
    assert "уже подал другую заявку" in page
    application.refresh_from_db()
    assert application.state == State.REJECTED


@pytest.mark.req("C-K6")
def test_an_admission_taken_back_is_an_active_entry_again(browser_of, application, people):
    services.register(submission=application, actor=people["secretary"])
    services.accept(submission=application, actor=people["secretary"])
    browser = browser_of("staff")
    browser.post(f"{LIST}take-back/{application.pk}/", {"reason": "перепутали"})
    application.refresh_from_db()
    assert application.state == State.REGISTERED
    assert Letter.objects.get(code="contest-accepted").state == Letter.State.CANCELLED
    history = browser.get(f"{LIST}history/{application.pk}/").content.decode()
    assert "Решение отменено" in history
    assert "перепутали" in history


@pytest.mark.req("X-4", "X-5")
def test_a_planned_destruction_stands_on_the_board(browser_of, application, people):
    services.withdraw(submission=application)
    services.propose_destruction(
        submission=application, actor=people["secretary"], reason="подана дважды"
    )
    page = browser_of("staff").get("/cms/").content.decode()
    assert "Досрочное уничтожение данных" in page
    assert "подтвердить или остановить" in page
    Submission.objects.update(email="")
    services.confirm_destruction(submission=application, actor=people["staff"])
    assert "Позвоните: письмом не сообщить" in browser_of("staff").get("/cms/").content.decode()
    assert "Досрочное" not in browser_of("other-secretary").get("/cms/").content.decode()


@pytest.mark.req("X-4")
def test_a_refusal_is_said_in_russian_near_the_form(browser_of, application, people):
    # The page was opened before a colleague withdrew the application.
    services.withdraw(submission=application, actor=people["staff"], reason="письмо")
    page = browser_of("secretary").post(f"{LIST}register/{application.pk}/").content.decode()
    assert 'role="alert"' in page
    assert "состояние уже изменилось" in page


def test_buttons_are_those_that_the_state_allows(browser_of, application, people):
    browser = browser_of("secretary")
    address = f"{LIST}inspect/{application.pk}/"
    assert _actions(browser.get(address)) == {"register", "return", "withdraw"}
    services.register(submission=application, actor=people["secretary"])
    assert _actions(browser.get(address)) == {"return", "accept", "reject", "withdraw"}
    assert _actions(browser_of("member").get(address)) == set()


def _actions(page) -> set[str]:
    text = page.content.decode()
    return {
        code
        for code in ("register", "return", "accept", "reject", "withdraw")
        if f"{LIST}{code}/" in text
    }


@pytest.mark.req("X-4")
def test_bulk_actions_take_on_and_register(browser_of, contest, people):
    rows = [
        sent_application(contest, questionnaire={"birth_date": f"0{n}.03.1990"}) for n in (1, 2)
    ]
    browser = browser_of("secretary")
    keys = [str(row.pk) for row in rows]
    for action in ("assign", "register"):
        browser.post(f"{LIST}bulk/", {"action": action, "selected": [*keys, "no-key"]})
        browser.post(f"{LIST}bulk/", {"action": action, "selected": keys})
    found = Submission.objects.filter(pk__in=keys)
    assert {row.assigned_to for row in found} == {people["secretary"]}
    assert sorted(row.registration.number for row in found) == [1, 2]


@pytest.mark.req("C-11")
def test_ticks_of_the_letter_are_saved_and_logged(browser_of, application):
    browser_of("secretary").post(
        f"{LIST}letter-points/{application.pk}/", {"letter_qualities": "on", "letter_awards": "on"}
    )
    entry = application.entry
    entry.refresh_from_db()
    assert entry.letter_qualities
    assert entry.letter_awards
    assert not entry.letter_training
    assert HistoryRecord.objects.about(application).filter(action="letter-points").exists()


@pytest.mark.req("X-4")
def test_notes_and_assignment(browser_of, application, people):
    browser = browser_of("secretary")
    browser.post(f"{LIST}note/{application.pk}/", {"text": "Позвонить в центр"})
    browser.post(f"{LIST}assign/{application.pk}/", {"to": people["staff"].pk})
    page = browser.get(f"{LIST}inspect/{application.pk}/").content.decode()
    assert "Позвонить в центр" in page
    assert (
        "Позвонить"
        not in browser_of("member").get(f"{LIST}inspect/{application.pk}/").content.decode()
    )
    application.refresh_from_db()
    assert application.assigned_to == people["staff"]
    # Nobody from elsewhere can be made responsible.
    outsider = people["other-secretary"].pk
    assert browser.post(f"{LIST}assign/{application.pk}/", {"to": outsider}).status_code == 200
    application.refresh_from_db()
    assert application.assigned_to == people["staff"]


@pytest.mark.req("X-5")
def test_the_original_of_the_consent_is_recorded(browser_of, application, people):
    parts = parts_of(application)
    browser_of("secretary").post(LIST + "original/{pk}/{consent}/".format(**parts))
    consent = application.consents.get(pk=parts["consent"])
    assert consent.original_received_by == people["secretary"]


@pytest.mark.req("X-6")
def test_a_failed_letter_is_shown_and_sent_again(browser_of, application):
    letter = Letter.objects.about(application).first()
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.FAILED, last_error="нет связи")
    browser = browser_of("secretary")
    assert "Королёва" in browser.get("/cms/").content.decode()
    browser.post(f"{LIST}retry/{application.pk}/{letter.pk}/")
    letter.refresh_from_db()
    assert letter.state == Letter.State.WAITING


@pytest.mark.req("X-3")
def test_an_earlier_version_stays_readable(browser_of, application):
    page = browser_of("secretary").get(f"{LIST}version/{application.pk}/1/")
    assert "Королёва" in page.content.decode()
    assert browser_of("secretary").get(f"{LIST}version/{application.pk}/2/").status_code == 404
    assert browser_of("secretary").get(f"{LIST}version/{application.pk}/x/").status_code == 404


@pytest.mark.req("X-4")
def test_ticks_of_the_letter_are_offered_while_the_application_stands(application, browser_of):
    page, address = f"{LIST}inspect/{application.pk}/", f"{LIST}letter-points/{application.pk}/"
    browser = browser_of("secretary")
    assert address in browser.get(page).content.decode()
    Submission.objects.filter(pk=application.pk).update(state=State.WITHDRAWN)
    assert address not in browser.get(page).content.decode()
    refused = browser.post(address, {"letter_awards": "on"})
    assert "уже не рассматривается" in refused.content.decode()
    application.entry.refresh_from_db()
    assert not application.entry.letter_awards
