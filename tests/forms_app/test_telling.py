"""What is shown as told was told: a letter that is queued, or a call that somebody owes."""

import datetime as dt

import pytest

from core import clock
from core.errors import Refused
from core.models import HistoryRecord, Letter
from forms_app import links, services, telling
from forms_app.models import Call, Submission
from forms_app.models.calls import to_be_called
from forms_app.services import RemarkText
from tests import factories
from tests.forms_app.helpers import begin, draft_of, post, said, save, sent, upload, walk

pytestmark = [pytest.mark.usefixtures("sample"), pytest.mark.req("X-3")]
PHONE = "+7 383 222-33-44"


@pytest.fixture
def clerk(db):
    return factories.UserFactory()


def today() -> dt.date:
    return clock.in_zone(clock.now(), "Asia/Novosibirsk").date()


def fail_letters(submission) -> None:
    Letter.objects.about(submission).update(state=Letter.State.FAILED)


def called(submission, clerk, **kwargs):
    return services.record_call(
        submission=submission, actor=clerk, **{"called_on": today(), "note": "Всё понял", **kwargs}
    )


def test_a_queued_letter_is_named_with_its_masked_address():
    submission = sent("anna@example.org")
    assert telling.was_told(submission) == (
        "Письмо на адрес a•••@example.org поставлено в очередь отправки."
    )
    assert telling.will_be_told(submission) == "На адрес a•••@example.org уйдёт письмо."


def test_without_an_address_the_telephone_is_named():
    submission = sent("")
    for words in (telling.was_told(submission), telling.will_be_told(submission)):
        assert "письма не будет" in words
        assert f"Позвоните: {PHONE}." in words


def test_without_address_and_telephone_that_is_said():
    submission = sent("", person={"phone": ""})
    assert telling.was_told(submission).endswith("Телефон не указан.")


def test_what_staff_decide_is_owed_as_a_call_and_what_the_person_did_is_not(clerk):
    submission = sent("")
    assert not Call.objects.exists()
    services.register(submission=submission, actor=clerk)
    services.accept(submission=submission, actor=clerk)
    assert [call.letter_code for call in Call.objects.due()] == [
        "submission-registered",
        "submission-accepted",
    ]
    services.withdraw(submission=submission)
    assert not Call.objects.exists()


def test_who_has_an_address_is_called_only_when_a_letter_failed(clerk):
    submission = sent()
    services.register(submission=submission, actor=clerk)
    rows = Submission.objects.all()
    assert not to_be_called(rows).exists()
    assert not telling.has_news(submission)
    fail_letters(submission)
    assert to_be_called(rows).get() == submission
    assert telling.news_for([submission])[submission.pk] == [
        "Заявка поступила",
        "Заявка зарегистрирована",
    ]


def test_a_call_ticks_off_all_that_was_owed_and_says_who_called_when(clerk):
    submission = services.register(submission=sent(""), actor=clerk)
    called(submission, clerk)
    call = Call.objects.get()
    assert (call.called_on, call.called_by, call.note) == (today(), clerk, "Всё понял")
    assert not to_be_called(Submission.objects.all()).exists()
    record = HistoryRecord.objects.about(submission).get(action="called")
    assert record.details == {
        "called_on": today().isoformat(),
        "letters": ["submission-registered"],
    }
    with pytest.raises(Refused, match="Звонить уже не нужно"):
        called(submission, clerk)


@pytest.mark.req("X-6")
def test_a_letter_whose_news_was_told_is_not_sent_any_more(clerk):
    submission = sent()
    fail_letters(submission)
    called(submission, clerk)
    letter = Letter.objects.about(submission).get()
    assert letter.state == Letter.State.CANCELLED
    assert HistoryRecord.objects.about(letter).get(action="cancel").actor == clerk
    assert Call.objects.get().letter_code == "submission-received"
    assert not telling.has_news(submission)


