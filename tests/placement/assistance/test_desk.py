"""«Заявления о содействии»: accepted, refused, corrected (P-3.6, X-4)."""

import datetime as dt

import pytest

from core import clock, roles
from core.errors import Refused
from core.rules.working_days import subtract_working_days
from forms_app import services
from forms_app.engine import registry
from forms_app.lifecycle import State
from forms_app.models import Consent, Draft, Submission
from placement.assistance import signals
from placement.assistance.models import Refusal
from placement.assistance.papers import refusals
from placement.assistance.services import (
    drop_refusal,
    prepare_refusal,
    sign_refusal,
    standing_refusal,
)
from placement.consents import ASSISTANCE
from placement.graduates.services import destroy_graduate
from tests.boards import panel
from tests.factories import as_typed
from tests.forms_app.helpers import said
from tests.forms_app.laying import lay_steps
from tests.placement.assistance import requests as req
from tests.placement.graduates.factories import GraduateFactory, allow
from tests.queries import page_queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("centre")]
LIST = "/cms/placement/assistance/"


def state_of(submission):
    submission.refresh_from_db()
    return submission.state


@pytest.fixture
def people(centre, make_user):
    return {
        "specialist": make_user(roles.PLACEMENT_SPECIALIST, organisation=centre),
        "deputy": make_user(roles.DEPUTY_DIRECTOR, organisation=centre),
        "director": make_user(roles.DIRECTOR, organisation=centre),
    }


@pytest.mark.req("P-F1")
def test_accepting_confirms_the_card_and_tells_the_nouns_above(people):
    submission, heard = req.sent(), []
    signals.accepted.connect(
        lambda **sent: heard.append(sent["request"]), weak=False, dispatch_uid="t"
    )
    try:
        services.register_and_accept(submission=submission, actor=people["specialist"])
    finally:
        signals.accepted.disconnect(dispatch_uid="t")
    request = submission.assistance_request
    request.graduate.refresh_from_db()
    assert request.graduate.state == "confirmed"
    assert heard == [request]


@pytest.mark.req("P-3.6", "X-7")
def test_a_refusal_is_prepared_by_one_and_signed_by_the_deputy(browser_of, people):
    submission = req.sent()
    services.register(submission=submission, actor=people["specialist"])
    prepare, sign = (f"{LIST}{act}/{submission.pk}/" for act in ("prepare-refusal", "reject"))
    browser_of("specialist").post(prepare, {"ground": "Не понравился"})
    assert standing_refusal(submission) is None
    browser_of("deputy").post(sign)
    assert state_of(submission) == State.REGISTERED
    browser_of("specialist").post(prepare, {"ground": Refusal.Ground.STRANGER})
    assert browser_of("specialist").post(sign).status_code == 404
    assert state_of(submission) == State.REGISTERED
    browser_of("deputy").post(sign)
    assert state_of(submission) == State.REJECTED
    assert not submission.assistance_request.graduate.grants.open().exists()
    paper = refusals.institution(standing_refusal(submission))
    assert "Проект формы" in paper.html
    assert Refusal.Ground.STRANGER.label in paper.html
    assert people["deputy"].short_name in paper.html
    assert browser_of("specialist").get(f"{LIST}refusal/{submission.pk}/").status_code == 200


def test_the_paper_of_a_refusal_is_offered_to_who_may_open_it(browser_of, people):
    submission = req.sent()
    services.register(submission=submission, actor=people["specialist"])
    prepare_refusal(submission=submission, ground="consent", actor=people["specialist"])
    for who, is_offered in (("specialist", True), ("director", False)):
        page = browser_of(who).get(f"{LIST}inspect/{submission.pk}/").content.decode()
        assert "Отказ ждёт подписи" in page
        assert ("Отказ (PDF)" in page) is is_offered


