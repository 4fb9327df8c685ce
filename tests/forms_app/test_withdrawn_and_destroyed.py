"""Taking a consent back, and what is left after destruction."""

import datetime as dt
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from pypdf import PdfReader

from core import outbox
from core.errors import Refused
from core.models import HistoryRecord, Letter
from forms_app import links, services, tasks
from forms_app.lifecycle import State
from forms_app.models import Consent, DestructionAct
from tests.factories import UserFactory
from tests.forms_app import helpers
from tests.forms_app.helpers import fill, prove_tracked, said, save, sent, start, upload

pytestmark = [pytest.mark.usefixtures("sample"), pytest.mark.urls("tests.forms_app.desk_urls")]
DAY = dt.timedelta(days=1)
DESK = "/cms/sample/desk/"
WORK = ("change_journal",)


def person(*codenames, **fields):
    user = UserFactory(**fields)
    names = ["access_admin", "view_journal", *codenames]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return user


# -- consents ------------------------------------------------------------------------------
@pytest.mark.req("X-5", "C-A5")
def test_a_consent_is_withdrawn_through_the_link(client):
    submission = sent()
    track = f"/track/{links.token('track', submission)}/"
    assert f"{track}consent/" in said(client.get(track))
    page = said(client.get(f"{track}consent/"))
    assert "в течение 30 дней" in page
    prove_tracked(client, submission)
    given = submission.consents.get(text__purpose="processing")
    assert client.post(f"{track}consent/", {"consent": given.pk}).url == track
    submission.refresh_from_db()
    given.refresh_from_db()
    assert submission.state == State.WITHDRAWN
    assert given.withdrawn_at is not None
    assert "Отозвать согласие" not in said(client.get(track))
    assert client.get(f"{track}consent/").url == track
    foreign = sent().consents.get(text__purpose="processing")
    assert client.post(f"{track}consent/", {"consent": foreign.pk}).status_code == 404


@pytest.mark.req("X-5", "C-A5")
def test_staff_withdraw_a_consent_on_written_demand(client_of):
    submission = sent()
    given = submission.consents.get(text__purpose="processing")
    address = f"{DESK}withdraw-consent/{submission.pk}/{given.pk}/"
    assert client_of(person()).post(address, {"reason": "письмо"}).status_code == 404
    client = client_of(person(*WORK))
    assert address in said(client.get(f"{DESK}inspect/{submission.pk}/"))
    client.post(address, {"reason": "заявление, вх. № 15"})
    submission.refresh_from_db()
    assert submission.state == State.WITHDRAWN
    record = HistoryRecord.objects.about(submission).get(action="consent-withdrawn")
    assert record.why == "заявление, вх. № 15"


@pytest.mark.req("X-5")
def test_a_consent_withdrawn_after_the_decision_destroys_too(superuser):
    submission = services.register(submission=sent(), actor=superuser)
    services.reject(submission=submission, actor=superuser, reason="срок", clause="11")
    services.withdraw_consent(consent=submission.consents.get(text__purpose="processing"))
    now = dt.datetime.now(dt.UTC)
    assert tasks.destroy_due(now + 20 * DAY) == 0
    assert tasks.destroy_due(now + 29 * DAY) == 1


def test_a_tick_taken_away_and_given_again_before_sending_holds():
    draft = start().draft
    for step in ("kind", "consent"):
        save(draft, step)
    save(draft, "consent", agree="")
    fill(draft)
    for slot in ("signed", "agreement"):
        upload(draft, slot)
    submission = services.send_draft(draft=draft, revision=draft.revision)
    assert submission.consents.filter(text__purpose="processing").count() == 2
    assert tasks.destroy_due(dt.datetime.now(dt.UTC) + 100 * DAY) == 0


@pytest.mark.req("X-5")
def test_a_filed_signed_scan_makes_the_consent_one_in_ink():
    submission = sent()
    methods = dict(submission.consents.values_list("text__purpose", "method"))
    assert methods == {"processing": "ink", "draft-keeping": "tick"}


@pytest.mark.req("X-5")
def test_only_a_consent_that_is_signed_has_an_original(superuser, client_of):
    submission = sent()
    kept, signed = (
        submission.consents.get(text__purpose=purpose)
        for purpose in ("draft-keeping", "processing")
    )
    with pytest.raises(Refused):
        services.confirm_original(consent=kept, actor=superuser)
    page = said(client_of(person(*WORK)).get(f"{DESK}inspect/{submission.pk}/"))
    assert f"{DESK}original/{submission.pk}/{signed.pk}/" in page
    assert f"{DESK}original/{submission.pk}/{kept.pk}/" not in page


@pytest.mark.req("X-5", "C-10")
def test_a_consent_on_paper_was_given_when_it_came(superuser):
    came = dt.datetime(2024, 5, 27, 3, 0, tzinfo=dt.UTC)
    draft = services.enter_on_behalf(
        journey="sample", scope="only", actor=superuser, source="paper", received_at=came
    )
    for step in ("kind", "consent"):
        save(draft, step)
    given = Consent.objects.get(text__purpose="processing")
    assert (given.given_at, given.method) == (came, "ink")


