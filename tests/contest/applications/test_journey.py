"""The application from the first step to the entry, with its deadlines (C-8, C-11)."""

import datetime as dt

import pytest
import time_machine
from django.http import Http404
from django.test import RequestFactory

from contest.applications.models import Entry
from core.clock import format_deadline
from core.errors import Refused
from forms_app import services
from forms_app.engine import registry
from forms_app.errors import Incomplete, TooLate
from forms_app.models import ConsentText
from tests.contest.factories import (
    ContestFactory,
    as_typed,
    fill,
    sent_application,
    typed_draft,
    typed_steps,
    upload_all,
)

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]
JOURNEY = "contest-application"


@pytest.mark.req("C-11", "C-2")
@pytest.mark.parametrize("role", ["recruitment", "career", "vocational"])
def test_a_complete_application_becomes_an_entry(contest, role):
    submission = sent_application(contest, role=role)
    entry = submission.entry
    assert entry.contest == contest
    assert entry.role.code == role
    assert entry.service.role == entry.role
    assert entry.full_name == "Королёва Анна-Мария Д'Артаньяновна"
    assert entry.is_active
    assert submission.email == "koroleva@example.org"
    assert "Королёва" not in entry.person_digest


@pytest.mark.req("C-11")
def test_a_second_application_of_the_same_person_is_refused_in_words(contest):
    sent_application(contest)
    # The same person in another spelling: ё as е, other case.
    again = typed_draft(contest, participant={"last_name": "КОРОЛЕВА"})
    upload_all(again)
    with pytest.raises(Refused, match="уже есть действующая заявка"):
        services.send_draft(draft=again, revision=again.revision)
    again.refresh_from_db()
    assert again.state == again.State.OPEN
    assert Entry.objects.count() == 1


def test_namesakes_with_another_birth_date_may_both_apply(contest):
    sent_application(contest)
    sent_application(contest, questionnaire={"birth_date": "06.03.1990"})
    assert Entry.objects.filter(is_active=True).count() == 2


@pytest.mark.req("C-11")
def test_after_withdrawal_the_person_may_apply_again(contest):
    first = sent_application(contest)
    services.withdraw(submission=first, actor=None)
    first.entry.refresh_from_db()
    assert not first.entry.is_active
    assert sent_application(contest).entry.is_active


def test_another_contest_takes_the_same_person(contest):
    sent_application(contest)
    assert sent_application(ContestFactory()).entry.is_active


def test_the_same_services_of_another_contest_are_not_offered(contest):
    other = ContestFactory()
    draft = typed_draft(contest)
    foreign = other.roles.get(code="career").services.first()
    saved = services.save_step(
        draft=draft, revision=draft.revision, step="role", data=as_typed({"service": foreign.pk})
    )
    assert not saved.complete


@pytest.mark.req("C-11")
def test_a_missing_document_and_a_list_that_disagrees_keep_it_from_being_sent(contest):
    draft = typed_draft(
        contest, enclosures={"other_documents-count": 1, "other_documents-1-title": "Диплом"}
    )
    upload_all(draft, "application", "questionnaire", "consent", "certificate")
    with pytest.raises(Incomplete) as refused:
        services.send_draft(draft=draft, revision=draft.revision)
    text = refused.value.message
    assert "Характеристика участника конкурса" in text
    assert "«Диплом»" in text
    upload_all(draft, "reference", "other")
    assert services.send_draft(draft=draft, revision=draft.revision)


@pytest.mark.req("C-A1")
def test_a_changed_answer_voids_only_the_papers_that_repeat_it(contest):
    draft = typed_draft(contest)
    upload_all(draft)
    passport = {**typed_steps(contest)["passport"], "passport_number": "654321"}
    draft = services.save_step(
        draft=draft, revision=draft.revision, step="passport", data=as_typed(passport)
    ).draft
    with pytest.raises(Incomplete) as refused:
        services.send_draft(draft=draft, revision=draft.revision)
    assert len(refused.value.blockers) == 1
    assert "Согласие" in refused.value.blockers[0].text