@pytest.mark.req("P-3.6")
def test_who_has_prepared_a_refusal_does_not_sign_it(people):
    submission = req.sent()
    services.register(submission=submission, actor=people["specialist"])
    prepare_refusal(submission=submission, ground="consent", actor=people["deputy"])
    with pytest.raises(Refused, match="другой человек"):
        sign_refusal(submission=submission, actor=people["deputy"])
    with pytest.raises(Refused, match="сначала его готовят"):
        services.reject(submission=submission, actor=people["deputy"], reason="Просто так")


def test_a_prepared_refusal_is_taken_back_and_goes_with_the_acceptance(people):
    submission, actor = req.sent(), people["specialist"]
    services.register(submission=submission, actor=actor)
    prepare_refusal(submission=submission, ground="consent", actor=actor)
    drop_refusal(submission=submission, actor=actor)
    with pytest.raises(Refused, match="ждёт подписи, нет"):
        sign_refusal(submission=submission, actor=people["deputy"])
    prepare_refusal(submission=submission, ground="consent", actor=actor)
    services.accept(submission=submission, actor=actor)
    assert standing_refusal(submission) is None


@pytest.mark.req("X-5")
def test_a_refused_request_is_kept_for_a_year_an_accepted_one_with_the_card(people):
    journey = registry.get(req.JOURNEY)
    submission = req.sent()
    services.register(submission=submission, actor=people["specialist"])
    assert journey.keep_until(submission) is None
    prepare_refusal(submission=submission, ground="stranger", actor=people["specialist"])
    assert journey.keep_until(submission) is None
    sign_refusal(submission=submission, actor=people["deputy"])
    left = journey.keep_until(submission) - clock.now()
    assert dt.timedelta(days=363) < left < dt.timedelta(days=367)
    card = submission.assistance_request.graduate
    destroy_graduate(graduate=card, reason="по просьбе", actor=None)
    assert journey.keep_until(submission) <= clock.now()


@pytest.mark.req("X-5")
def test_the_year_of_a_refused_request_ends_with_the_local_day_not_with_that_of_utc(people):
    submission = req.sent()
    services.register(submission=submission, actor=people["specialist"])
    prepare_refusal(submission=submission, ground="stranger", actor=people["specialist"])
    sign_refusal(submission=submission, actor=people["deputy"])
    # The next day in Saint Petersburg already.
    signed = dt.datetime(2026, 3, 9, 22, 30, tzinfo=dt.UTC)
    Refusal.objects.update(signed_at=signed)
    until = registry.get(req.JOURNEY).keep_until(submission)
    assert until == dt.datetime(2027, 3, 9, 21, tzinfo=dt.UTC)


def test_the_page_names_a_card_that_may_be_the_same_person(browser_of, people):
    GraduateFactory(
        last_name="Пробнова", first_name="Мария", middle_name="Петровна", born_on="2004-03-15"
    )
    submission = req.sent()
    services.register(submission=submission, actor=people["specialist"])
    page = said(browser_of("specialist").get(f"{LIST}accept/{submission.pk}/"))
    assert "карточка этого человека уже есть" in page


@pytest.mark.req("P-3.6")
def test_the_board_names_refusals_that_wait_for_a_signature_and_since_when(browser_of, people):
    code, browser = "refusals-to-sign", browser_of("deputy")
    submissions = [req.sent() for _ in range(3)]
    for one in submissions:
        services.register(submission=one, actor=people["specialist"])
    assert panel(browser, code) == ""
    prepare_refusal(submission=submissions[0], ground="consent", actor=people["specialist"])
    shown = panel(browser, code)
    refusal = standing_refusal(submissions[0])
    for words in (
        "Отказ ждёт подписи",
        f"{LIST}inspect/{submissions[0].pk}/",
        f"{clock.local_day(refusal.prepared_at):%d.%m.%Y}",
        people["specialist"].short_name,
    ):
        assert words in shown
    one = page_queries(browser, "/cms/")
    for submission in submissions[1:]:
        prepare_refusal(submission=submission, ground="consent", actor=people["specialist"])
    assert page_queries(browser, "/cms/") == one
    for submission in submissions[:2]:
        sign_refusal(submission=submission, actor=people["deputy"])
    drop_refusal(submission=submissions[2], actor=people["specialist"])
    assert panel(browser, code) == ""


