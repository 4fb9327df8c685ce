"""A remark keeps its place, and what a correction leaves as it was is asked about (C-11)."""

import pytest

from core import clock, outbox
from core.errors import Refused
from core.models import HistoryRecord, Letter
from forms_app import links, services
from forms_app.engine.documents import document_set
from forms_app.errors import LeftAsItWas
from forms_app.lifecycle import State
from forms_app.models import SubmissionVersion
from forms_app.services import RemarkText
from forms_app.services.locking import progress_of
from forms_app.untouched import untouched
from tests import factories
from tests.forms_app.helpers import draft_of, post, prove, said, save, sent, upload

pytestmark = [pytest.mark.usefixtures("sample"), pytest.mark.req("C-11", "X-3")]
REMARKS = [
    RemarkText("Нет отчества.", step="person", questions=("name",)),
    RemarkText("Не та дата.", step="work"),
    RemarkText("Нет подписи.", slot="agreement"),
]
PLACES = [
    "Раздел «О вас», вопрос «Фамилия, имя, отчество»",
    "Раздел «Работа»",
    "Документ «Подписанное согласие»",
]


@pytest.fixture
def clerk(db):
    return factories.UserFactory()


def returned(clerk, remarks=REMARKS):
    return services.return_for_correction(submission=sent(), actor=clerk, remarks=remarks)


def tracked(submission, page="") -> str:
    return f"/track/{links.token('track', submission)}/{page}"


def left(draft) -> list[str]:
    progress = progress_of(draft, at=clock.now())
    return [one.text for one in untouched(progress, document_set(progress))]


def send(draft, **kwargs):
    return services.send_draft(draft=draft, revision=draft.revision, **kwargs)


# -- places ------------------------------------------------------------------------------
def test_the_letter_names_section_question_and_document(clerk):
    submission = returned(clerk)
    letter = Letter.objects.about(submission).get(code="submission-returned")
    _, body = outbox.content(letter)
    for place, remark in zip(PLACES, REMARKS, strict=True):
        assert f"– {place}: {remark.text}" in body


@pytest.mark.parametrize("page", ["", "correct/"])
def test_the_pages_of_the_link_name_them_too(clerk, client, page):
    text = said(client.get(tracked(returned(clerk), page)))
    for place, remark in zip(PLACES, REMARKS, strict=True):
        assert f"<strong>{place}:</strong> {remark.text}" in text


@pytest.mark.parametrize(
    ("place", "target"),
    [
        ("step:work", "/forms/sample/work/"),
        ("slot:agreement", "/forms/sample/uploads/#slot-agreement"),
        ("", "/forms/sample/person/"),
        # What was not returned, or is nothing at all, opens as without a choice.
        ("step:kind", "/forms/sample/person/"),
        ("slot:signed", "/forms/sample/person/"),
        ("http://example.org", "/forms/sample/person/"),
    ],
)
def test_a_remark_on_the_correction_page_leads_to_its_place(clerk, client, place, target):
    submission = returned(clerk)
    address = tracked(submission, "correct/")
    if place in ("step:work", "slot:agreement"):
        assert f'value="{place}"' in said(client.get(address))
    assert client.post(address, {"place": place}).url == target


def test_the_section_says_which_question_is_meant(clerk, client):
    submission = returned(clerk)
    client.post(tracked(submission, "correct/"))
    page = said(client.get("/forms/sample/person/"))
    assert "Замечание: вопрос «Фамилия, имя, отчество»" in page
    assert "Нет отчества." in page


def test_remarks_on_an_earlier_version_are_not_shown_again(clerk, client):
    submission = returned(clerk, [RemarkText("Нет отчества.", step="person")])
    draft = services.start_correction(submission=submission)
    save(draft, "person", name="Иванова Мария Петровна")
    upload(draft, "signed")
    submission = send(draft)
    services.return_for_correction(
        submission=submission, actor=clerk, remarks=[RemarkText("Не тот паспорт.", step="person")]
    )
    client.post(tracked(submission, "correct/"))
    page = said(client.get("/forms/sample/person/"))
    assert "Не тот паспорт." in page
    assert "Нет отчества." not in page