# -- retention -----------------------------------------------------------------------------
@pytest.mark.req("X-5")
@pytest.mark.parametrize("state", [State.RECEIVED, State.REGISTERED, State.RETURNED])
def test_what_nobody_decided_is_destroyed_when_its_time_is_over(state, superuser, sample):
    submission = sent()
    if state == State.REGISTERED:
        services.register(submission=submission, actor=superuser)
    scan = None
    if state == State.RETURNED:
        services.return_for_correction(
            submission=submission, actor=superuser, remarks=[services.RemarkText("?", slot="extra")]
        )
        draft = services.start_correction(submission=submission)
        scan = upload(draft, "extra").file
    sample.keep = submission.received_at + DAY
    assert tasks.destroy_due(submission.received_at) == 0
    assert tasks.destroy_due(sample.keep) == 1
    submission.refresh_from_db()
    assert submission.state == State.DESTROYED
    if scan is not None:
        scan.refresh_from_db()
        assert scan.destroyed_at is not None


@pytest.mark.req("X-5", "C-A5")
def test_a_withdrawn_submission_is_destroyed_before_thirty_days(sample):
    submission = services.withdraw(submission=sent())
    now = dt.datetime.now(dt.UTC)
    sample.keep = now + 300 * DAY
    assert tasks.destroy_due(now + 28 * DAY) == 0
    assert tasks.destroy_due(now + 29 * DAY) == 1
    submission.refresh_from_db()
    assert submission.state == State.DESTROYED


# -- what is left --------------------------------------------------------------------------
@pytest.mark.req("X-5")
def test_no_address_or_free_text_outlives_the_data(superuser):
    submission = services.register(submission=sent(), actor=superuser)
    services.reject(
        submission=submission, actor=superuser, reason="Иванова не подписала", clause="11"
    )
    waiting = Letter.objects.filter(state=Letter.State.WAITING).first()
    assert waiting is not None
    act = services.destroy_submission(submission=submission, reason="просьба Ивановой")
    whys = list(HistoryRecord.objects.about(submission).values_list("why", flat=True))
    assert not any("Иванов" in why for why in whys)
    assert whys[-1] == str(act)
    assert set(Letter.objects.values_list("to", flat=True)) == {outbox.NOBODY}
    assert not Letter.objects.filter(state__in=["waiting", "failed"]).exists()
    assert not outbox.deliver(waiting.pk)


@pytest.mark.req("X-5")
def test_a_destroyed_draft_leaves_no_address_in_the_outbox():
    draft = start().draft
    tasks.expire_drafts(draft.expires_at)
    letter = Letter.objects.get()
    assert (letter.to, letter.state) == (outbox.NOBODY, Letter.State.CANCELLED)


@pytest.mark.req("X-5")
def test_the_act_is_read_and_printed_with_the_extract_of_the_log(client_of):
    submission = services.withdraw(submission=sent())
    actor = person("view_destructionact", "change_organisation")
    services.propose_destruction(submission=submission, actor=actor, reason="повторная заявка")
    plan = services.confirm_destruction(submission=submission, actor=person())
    for letter in Letter.objects.filter(state=Letter.State.WAITING):
        outbox.deliver(letter.pk)
    assert tasks.destroy_planned(plan.due_at) == 1
    act = DestructionAct.objects.get()
    client = client_of(actor)
    assert "Иванова" in said(client.get("/cms/records/acts/?q=ИВАНОВА"))
    page = said(client.get(f"/cms/records/acts/inspect/{act.pk}/"))
    for words in (
        "Иванова Мария",
        "Пробная организация",
        "Отправка",
        "Отзыв",
        "Уничтожение данных",
    ):
        assert words in page
    pdf = client.get(f"/cms/records/acts/pdf/{act.pk}/")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages)
    for words in ("Выгрузка из журнала событий", "Отзыв", "Иванова Мария", actor.last_name):
        assert words in text


@pytest.mark.req("X-7")
def test_acts_of_another_operator_are_not_there(client_of, organisation):
    act = services.destroy_submission(
        submission=services.withdraw(submission=sent()), reason="срок"
    )
    client = client_of(person("view_destructionact", organisation=organisation))
    assert client.get(f"/cms/records/acts/inspect/{act.pk}/").status_code == 404
    assert client.get(f"/cms/records/acts/pdf/{act.pk}/").status_code == 404
    assert "Иванова" not in said(client.get("/cms/records/acts/"))
    own = client_of(person("view_destructionact", organisation=act.operator))
    assert own.get(f"/cms/records/acts/inspect/{act.pk}/").status_code == 200
    assert client_of(person()).get("/cms/records/acts/").status_code == 404


def test_the_act_of_a_draft_has_its_extract(client_of):
    draft = helpers.start().draft
    act = services.discard_draft(draft=draft, reason="отзыв согласия", demanded=True)
    client = client_of(person("view_destructionact", "change_organisation"))
    page = said(client.get(f"/cms/records/acts/inspect/{act.pk}/"))
    assert "Согласие отозвано" in page
