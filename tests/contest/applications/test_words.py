"""One word for one thing, wherever people read it."""

import datetime as dt

import pytest

from contest.applications.papers import register
from contest.applications.services import tick_letter_points
from core import clock, outbox
from core.models import Letter, ReadRecord
from forms_app import links, services
from forms_app.engine import registry
from forms_app.engine.fields import PhoneField
from forms_app.models import Submission
from forms_app.reading import context_of
from forms_app.services.corrections import RemarkText
from tests.contest.desk import LIST

pytestmark = pytest.mark.django_db


@pytest.fixture
def accepted(application, people) -> Submission:
    services.register(submission=application, actor=people["secretary"])
    return services.accept(submission=application, actor=people["secretary"])


def test_an_admitted_participant_is_called_so_everywhere(contest, accepted, browser_of, client):
    (row,) = register.rows(contest, register.entries_of(contest))
    assert row[-1] == "Допущена"
    track = client.get(links.track_url(accepted)).content.decode()
    desk = browser_of("secretary").get(LIST).content.decode()
    for page in (track, desk):
        assert "Допущена" in page
        assert "Принята" not in page
    assert "timetable__item--next" not in track
    assert "завершено" not in track


def test_the_application_is_not_called_a_questionnaire_or_an_appeal(client, accepted):
    track = client.get(links.track_url(accepted)).content.decode()
    assert f"Заявка {accepted.reference}" in track
    assert "бращени" not in track.replace("идеообращени", "")
    letter = Letter.objects.about(accepted).get(code="submission-received")
    assert "бращени" not in " ".join(outbox.content(letter))


def test_the_letter_about_a_withdrawal_says_whom_to_tell(contest, application):
    services.withdraw(submission=application)
    letter = Letter.objects.about(application).get(code="submission-withdrawn")
    assert contest.operator.email in outbox.content(letter)[1]


def test_a_district_number_of_five_digits_is_a_number():
    assert PhoneField().clean("8 (38341) 2-12-34") == "+73834121234"
    with pytest.raises(Exception, match="десять цифр"):
        PhoneField().clean("2-12-34")


def test_every_question_is_also_asked_in_plain_words(contest, application):
    ctx = context_of(application.current)
    for step in registry.get("contest-application").steps:
        if step.form_class is None:
            continue
        form = step.form_class(ctx=ctx, step=step)
        rows = [rows.form_class for rows in form.rows]
        kinds = [({**row.questions, **row.plain}, row.base_fields) for row in rows]
        for plain, fields in [({**form.questions, **form.plain}, form.fields), *kinds]:
            unsaid = {n for n, f in fields.items() if n not in plain and not f.help_text}
            assert not {n for n in unsaid if not quiet(fields[n])}, (step.code, unsaid)


def quiet(field) -> bool:
    """A tick or a choice of documents says all in its label; a hidden field says nothing."""
    kinds = ("CheckboxInput", "CheckboxSelectMultiple", "HiddenInput", "RadioSelect")
    return type(field.widget).__name__ in kinds


def test_the_history_says_who_was_assigned_what_number_and_what_was_returned(
    browser_of, contest, application, people
):
    secretary, staff = people["secretary"], people["staff"]
    services.assign(submission=application, actor=secretary, to=staff)
    services.register(submission=application, actor=secretary)
    tick_letter_points(entry=application.entry, points={"letter_qualities": True}, actor=secretary)
    due = clock.now() + dt.timedelta(days=3)
    services.return_for_correction(
        submission=application,
        actor=secretary,
        remarks=[RemarkText("Исправьте", step="passport"), RemarkText("Скан", slot="reference")],
        steps=[],
        slots=[],
        due_at=due,
    )
    page = browser_of("secretary").get(f"{LIST}history/{application.pk}/").content.decode()
    application.refresh_from_db()
    steps = {s.code: s.title for s in registry.get("contest-application").steps}
    for words in (
        f"кому: {staff.short_name}",
        f"№ {application.registration.label}",
        "пункт а): есть",
        f"шаги: {steps['passport']}",
        "документы: ",
        "исправить до",
        "новосибирское время",
    ):
        assert words in page, words


@pytest.mark.req("X-5")
def test_a_sent_letter_is_read_by_who_works_and_the_look_is_logged(browser_of, application, people):
    letter = Letter.objects.about(application).first()
    address = f"{LIST}letter/{application.pk}/{letter.pk}/"
    assert (
        address in browser_of("secretary").get(f"{LIST}inspect/{application.pk}/").content.decode()
    )
    page = browser_of("secretary").get(address).content.decode()
    assert application.reference in page
    assert links.track_url(application) not in page
    assert "личная ссылка заявителя скрыта" in page
    assert ReadRecord.objects.get(what="текст письма").actor == people["secretary"]
    for name in ("member", "other-secretary", "administrator", "editor"):
        assert browser_of(name).get(address).status_code == 404
    assert ReadRecord.objects.count() == 1