@pytest.mark.parametrize(
    "remark",
    [
        RemarkText("?", step="person", questions=("nothing",)),
        RemarkText("?", step="person", questions=("share",)),
        RemarkText("?", step="nowhere"),
        RemarkText("?", slot="nowhere"),
    ],
)
def test_a_place_that_is_not_in_the_form_is_refused(clerk, remark):
    with pytest.raises(Refused, match="Такого шага, вопроса или документа"):
        returned(clerk, [remark])


# -- what was left as it was -------------------------------------------------------------
def test_each_remarked_place_that_is_as_it_was_is_named(clerk):
    draft = services.start_correction(submission=returned(clerk))
    assert left(draft) == [
        "Вы не изменили раздел «О вас», вопрос «Фамилия, имя, отчество».",
        "Вы не изменили раздел «Работа».",
        "Вы не заменили документ «Подписанное согласие».",
    ]
    # Another question of the section is not the one that was asked about.
    save(draft, "person", phone="8 383 222-33-55")
    assert len(left(draft)) == 3
    save(draft, "person", name="Иванова Мария Петровна")
    save(draft, "work", share="60")
    upload(draft, "agreement")
    assert left(draft) == []


def test_a_document_that_was_asked_for_and_not_put_in_is_named(clerk):
    draft = services.start_correction(
        submission=returned(clerk, [RemarkText("Приложите приказ.", slot="extra")])
    )
    assert left(draft) == ["Вы не приложили документ «Ещё документы»."]
    upload(draft, "extra")
    assert left(draft) == []


def test_a_first_sending_is_asked_nothing():
    from tests.forms_app.helpers import ready

    assert left(ready()) == []


def test_sending_is_refused_until_each_is_said_to_be_meant(clerk):
    submission = returned(clerk)
    draft = services.start_correction(submission=submission)
    with pytest.raises(LeftAsItWas) as refused:
        send(draft)
    marks = [one.mark for one in refused.value.left]
    with pytest.raises(LeftAsItWas):
        send(draft, left=marks[:-1])
    submission.refresh_from_db()
    assert submission.state == State.RETURNED
    assert SubmissionVersion.objects.count() == 1
    send(draft, left=marks)
    record = HistoryRecord.objects.about(submission).get(action="correct")
    assert record.details["left"][-1] == "документ «Подписанное согласие»"


def test_the_page_asks_and_loses_nothing(clerk, client):
    submission = returned(clerk)
    client.post(tracked(submission, "correct/"))
    prove(client)
    draft = draft_of(client)
    assert "Вы не заменили документ" in said(client.get("/forms/sample/check/"))
    page = said(client.get("/forms/sample/send/"))
    assert "Вы не заменили документ «Подписанное согласие»." in page
    assert "/forms/sample/uploads/#slot-agreement" in page
    assert "Отправить всё равно" in page
    kept = draft.payload
    answer = client.post(
        "/forms/sample/send/",
        {"draft": str(draft.pk), "revision": draft.revision, "left": ["slot-agreement"]},
    )
    assert answer.status_code == 200
    page = said(answer)
    assert "Ничего не отправлено" in page
    assert page.count("checked") == 1
    draft.refresh_from_db()
    assert bytes(draft.payload) == bytes(kept)
    marks = [one["mark"] for one in answer.context["untouched"]]
    assert len(marks) == 3
    done = client.post(
        "/forms/sample/send/",
        {"draft": str(draft.pk), "revision": draft.revision, "left": marks},
    )
    assert done.url == "/forms/sample/done/"


def test_what_was_corrected_is_sent_without_a_question(clerk, client):
    submission = returned(clerk, [RemarkText("Не тот телефон.", step="person")])
    client.post(tracked(submission, "correct/"))
    prove(client)
    post(client, "person", phone="8 383 222-33-55")
    draft = draft_of(client)
    upload(draft, "signed")
    draft.refresh_from_db()
    assert "Отправить всё равно" not in said(client.get("/forms/sample/send/"))
    answer = client.post(
        "/forms/sample/send/", {"draft": str(draft.pk), "revision": draft.revision}
    )
    assert answer.url == "/forms/sample/done/"