@pytest.mark.req("X-4")
def test_a_requests_page_leads_on_to_the_card_and_says_that_a_signature_is_missing(
    browser_of, people
):
    submission = req.sent()
    page = browser_of("specialist").get(f"{LIST}inspect/{submission.pk}/").content.decode()
    card = submission.assistance_request.graduate
    assert f'<a href="/cms/placement/graduates/inspect/{card.pk}/">Карточка выпускника</a>' in page
    assert "Согласие на сопровождение ещё не подписано." in page
    allow(card)
    page = browser_of("specialist").get(f"{LIST}inspect/{submission.pk}/").content.decode()
    assert "Карточка выпускника" in page
    assert "ещё не подписано" not in page


def test_a_request_is_spoken_of_in_its_own_gender(browser_of, people):
    submission = req.sent()
    services.register_and_accept(submission=submission, actor=people["specialist"])
    page = browser_of("specialist").get(LIST).content.decode()
    for words in ("Принято", "Поступило", "Внести заявление"):
        assert words in page
    assert "Принята" not in page


@pytest.mark.req("X-2", "X-7")
def test_a_tick_made_at_the_desk_is_not_recorded_as_a_signature_on_paper(browser_of, people):
    entry = {"scope": req.CODE, "source": "paper", "day": "20.11.2026", "time": "09:00"}
    browser = browser_of("specialist")
    browser.post("/cms/forms/employment-assistance/enter/", entry)
    typed = {code: as_typed(fields) for code, fields in req.typed_steps().items()}
    draft = Draft.objects.get()
    lay_steps(draft, {code: typed[code] for code in ("who", "person", "consent")})
    page = browser.get("/forms/employment-assistance/consent/").content.decode()
    assert "Человек согласен" in page
    assert "Подписанное согласие получено" not in page
    consent = Consent.objects.get(draft=draft, text__purpose=ASSISTANCE)
    assert consent.method == Consent.Method.TICK


def test_the_board_names_requests_that_nobody_decides_for_more_than_5_working_days(
    browser_of, people
):
    code, browser = "assistance-undecided", browser_of("specialist")
    today = clock.local_day(clock.now())
    # Five working days after the one the term is not over, after the other it is.
    in_time, late = (subtract_working_days(today, days) for days in (5, 6))
    submissions = [req.sent() for _ in range(3)]
    noon = [clock.at_local(day, dt.time(12), "Europe/Moscow") for day in (in_time, late)]
    Submission.objects.update(received_at=noon[0])
    assert panel(browser, code) == ""
    Submission.objects.filter(pk=submissions[0].pk).update(received_at=noon[1])
    shown = panel(browser, code)
    for words in (
        "не решено в срок",
        f"{LIST}inspect/{submissions[0].pk}/",
        f"{late:%d.%m.%Y}",
    ):
        assert words in shown
    assert f"{LIST}inspect/{submissions[1].pk}/" not in shown
    one = page_queries(browser, "/cms/")
    Submission.objects.update(received_at=noon[1])
    assert page_queries(browser, "/cms/") == one
    for submission in submissions:
        services.register_and_accept(
            submission=Submission.objects.get(pk=submission.pk), actor=people["specialist"]
        )
    assert panel(browser, code) == ""
    assert panel(browser_of("director"), code) == ""


@pytest.mark.req("P-F1", "X-3")
def test_staff_fill_the_form_in_together_with_the_person_at_their_desk(browser_of, people):
    browser, address = browser_of("specialist"), "/cms/forms/employment-assistance/enter/"
    form = browser.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    assert typed["source"] == "together"
    before = clock.now()
    assert browser.post(address, typed).status_code == 302
    draft = Draft.objects.get()
    assert (draft.source, draft.entered_by) == ("together", people["specialist"])
    assert before <= draft.received_at <= clock.now()
    # Of what came on paper the arrival has to be told.
    page = browser.post(address, typed | {"source": "paper"})
    assert set(page.context["form"].errors) == {"day", "time"}
    assert Draft.objects.count() == 1
