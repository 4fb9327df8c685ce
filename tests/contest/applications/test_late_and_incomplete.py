"""Paper sets that came late or incomplete: entered, numbered, refused, never admitted (C-10, C-11, C-K6)."""

import datetime as dt

import pytest
import time_machine
from django.core.files.base import ContentFile

from contest.applications.papers import register
from core.clock import format_instant
from core.errors import Refused
from core.models import HistoryRecord, User
from forms_app import links, services
from forms_app.errors import Incomplete
from forms_app.models import Consent, Draft, Submission
from forms_app.reading import answers_of, progress_of, timeline
from forms_app.services import RemarkText
from tests.contest.desk import LIST
from tests.contest.factories import (
    as_typed,
    fill,
    sent_application,
    typed_draft,
    typed_steps,
    upload_all,
)
from tests.core.file_samples import pdf
from tests.forms_app.helpers import begin, draft_of, said

pytestmark = pytest.mark.django_db
JOURNEY = "contest-application"
HOUR = dt.timedelta(hours=1)
# What every set names, whatever else it lacks.
BARE = {
    "eligibility": ("centre",),
    "role": ("service",),
    "consent": ("text",),
    "participant": ("last_name", "first_name"),
}
LACKS = "Нет анкеты и согласия, в заявке нет подписи руководителя."


def entry(contest, actor: User, arrived: dt.datetime, *, email: str = "a@example.org") -> Draft:
    return services.enter_on_behalf(
        journey=JOURNEY,
        scope=contest.slug,
        actor=actor,
        source="paper",
        received_at=arrived,
        email=email,
    )


def bare(contest, actor: User, arrived: dt.datetime) -> Submission:
    """A set of one page: who, from where, as what – and nothing else."""
    draft = services.mark_incomplete(
        draft=entry(contest, actor, arrived), revision=0, actor=actor, lacks=LACKS
    )
    for step, fields in typed_steps(contest).items():
        data = as_typed({k: v for k, v in fields.items() if k in BARE.get(step, ())})
        saved = services.save_step(
            draft=draft, revision=draft.revision, step=step, data=data, actor=actor
        )
        assert saved.complete, step
        draft = saved.draft
    services.store_upload(
        draft=draft, slot="application", source=ContentFile(pdf()), name="1.pdf", actor=actor
    )
    draft.refresh_from_db()
    return services.send_draft(draft=draft, revision=draft.revision, actor=actor)


def late(contest, actor: User, **changed) -> Submission:
    arrived = contest.applications_close_at + HOUR
    draft = fill(entry(contest, actor, arrived), contest, **changed)
    upload_all(draft)
    return services.send_draft(draft=draft, revision=draft.revision, actor=actor)


@pytest.fixture
def after(contest):
    """The clock stands two days after the deadline."""
    with time_machine.travel(contest.applications_close_at + 48 * HOUR, tick=False):
        yield


@pytest.mark.req("C-10", "C-11", "C-K6")
def test_a_late_set_is_entered_numbered_and_refused_but_never_admitted(contest, secretary, after):
    submission = late(contest, secretary)
    assert submission.received_at == contest.applications_close_at + HOUR
    # Neither or both: of what cannot be admitted the number is not given either.
    with pytest.raises(Refused, match="поступила после окончания приёма"):
        services.register_and_accept(submission=submission, actor=secretary)
    submission.refresh_from_db()
    assert (submission.state, submission.registration) == ("received", None)
    services.register(submission=submission, actor=secretary)
    with pytest.raises(Refused, match="поступила после окончания приёма"):
        services.accept(submission=submission, actor=secretary)
    rejected = services.reject(
        submission=submission, actor=secretary, reason="Поступила после срока.", clause="11"
    )
    assert (rejected.state, rejected.registration is not None) == ("rejected", True)


@pytest.mark.req("C-11")
def test_an_applicant_is_still_refused_after_the_deadline(contest, after):
    with pytest.raises(Refused, match="Приём заявок закончен"):
        typed_draft(contest)


@pytest.mark.req("C-10", "C-11", "C-K6")
def test_an_incomplete_set_is_entered_numbered_and_refused_but_never_admitted(contest, secretary):
    submission = bare(contest, secretary, dt.datetime.now(dt.UTC) - HOUR)
    assert submission.is_incomplete
    first = answers_of(submission.current)[0]
    assert (first.label, first.text) == ("Чего не хватает в поступившем комплекте", LACKS)
    assert progress_of(submission.current).is_complete
    services.register(submission=submission, actor=secretary)
    with pytest.raises(Refused, match="Комплект неполный"):
        services.accept(submission=submission, actor=secretary)
    services.reject(submission=submission, actor=secretary, reason="Нет анкеты.", clause="11")


