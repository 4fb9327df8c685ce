"""A remark of the secretary names the section and its questions, or the document (C-11)."""

import datetime as dt

import pytest

from core import clock, outbox
from core.models import Letter
from forms_app.lifecycle import State
from forms_app.models import Remark
from tests.contest.desk import LIST

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-11")]


def typed(**more):
    return {"due_on": str(clock.local_day(clock.now()) + dt.timedelta(days=10)), **more}


def returned(browser, application, **more):
    return browser.post(f"{LIST}return/{application.pk}/", typed(**more), follow=True)


def label_of(browser, application) -> str:
    """The official wording of the question about the telephone, as the form offers it."""
    form = browser.get(f"{LIST}return/{application.pk}/").context_data["form"]
    return dict(form.fields["questions-participant"].choices)["phone"]


def test_the_questions_of_a_section_can_be_named(browser_of, application):
    browser = browser_of("secretary")
    label = label_of(browser, application)
    page = returned(
        browser,
        application,
        **{"step-participant": "Лишняя цифра.", "questions-participant": ["phone"]},
        **{"slot-consent": "Нет даты."},
    ).content.decode()
    remark = Remark.objects.get(step="participant")
    assert remark.questions == ["phone"]
    place = f"Раздел «Участник и центр», вопрос «{label}»"
    _, body = outbox.content(Letter.objects.get(code="submission-returned"))
    assert f"– {place}: Лишняя цифра." in body
    assert "– Документ «" in body
    assert f"<strong>{place}:</strong> Лишняя цифра." in page


def test_a_remark_may_be_about_the_whole_section(browser_of, application):
    returned(browser_of("secretary"), application, **{"step-participant": "Проверьте."})
    _, body = outbox.content(Letter.objects.get(code="submission-returned"))
    assert "– Раздел «Участник и центр»: Проверьте." in body


def test_ticked_questions_without_words_are_asked_about_and_stay_ticked(browser_of, application):
    page = returned(
        browser_of("secretary"),
        application,
        **{"questions-participant": ["phone"], "step-head": "Не та должность."},
    )
    form = page.context_data["form"]
    assert form.errors["step-participant"] == ["Вопросы отмечены: напишите, что в них исправить."]
    assert form["questions-participant"].value() == ["phone"]
    assert "Не та должность." in page.content.decode()
    application.refresh_from_db()
    assert application.state == State.RECEIVED


def test_no_answer_is_shown_where_its_question_is_offered(browser_of, application):
    page = browser_of("staff").get(f"{LIST}return/{application.pk}/").content.decode()
    assert "540-001" not in page
    assert "Горького" not in page
