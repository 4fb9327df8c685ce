"""Destruction before the end of the term: never by one member of staff, announced, stoppable (X-5)."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction

from core import clock, outbox
from core.errors import Refused, TransitionRefused
from core.models import HistoryRecord, Letter, Organisation
from forms_app import links, services, tasks
from forms_app.engine import registry
from forms_app.lifecycle import SUBMISSION, PlanState, State
from forms_app.models import DestructionAct, Ground, PlannedDestruction, Submission
from tests.factories import UserFactory
from tests.forms_app.helpers import said, sent

pytestmark = [
    pytest.mark.usefixtures("sample"),
    pytest.mark.urls("tests.forms_app.desk_urls"),
    pytest.mark.req("X-5"),
]
DAY = dt.timedelta(days=1)
DESK = "/cms/sample/desk/"


def person(*codenames):
    user = UserFactory()
    names = ["access_admin", "view_journal", "change_journal", *codenames]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return user


@pytest.fixture
def keeper(db):
    """Who may begin a destruction."""
    return person("add_destructionact")


@pytest.fixture
def colleague(db):
    """Who works with submissions and may not begin one."""
    return person()


@pytest.fixture
def admitted(superuser):
    submission = services.register(submission=sent(), actor=superuser)
    return services.accept(submission=submission, actor=superuser)


def deliver_all():
    for letter in Letter.objects.filter(state=Letter.State.WAITING):
        outbox.deliver(letter.pk)


def letters(code):
    return [outbox.content(letter) for letter in Letter.objects.filter(code=code)]


# -- two people, or the person's own request ---------------------------------------------------
def test_no_press_of_staff_destroys_at_once(admitted, keeper, client_of):
    assert client_of(keeper).post(f"{DESK}destroy/{admitted.pk}/").status_code == 404
    for state in State:
        assert "destroy" not in SUBMISSION.actions(source=state, who="staff")


def test_one_member_of_staff_alone_destroys_nothing(admitted, keeper, client_of):
    browser = client_of(keeper)
    address = f"{DESK}propose-destruction/{admitted.pk}/"
    assert address in said(browser.get(f"{DESK}inspect/{admitted.pk}/"))
    assert browser.post(address, {"reason": ""}).status_code == 200
    browser.post(address, {"reason": "подана дважды"})
    assert "confirm-destruction" not in said(browser.get(f"{DESK}inspect/{admitted.pk}/"))
    page = said(browser.post(f"{DESK}confirm-destruction/{admitted.pk}/"))
    assert "Подтверждает другой работник" in page
    assert tasks.destroy_planned(clock.now() + 100 * DAY) == 0
    admitted.refresh_from_db()
    assert admitted.state == State.ACCEPTED
    assert letters("submission-destruction-decided") == []


def test_the_second_member_of_staff_confirms_and_it_waits(admitted, keeper, colleague, client_of):
    Organisation.objects.filter(code="sample").update(destruction_wait_days=3)
    services.propose_destruction(submission=admitted, actor=keeper, reason="подана дважды")
    browser = client_of(colleague)
    page = said(browser.get(f"{DESK}inspect/{admitted.pk}/"))
    assert "подана дважды" in page
    assert f"{DESK}confirm-destruction/{admitted.pk}/" in page
    browser.post(f"{DESK}confirm-destruction/{admitted.pk}/")
    ((_, text),) = letters("submission-destruction-decided")
    assert "подана дважды" in text
    assert links.track_url(admitted) in text
    deliver_all()
    now = clock.now()
    assert tasks.destroy_planned(now + 2.9 * DAY) == 0
    assert tasks.destroy_planned(now + 3.1 * DAY) == 1
    act = DestructionAct.objects.get()
    assert act.ground == Ground.STAFF
    assert "подана дважды" in act.reason
    assert keeper.full_name in act.destroyed_by_label
    assert colleague.full_name in act.destroyed_by_label
    assert PlannedDestruction.objects.get().state == PlanState.CARRIED_OUT


def test_the_database_holds_that_nobody_confirms_their_own(admitted, keeper):
    plan = services.propose_destruction(submission=admitted, actor=keeper, reason="ошибка")
    rows = PlannedDestruction.objects.filter(pk=plan.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(confirmed_by=keeper)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(state=PlanState.ANNOUNCED, due_at=clock.now())


def test_the_persons_request_needs_no_second_and_is_announced(admitted, keeper, client_of):
    browser = client_of(keeper)
    address = f"{DESK}request-destruction/{admitted.pk}/"
    browser.post(address, {"reason": "письмо от 3 июня, вх. № 15"})
    ((_, text),) = letters("submission-destruction-asked")
    assert "письмо от 3 июня, вх. № 15" in text
    deliver_all()
    assert tasks.destroy_planned(clock.now() + 6.9 * DAY) == 0
    assert tasks.destroy_planned(clock.now() + 7.1 * DAY) == 1
    act = DestructionAct.objects.get()
    assert (act.ground, "вх. № 15" in act.reason) == (Ground.REQUEST, True)


def test_who_may_not_destroy_may_not_begin_it_either(admitted, colleague, client_of):
    browser = client_of(colleague)
    for code in ("request-destruction", "propose-destruction"):
        address = f"{DESK}{code}/{admitted.pk}/"
        assert address not in said(browser.get(f"{DESK}inspect/{admitted.pk}/"))
        assert browser.post(address, {"reason": "просто так"}).status_code == 404
    assert not PlannedDestruction.objects.exists()


def test_a_second_one_is_not_begun_while_one_waits(admitted, keeper):
    services.propose_destruction(submission=admitted, actor=keeper, reason="раз")
    with pytest.raises(Refused, match="уже запланировано"):
        services.request_destruction(submission=admitted, actor=keeper, reason="два")


# -- stopped ------------------------------------------------------------------------------------
def test_the_applicant_stops_what_staff_decided(admitted, keeper, colleague, client):
    services.propose_destruction(submission=admitted, actor=keeper, reason="подана дважды")
    track = f"/track/{links.token('track', admitted)}/"
    # A proposal is not announced yet.
    assert "подана дважды" not in said(client.get(track))
    services.confirm_destruction(submission=admitted, actor=colleague)
    page = said(client.get(track))
    assert "подана дважды" in page
    assert f"{track}keep/" in page
    assert "Да, сохранить данные" in said(client.get(f"{track}keep/"))
    assert client.post(f"{track}keep/").url == track
    assert tasks.destroy_planned(clock.now() + 100 * DAY) == 0
    assert "по вашей ссылке" in said(client.get(track))
    assert client.get(f"{track}keep/").url == track


def test_a_request_is_stopped_by_staff_alone(admitted, keeper, colleague, client, client_of):
    services.request_destruction(submission=admitted, actor=keeper, reason="звонок 3 июня")
    track = f"/track/{links.token('track', admitted)}/"
    page = said(client.get(track))
    assert "звонок 3 июня" in page
    assert "keep/" not in page
    client.post(f"{track}keep/")
    assert PlannedDestruction.objects.open().exists()
    address = f"{DESK}stop-destruction/{admitted.pk}/"
    client_of(colleague).post(address, {"reason": "человек передумал"})
    assert not PlannedDestruction.objects.open().exists()
    record = HistoryRecord.objects.about(admitted).get(action="stop-destruction")
    assert (record.why, record.actor) == ("человек передумал", colleague)
    assert len(letters("submission-destruction-stopped")) == 1
    # What was announced and not sent yet does not go out.
    asked = Letter.objects.get(code="submission-destruction-asked")
    assert asked.state == Letter.State.CANCELLED


def test_it_waits_while_the_letter_that_announces_it_waits(admitted, keeper):
    plan = services.request_destruction(submission=admitted, actor=keeper, reason="письмо")
    assert tasks.destroy_planned(plan.due_at) == 0
    deliver_all()
    assert tasks.destroy_planned(plan.due_at) == 1


def test_the_end_of_the_term_overtakes_a_plan(sample, admitted, keeper, colleague):
    services.propose_destruction(submission=admitted, actor=keeper, reason="Иванова просила")
    sample.keep = admitted.received_at
    assert tasks.destroy_due(admitted.received_at + DAY) == 1
    plan = PlannedDestruction.objects.get()
    assert (plan.state, "Иванова" in plan.reason) == (PlanState.STOPPED, False)
    with pytest.raises(Refused):
        services.confirm_destruction(submission=admitted, actor=colleague)


# -- who has no e-mail --------------------------------------------------------------------------
def test_who_has_no_address_is_called_before_anything_is_destroyed(keeper, superuser, client_of):
    submission = services.withdraw(submission=sent(email=""))
    services.request_destruction(submission=submission, actor=keeper, reason="звонок")
    page = said(client_of(keeper).get(f"{DESK}inspect/{submission.pk}/"))
    assert "Позвоните: +7 383 222-33-44" in page
    assert tasks.destroy_planned(clock.now() + 8 * DAY) == 0
    zone = registry.get(submission.journey).describe(submission.scope).tz
    today = clock.in_zone(clock.now(), zone).date()
    services.record_call(submission=submission, called_on=today, actor=keeper)
    assert tasks.destroy_planned(clock.now() + 8 * DAY) == 1


# -- the truth afterwards -----------------------------------------------------------------------
@pytest.fixture
def end_by(sample, keeper, colleague):
    """``end_by(ground, submission)``: destroy on this ground."""

    def end(ground, submission):
        if ground == Ground.TERM:
            sample.keep = submission.received_at
            return tasks.destroy_due(submission.received_at + DAY)
        if ground == Ground.WITHDRAWN:
            services.withdraw(submission=submission)
            return tasks.destroy_due(clock.now() + 30 * DAY)
        if ground == Ground.REQUEST:
            services.request_destruction(submission=submission, actor=keeper, reason="письмо")
        else:
            services.propose_destruction(submission=submission, actor=keeper, reason="ошибка")
            services.confirm_destruction(submission=submission, actor=colleague)
        deliver_all()
        return tasks.destroy_planned(clock.now() + 8 * DAY)

    return end


@pytest.mark.parametrize(
    ("ground", "words"),
    [
        (Ground.TERM, "Срок хранения закончился"),
        (Ground.WITHDRAWN, "отозваны, поэтому"),
        (Ground.REQUEST, "по просьбе заявителя"),
        (Ground.STAFF, "по решению работников"),
    ],
)
def test_the_tracking_page_and_the_act_say_truthfully_why(ground, words, admitted, end_by, client):
    track = f"/track/{links.token('track', admitted)}/"
    assert end_by(ground, admitted) == 1
    answer = client.get(track)
    assert answer.status_code == 410
    assert words in said(answer)
    assert ("Срок хранения закончился" in said(answer)) == (ground == Ground.TERM)
    assert DestructionAct.objects.get().ground == ground


def test_a_withdrawn_consent_keeps_the_term_of_the_law(admitted, keeper):
    services.withdraw(submission=admitted)
    services.propose_destruction(submission=admitted, actor=keeper, reason="ошибка")
    now = clock.now()
    assert tasks.destroy_due(now + 28 * DAY) == 0
    assert tasks.destroy_due(now + 29 * DAY) == 1
    assert DestructionAct.objects.get().ground == Ground.WITHDRAWN
    assert Submission.objects.get(pk=admitted.pk).state == State.DESTROYED


# -- a decision is taken back -------------------------------------------------------------------
@pytest.mark.req("C-K6", "X-3")
@pytest.mark.parametrize("decision", ["accepted", "rejected"])
def test_a_decision_is_taken_back_with_a_reason(decision, superuser, colleague, client_of, client):
    submission = services.register(submission=sent(), actor=superuser)
    number = submission.registration.label
    if decision == "accepted":
        services.accept(submission=submission, actor=superuser)
    else:
        services.reject(submission=submission, actor=superuser, reason="нет стажа", clause="8")
    browser = client_of(colleague)
    address = f"{DESK}take-back/{submission.pk}/"
    assert address in said(browser.get(f"{DESK}inspect/{submission.pk}/"))
    assert browser.post(address, {"reason": " "}).status_code == 200
    browser.post(address, {"reason": "перепутаны заявки"})
    submission.refresh_from_db()
    assert (submission.state, submission.registration.label) == (State.REGISTERED, number)
    record = HistoryRecord.objects.about(submission).get(action="take-back")
    assert (record.actor, record.why) == (colleague, "перепутаны заявки")
    # The letter about the decision waited: it does not go out, the one about this does.
    assert Letter.objects.get(code=f"submission-{decision}").state == Letter.State.CANCELLED
    ((_, text),) = letters("submission-taken-back")
    assert "перепутаны заявки" in text
    track = said(client.get(f"/track/{links.token('track', submission)}/"))
    assert "перепутаны заявки" in track
    services.accept(submission=submission, actor=superuser)


def test_a_letter_that_is_sent_stays_sent(admitted, superuser):
    deliver_all()
    services.take_back(submission=admitted, actor=superuser, reason="ошибка")
    assert Letter.objects.get(code="submission-accepted").state == Letter.State.SENT


def test_nothing_is_taken_back_while_or_after_the_data_are_destroyed(admitted, keeper):
    plan = services.request_destruction(submission=admitted, actor=keeper, reason="письмо")
    with pytest.raises(Refused, match="сначала остановите"):
        services.take_back(submission=admitted, actor=keeper, reason="ошибка")
    deliver_all()
    tasks.destroy_planned(plan.due_at)
    with pytest.raises(TransitionRefused):
        services.take_back(submission=admitted, actor=keeper, reason="ошибка")


@pytest.mark.req("C-A5")
def test_nothing_is_considered_again_without_the_consent(superuser):
    submission = services.register(submission=sent(), actor=superuser)
    services.reject(submission=submission, actor=superuser, reason="нет стажа", clause="8")
    services.withdraw_consent(consent=submission.consents.get(text__purpose="processing"))
    with pytest.raises(Refused, match="Согласие"):
        services.take_back(submission=submission, actor=superuser, reason="ошибка")