@pytest.mark.req("C-A5")
def test_a_consent_that_is_missing_is_not_recorded(contest, secretary):
    submission = bare(contest, secretary, dt.datetime.now(dt.UTC) - HOUR)
    assert not Consent.objects.filter(submission=submission).exists()
    given = next(a for a in answers_of(submission.current) if a.code == "agree")
    assert given.text == "не указано"


@pytest.mark.req("C-8")
def test_too_short_a_service_is_entered_as_what_is_lacking(contest, secretary):
    today = dt.datetime.now(contest.tz).date()
    draft = entry(contest, secretary, dt.datetime.now(dt.UTC) - HOUR)
    short = {
        **typed_steps(contest)["eligibility"],
        "periods-1-start": f"{today - dt.timedelta(days=200):%d.%m.%Y}",
    }
    saved = services.save_step(
        draft=draft, revision=0, step="eligibility", data=as_typed(short), actor=secretary
    )
    assert not saved.complete
    draft = services.mark_incomplete(
        draft=draft, revision=1, actor=secretary, lacks="Стаж меньше года."
    )
    draft = fill(draft, contest, eligibility={"periods-1-start": short["periods-1-start"]})
    upload_all(draft)
    assert services.send_draft(draft=draft, revision=draft.revision, actor=secretary).is_incomplete


def test_who_it_is_about_is_asked_of_every_set(contest, secretary):
    draft = services.mark_incomplete(
        draft=entry(contest, secretary, dt.datetime.now(dt.UTC)),
        revision=0,
        actor=secretary,
        lacks=LACKS,
    )
    saved = services.save_step(
        draft=draft, revision=1, step="eligibility", data=as_typed({}), actor=secretary
    )
    assert not saved.complete


def test_an_applicant_cannot_send_an_incomplete_set(contest, secretary):
    draft = typed_draft(contest)
    with pytest.raises(Refused, match="которую вводит работник"):
        services.mark_incomplete(draft=draft, revision=draft.revision, actor=secretary, lacks=LACKS)
    with pytest.raises(Incomplete):
        services.send_draft(draft=draft, revision=draft.revision)


def test_without_the_mark_a_set_has_to_be_whole(contest, secretary):
    draft = fill(entry(contest, secretary, dt.datetime.now(dt.UTC)), contest)
    draft = services.mark_incomplete(
        draft=draft, revision=draft.revision, actor=secretary, lacks=LACKS
    )
    draft = services.mark_incomplete(
        draft=draft, revision=draft.revision, actor=secretary, lacks="  "
    )
    with pytest.raises(Incomplete):
        services.send_draft(draft=draft, revision=draft.revision, actor=secretary)


def returned(submission: Submission, actor: User, due_at: dt.datetime | None) -> Submission:
    return services.return_for_correction(
        submission=submission,
        actor=actor,
        remarks=[RemarkText("Дополните комплект.", slot="questionnaire")],
        due_at=due_at,
    )


@pytest.mark.req("C-11")
def test_an_incomplete_set_is_completed_before_the_deadline_and_then_admitted(contest, secretary):
    now = dt.datetime.now(dt.UTC)
    submission = bare(contest, secretary, now - HOUR)
    assert not submission.entry.is_active
    with pytest.raises(Refused, match="пока принимают заявки"):
        returned(submission, secretary, contest.applications_close_at + HOUR)
    returned(submission, secretary, contest.applications_close_at)
    draft = services.start_correction(submission=submission)
    with pytest.raises(Incomplete):
        services.send_draft(draft=draft, revision=draft.revision)
    # Every step that lacks something is open; this one was whole from the beginning.
    for step, fields in typed_steps(contest).items():
        if step != "role":
            draft = services.save_step(
                draft=draft, revision=draft.revision, step=step, data=as_typed(fields)
            ).draft
    upload_all(draft)
    submission = services.send_draft(draft=draft, revision=draft.revision)
    assert not submission.is_incomplete
    assert submission.entry.is_active
    assert answers_of(submission.current)[0].code != "lacks"
    services.register(submission=submission, actor=secretary)
    services.accept(submission=submission, actor=secretary)


@pytest.mark.req("C-11")
def test_an_incomplete_set_is_not_completed_after_the_deadline(contest, secretary):
    submission = bare(contest, secretary, dt.datetime.now(dt.UTC) - HOUR)
    with (
        time_machine.travel(contest.applications_close_at + HOUR, tick=False),
        pytest.raises(Refused, match="Дополнить комплект уже нельзя"),
    ):
        returned(submission, secretary, contest.applications_close_at + 48 * HOUR)


def test_what_is_kept_to_be_refused_keeps_nobody_from_applying(contest, secretary):
    bare(contest, secretary, dt.datetime.now(dt.UTC) - HOUR)
    bare(contest, secretary, dt.datetime.now(dt.UTC) - HOUR)
    assert sent_application(contest).entry.is_active