# -- deadlines ---------------------------------------------------------------------------
@pytest.mark.req("C-11")
def test_a_late_application_is_refused_with_the_deadline_and_its_draft_is_kept(contest):
    draft = typed_draft(contest)
    upload_all(draft)
    with pytest.raises(TooLate) as refused:
        services.send_draft(draft=draft, revision=draft.revision, at=contest.applications_close_at)
    assert format_deadline(contest.applications_close_at, contest.tz) in refused.value.message
    assert "новосибирское время" in refused.value.message
    draft.refresh_from_db()
    assert draft.state == draft.State.OPEN


@pytest.mark.req("C-11")
def test_the_last_moment_is_in_time(contest):
    draft = typed_draft(contest)
    upload_all(draft)
    last = contest.applications_close_at - dt.timedelta(microseconds=1)
    assert services.send_draft(draft=draft, revision=draft.revision, at=last).received_at == last


@pytest.mark.req("C-11")
@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [(1, 20, "ещё не начался"), (-20, -1, "Приём заявок закончен")],
)
def test_nobody_starts_outside_the_window(contest, opens, closes, words):
    now = dt.datetime.now(dt.UTC)
    contest.applications_open_at = now + dt.timedelta(days=opens)
    contest.applications_close_at = now + dt.timedelta(days=closes)
    contest.save()
    with pytest.raises(Refused, match=words) as refused:
        typed_draft(contest)
    assert "новосибирское время, UTC+7" in refused.value.message
    assert registry.get(JOURNEY).scopes_open(now) == []


def test_an_unpublished_contest_shows_no_form():
    hidden = ContestFactory(is_published=False)
    request = RequestFactory().get("/", {"scope": hidden.slug})
    with pytest.raises(Http404):
        registry.get(JOURNEY).get_scope(request)


@pytest.mark.req("C-10", "C-11")
def test_what_came_on_paper_in_time_is_entered_after_the_deadline(contest, secretary):
    arrived = dt.datetime.now(dt.UTC)
    after = contest.applications_close_at + dt.timedelta(days=2)
    with time_machine.travel(after, tick=False):
        draft = services.enter_on_behalf(
            journey=JOURNEY,
            scope=contest.slug,
            actor=secretary,
            source="paper",
            received_at=arrived,
        )
        draft = fill(draft, contest)
        upload_all(draft)
        sent = services.send_draft(draft=draft, revision=draft.revision, actor=secretary)
    assert sent.received_at == arrived
    assert sent.source == "paper"
    assert sent.entry.is_active


@pytest.mark.req("C-10", "C-11")
def test_what_came_on_paper_before_acceptance_opened_is_refused(contest, secretary):
    with pytest.raises(Refused, match="Приём заявок ещё не начался"):
        services.enter_on_behalf(
            journey=JOURNEY,
            scope=contest.slug,
            actor=secretary,
            source="paper",
            received_at=contest.applications_open_at - dt.timedelta(hours=1),
        )


@pytest.mark.req("C-8")
def test_service_is_judged_on_the_day_of_first_sending(contest):
    """A year that is reached only after the letter arrived does not count."""
    today = dt.datetime.now(contest.tz).date()
    start = today.replace(year=today.year - 1) + dt.timedelta(days=5)
    draft = services.start_draft(
        journey=JOURNEY,
        scope=contest.slug,
        email="a@example.org",
        consent_text=ConsentText.objects.get(purpose="draft-keeping", operator=contest.operator),
    ).draft
    data = {**typed_steps(contest)["eligibility"], "periods-1-start": f"{start:%d.%m.%Y}"}
    saved = services.save_step(
        draft=draft, revision=draft.revision, step="eligibility", data=as_typed(data)
    )
    assert not saved.complete
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=6), tick=False):
        saved = services.save_step(
            draft=draft, revision=saved.draft.revision, step="eligibility", data=as_typed(data)
        )
    assert saved.complete