@pytest.mark.parametrize(("days", "words"), [(1, "ещё не наступил"), (-1, "позже этого дня")])
def test_a_day_on_which_nobody_can_have_called_is_refused(clerk, days, words):
    submission = services.register(submission=sent(""), actor=clerk)
    with pytest.raises(Refused, match=words):
        called(submission, clerk, called_on=today() + dt.timedelta(days=days))
    assert telling.has_news(submission)


def test_who_sends_corrections_need_not_be_called_about_the_return(clerk):
    submission = services.return_for_correction(
        submission=sent(""), actor=clerk, remarks=[RemarkText("Имя", step="person")]
    )
    assert telling.has_news(submission)
    draft = services.start_correction(submission=submission)

    save(draft, "person", name="Иванова Мария Петровна")
    upload(draft, "signed")
    services.send_draft(draft=draft, revision=draft.revision)
    assert not telling.has_news(submission)


@pytest.mark.req("X-5")
def test_destruction_leaves_nothing_of_what_was_said(clerk):
    submission = services.register(submission=sent(""), actor=clerk)
    called(submission, clerk)
    services.accept(submission=submission, actor=clerk)
    services.withdraw(submission=submission, actor=clerk)
    services.destroy_submission(submission=submission, reason="срок")
    assert "понял" not in Call.objects.get().note
    assert not telling.has_news(submission)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (Letter.State.WAITING, "ещё отправляется"),
        (Letter.State.FAILED, "отправить не удалось"),
        (Letter.State.CANCELLED, "отменено"),
    ],
)
def test_the_applicant_reads_what_became_of_a_letter(client, state, words):
    submission = sent()
    Letter.objects.about(submission).update(state=state)
    page = said(client.get(f"/track/{links.token('track', submission)}/"))
    letters = page.partition("Письма вам")[2].partition("</section>")[0]
    assert words in letters


def test_numbers_and_news_of_many_are_read_at_once(clerk, django_assert_num_queries):
    rows = [services.register(submission=sent(""), actor=clerk) for _ in range(3)]
    with django_assert_num_queries(1):
        assert set(telling.phones_of(rows).values()) == {"+73832223344"}
    with django_assert_num_queries(3):
        assert len(telling.news_for(rows)) == 3


@pytest.mark.parametrize(
    ("state", "words"),
    [(Letter.State.WAITING, "письмо ещё отправляется"), (Letter.State.FAILED, "не удалось")],
)
def test_who_leaves_a_draft_reads_where_the_link_went_and_whether_it_did(client, state, words):
    begin(client)
    draft = draft_of(client)
    Letter.objects.about(draft).update(state=state)
    post(client, "kind", leave="1")
    page = said(client.get("/forms/sample/saved/"))
    assert "на адрес a•••@example.org" in page
    assert words in page


def test_who_has_sent_reads_to_which_address_news_will_go(client):
    begin(client)
    draft = walk(client)
    for slot in ("signed", "agreement"):
        upload(draft, slot)
    draft.refresh_from_db()
    services.send_draft(draft=draft, revision=draft.revision)
    page = said(client.get("/forms/sample/done/"))
    assert "О каждом изменении придёт письмо на адрес a•••@example.org." in page


def codes_due() -> list[str]:
    return [call.letter_code.removeprefix("submission-") for call in Call.objects.due()]


def test_a_decision_that_is_taken_back_is_no_news_any_more(clerk):
    submission = services.register(submission=sent(""), actor=clerk)
    services.accept(submission=submission, actor=clerk)
    services.take_back(submission=submission, actor=clerk, reason="Перепутаны заявки")
    assert codes_due() == ["registered", "taken-back"]


def test_a_destruction_that_is_announced_is_owed_as_a_call_until_it_is_stopped(clerk):
    submission = services.register(submission=sent(""), actor=clerk)
    services.accept(submission=submission, actor=clerk)
    called(submission, clerk)
    services.request_destruction(submission=submission, actor=clerk, reason="Просил письменно")
    assert codes_due() == ["destruction-asked"]
    services.stop_destruction(submission=submission, actor=clerk, reason="Передумал")
    assert codes_due() == ["destruction-stopped"]