# -- the arrival decides, the entering is history ----------------------------------------------
@pytest.mark.req("C-10")
def test_what_arrived_at_9_30_is_shown_as_received_at_9_30(browser_of, client, contest, people):
    arrived = dt.datetime.now(contest.tz).replace(hour=9, minute=30, second=0, microsecond=0)
    entered = arrived + dt.timedelta(hours=6, minutes=52)
    with time_machine.travel(entered, tick=False):
        draft = fill(entry(contest, people["secretary"], arrived), contest)
        upload_all(draft)
        submission = services.send_draft(
            draft=draft, revision=draft.revision, actor=people["secretary"]
        )
        at_9_30, at_16_22 = (format_instant(at, contest.tz) for at in (arrived, entered))
        (event,) = timeline(submission)
        assert (event.at, event.text) == (arrived, "Поступила на бумаге")
        page = said(client.get(links.track_url(submission).partition("8000")[2]))
        assert at_9_30 in page
        history = page[page.index("Что происходило") : page.index("Что вы указали")]
        assert at_16_22 not in history
        desk = said(browser_of("secretary").get(f"{LIST}inspect/{submission.pk}/"))
        assert f"поступило на бумаге {at_9_30}" in desk
        assert HistoryRecord.objects.about(submission).get(action="send").at == entered
        (row,) = register.rows(contest, register.entries_of(contest))
        assert f"{arrived:%d.%m.%Y} 09:30" in row


@pytest.mark.req("C-10", "C-K6")
def test_lists_register_and_exports_say_what_is_late_or_incomplete(
    browser_of, contest, people, after
):
    late(contest, people["secretary"])
    bare(contest, people["secretary"], contest.applications_close_at - HOUR)
    page = said(browser_of("secretary").get(LIST))
    assert "поступила после срока" in page
    assert "комплект неполный" in page
    arrivals = [row[3] for row in register.rows(contest, register.entries_of(contest))]
    assert [("после срока" in a, "комплект неполный" in a) for a in arrivals] == [
        (False, True),
        (True, False),
    ]


# -- the pages ----------------------------------------------------------------------------------
def post(browser, draft: Draft, page: str, **fields: object):
    draft.refresh_from_db()
    mark = {"draft": str(draft.pk), "revision": draft.revision}
    return browser.post(f"/forms/{JOURNEY}/{page}/", {**mark, **fields})


@pytest.mark.req("C-10", "C-K6")
def test_staff_mark_on_the_pages_what_is_missing_and_go_on(browser_of, contest, people, after):
    browser = browser_of("secretary")
    came = contest.applications_close_at.astimezone(contest.tz) + HOUR
    typed = {"scope": contest.slug, "source": "paper", "email": ""}
    typed |= {"day": f"{came:%d.%m.%Y}", "time": f"{came:%H:%M}"}
    assert browser.post(f"/cms/forms/{JOURNEY}/enter/", typed).status_code == 302
    draft = Draft.objects.get()
    post(browser, draft, "eligibility", **typed_steps(contest)["eligibility"])
    role = post(browser, draft, "role")
    assert role.url.endswith("/role/")
    page = said(browser.get(role.url))
    assert "Отметьте, что комплект неполный" in page
    page = said(browser.get(f"/forms/{JOURNEY}/send/"))
    assert "Её можно ввести, зарегистрировать и отклонить" in page
    post(browser, draft, "send", mark="1", lacks=LACKS)
    assert LACKS in said(browser.get(f"/forms/{JOURNEY}/send/"))
    for step, fields in typed_steps(contest).items():
        post(browser, draft, step, **{k: v for k, v in fields.items() if k in BARE.get(step, ())})
    post(browser, draft, "eligibility", **typed_steps(contest)["eligibility"])
    assert LACKS in said(browser.get(f"/forms/{JOURNEY}/check/"))
    assert post(browser, draft, "send").url.endswith("/done/")
    assert "Получено" in said(browser.get(f"/forms/{JOURNEY}/done/"))
    submission = Submission.objects.get()
    page = said(browser.get(f"{LIST}inspect/{submission.pk}/"))
    assert LACKS in page
    assert "Допустить её нельзя, можно отклонить по пункту 11" in page


def test_applicants_are_not_offered_an_incomplete_set(client, contest):
    begin(client, "koroleva@example.org", JOURNEY)
    draft = draft_of(client, JOURNEY)
    for page in ("eligibility", "send"):
        assert "неполный" not in said(client.get(f"/forms/{JOURNEY}/{page}/"))
    post(client, draft, "send", mark="1", lacks=LACKS)
    assert "которую вводит работник" in said(client.get(f"/forms/{JOURNEY}/eligibility/"))
